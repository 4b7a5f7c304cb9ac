"""Ethics approvals: registered once, never altered, and how they stand on a day."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from agreements.compliance import operations, queries
from agreements.compliance.models import EthicsApproval, EthicsNotice
from agreements.compliance.rules import Approval, notice_due, standing_of
from catalog.consent.rules import Ethics
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.exchange.parties.trail import audited, news
from tests.exchange.racing import together
from tests.factories.parties import member
from tests.factories.requests import EthicsApprovalFactory

TODAY = date(2026, 3, 2)


def register(by: Person, **changes: Any) -> EthicsApproval:
    values: dict[str, Any] = {
        "organisation": by.memberships.get().organisation,
        "committee": "Research ethics committee",
        "number": "REC 1/2026",
        "country_code": "UG",
        "scope": " Biliary cancer. ",
        "valid_from": TODAY,
        "valid_until": TODAY,
        "by": by,
        "now": clock.now(),
    }
    return operations.register_ethics_approval(**values | changes)


@pytest.mark.django_db
def test_register() -> None:
    researcher = member(Role.RESEARCHER)
    approval = register(researcher, committee="  Research   ethics committee ")
    assert (approval.committee, approval.scope) == ("Research ethics committee", "Biliary cancer.")
    assert str(approval) == "Research ethics committee REC 1/2026"
    assert approval.registered_by == researcher
    assert audited() == [("compliance.register_ethics_approval", str(researcher.pk), str(approval.pk))]
    assert news() == [("EthicsApprovalRegistered", {"approval_id": str(approval.pk)})]


@pytest.mark.django_db
def test_register_twice() -> None:
    researcher = member(Role.RESEARCHER)
    register(researcher)
    with pytest.raises(Refused) as refusal:
        register(researcher, valid_until=TODAY + timedelta(days=365))
    assert (refusal.value.code, refusal.value.field) == ("ALREADY_REGISTERED", "number")
    assert register(member(Role.RESEARCHER)).number == "REC 1/2026"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"committee": " "}, "committee"),
        ({"committee": "x" * 201}, "committee"),
        ({"number": ""}, "number"),
        ({"number": "x" * 101}, "number"),
        ({"number": "REC\u202e1"}, "number"),
        ({"country_code": "Uganda"}, "country_code"),
        ({"country_code": "ug"}, "country_code"),
        ({"scope": "x" * 2001}, "scope"),
        ({"valid_until": TODAY - timedelta(days=1)}, "valid_until"),
    ],
)
def test_register_wrong_values(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        register(member(Role.RESEARCHER), **changes)
    assert refusal.value.field == field
    assert not EthicsApproval.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.RESEARCHER])
def test_register_without_the_role(role: Role) -> None:
    with pytest.raises(NotAllowed):
        register(member(role))


@pytest.mark.django_db
def test_visible_to_those_who_manage_projects_of_the_organisation() -> None:
    approval = EthicsApprovalFactory.create()
    assert list(queries.visible_to(approval.registered_by)) == [approval]
    assert list(queries.visible_to(member(Role.LEGAL_OFFICER, approval.organisation))) == []
    assert list(queries.visible_to(member(Role.RESEARCHER))) == []
    assert list(queries.visible_to(None)) == []


def span(start: int, end: int) -> Approval:
    return Approval(f"{start} to {end}", TODAY + timedelta(days=start), TODAY + timedelta(days=end))


@pytest.mark.parametrize(
    ("approvals", "ethics", "label"),
    [
        ([], Ethics.MISSING, None),
        ([span(0, 0)], Ethics.VALID, "0 to 0"),
        ([span(-9, 3), span(-1, 9), span(2, 20)], Ethics.VALID, "-1 to 9"),
        ([span(-9, -1), span(5, 9), span(2, 4)], Ethics.PENDING, "2 to 4"),
        ([span(-9, -5), span(-4, -1)], Ethics.EXPIRED, "-4 to -1"),
    ],
)
def test_standing_of(approvals: list[Approval], ethics: Ethics, label: str | None) -> None:
    standing = standing_of(approvals, on=TODAY)
    assert (standing.ethics, standing.approval.label if standing.approval else None) == (ethics, label)


def announce(day: date) -> int:
    return operations.announce_expiring_approvals(now=datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("days_left", "due"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)],
)
def test_notice_due(days_left: int, due: int | None) -> None:
    assert notice_due(TODAY + timedelta(days=days_left), on=TODAY) == due


@pytest.mark.django_db
def test_expiry_is_announced_once_a_notice() -> None:
    approval = EthicsApprovalFactory.create(valid_until=TODAY + timedelta(days=61))
    days = [0, 1, 2, 31, 32, 54, 55, 61, 62]
    assert [announce(TODAY + timedelta(days=day)) for day in days] == [0, 1, 0, 1, 0, 1, 0, 0, 0]
    assert news() == [("EthicsApprovalExpiring", {"approval_id": str(approval.pk)})] * 3
    assert sorted(approval.notices.values_list("days_before", flat=True)) == [7, 30, 60]


@pytest.mark.django_db
def test_after_missed_days_only_the_nearest_notice_is_given() -> None:
    EthicsApprovalFactory.create(valid_until=TODAY + timedelta(days=3))
    assert [announce(TODAY), announce(TODAY)] == [1, 0]
    assert EthicsNotice.objects.get().days_before == 7


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("undelivered")
def test_of_two_clocks_at_once_one_announces() -> None:
    EthicsApprovalFactory.create(valid_until=TODAY + timedelta(days=3))
    assert sorted(together(*[partial(announce, TODAY)] * 2)) == [0, 1]
    assert EthicsNotice.objects.count() == 1
