"""Committees are reminded: before the deadline, after it, and when who asked wishes it."""

from datetime import UTC, datetime, timedelta

import pytest

from exchange.kernel.errors import NotAllowed, Refused, WrongState
from exchange.parties.roles import Role
from exchange.requests import operations, queries
from exchange.requests.models import CommitteeNotice, RequestLine
from exchange.requests.rules import CommitteeRules
from tests.exchange.notify.telling import subjects, told
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import member
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def line_of(home: House) -> RequestLine:
    return home.submitted(samples=0).lines.get()


def ruled(home: House, rules: CommitteeRules) -> None:
    operations.set_committee_rules(unit=home.cell_bank.unit, rules=rules, by=home.cell_bank.committee, now=home.now)


def test_deadline_is_announced_before_and_after_once_each(home: House) -> None:
    ruled(home, CommitteeRules(decides_within_days=3))
    line = line_of(home)
    due = queries.standings_of([line])[line.pk].due_on
    assert due is not None
    assert operations.announce_deadlines(now=home.now) == 0
    soon = datetime(due.year, due.month, due.day, tzinfo=UTC)
    assert [operations.announce_deadlines(now=soon) for _ in range(2)] == [1, 0]
    late = soon + timedelta(days=1)
    assert [operations.announce_deadlines(now=late) for _ in range(2)] == [1, 0]
    assert {notice.kind for notice in CommitteeNotice.objects.all()} == {"due", "overdue"}
    assert all((event, {"line_id": str(line.pk)}) in news() for event in ("LineDue", "LineOverdue"))


def test_reminder_reaches_those_who_have_not_voted(home: House) -> None:
    second = member(Role.COMMITTEE_MEMBER, unit=home.cell_bank.unit)
    ruled(home, CommitteeRules(votes_needed=2, quorum=2))
    line = home.approve(line_of(home))
    number = line.request.number
    due = told("LineDue", line_id=line.pk)
    assert subjects(due) == {second: f"Access request {number} must be decided soon"}
    assert set(told("LineNudged", line_id=line.pk)) == {second}
    assert set(told("LineOverdue", line_id=line.pk)) == {home.cell_bank.committee}
    assert set(told("CommitteeTooFew", part_id=line.part_id)) == {home.cell_bank.committee}


def test_nudge_waits_three_days_each_time(home: House) -> None:
    line = line_of(home)
    days = [timedelta(days=count) for count in (1, 3, 5, 6)]
    refused = []
    for passed in days:
        try:
            operations.nudge_line(line=line, by=home.researcher, now=home.now + passed)
        except Refused as refusal:
            refused.append((passed.days, str(refusal.code), refusal.params["again_at"]))
    after = (home.now + timedelta(days=3)).isoformat(), (home.now + timedelta(days=6)).isoformat()
    assert refused == [(1, "TOO_SOON", after[0]), (5, "TOO_SOON", after[1])]
    assert [name for name, _ in news()].count("LineNudged") == 2
    assert ("requests.nudge_line", str(home.researcher.pk), str(line.pk)) in audited()


def test_only_who_asked_nudges_and_only_what_waits(home: House) -> None:
    line = line_of(home)
    later = home.now + timedelta(days=4)
    with pytest.raises(NotAllowed):
        operations.nudge_line(line=line, by=home.cell_bank.committee, now=later)
    home.approve(line)
    with pytest.raises(WrongState):
        operations.nudge_line(line=line, by=home.researcher, now=later)
