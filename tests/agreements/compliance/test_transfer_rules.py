"""Versions of rules: entered by stewards for everybody, never altered, and those that are shipped."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from agreements.compliance import operations, queries
from agreements.compliance.models import RuleKind, TransferRule
from agreements.compliance.reading import read_facts, shipped_definitions, shipped_rulebook
from agreements.compliance.rules import Effect, assess
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.kernel.models import AuditEvent
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.agreements.compliance.test_borders import TISSUE, transfer
from tests.exchange.parties.trail import audited, news
from tests.exchange.racing import together
from tests.factories.parties import member

TODAY = date(2026, 11, 1)
SILENT = transfer("NZ-AU", TISSUE)
RULE = {
    "title": "Nothing stands against it.",
    "effect": "allow",
    "citation": "Act 1 of 2027",
    "when": {"provider_country": "NZ", "crosses_border": True},
}


def revise(by: Person, **changes: Any) -> TransferRule:
    values: dict[str, Any] = {
        "kind": RuleKind.RULE,
        "key": "nz-open",
        "definition": RULE,
        "based_on": 0,
        "reason": " The act came into force. ",
        "by": by,
        "now": clock.now(),
    }
    return operations.revise_transfer_rule(**values | changes)


def verdict(facts: dict[str, Any], on: date = TODAY) -> Effect:
    return assess(queries.rulebook(), read_facts(facts), on=on).verdict


@pytest.mark.django_db
def test_shipped_rules_are_on_record() -> None:
    book = queries.rulebook()
    assert {rule.id for rule in book.rules} == {rule.id for rule in shipped_rulebook().rules}
    assert book.groups == shipped_rulebook().groups
    assert operations.load_shipped_rules() == 0


@pytest.mark.django_db
def test_revise() -> None:
    steward = member(Role.NETWORK_STEWARD)
    first = revise(steward)
    assert (first.version, first.reason, first.entered_by) == (1, "The act came into force.", steward)
    assert verdict(SILENT) is Effect.ALLOW
    second = revise(steward, based_on=1, definition=RULE | {"effect": "block", "applies_from": "2027-01-01"})
    assert (verdict(SILENT), verdict(SILENT, date(2027, 1, 1))) == (Effect.ALLOW, Effect.BLOCK)
    assert audited() == [("compliance.revise_transfer_rule", str(steward.pk), str(rule.pk)) for rule in (first, second)]
    assert AuditEvent.objects.latest("pk").reason == "The act came into force."
    assert news()[-1] == ("TransferRuleRevised", {"transfer_rule_id": str(second.pk)})


@pytest.mark.django_db
def test_revised_group_counts_at_once() -> None:
    steward = member(Role.NETWORK_STEWARD)
    facts = transfer("AT-KE", TISSUE)
    assert verdict(facts) is Effect.DOCUMENT
    definition = [*shipped_definitions()["groups"]["eu_adequate"], {"country": "KE", "since": "2026-11-01"}]
    revise(steward, kind=RuleKind.GROUP, key="eu_adequate", based_on=1, definition=definition)
    assert (verdict(facts), verdict(facts, date(2026, 10, 31))) == (Effect.ALLOW, Effect.DOCUMENT)


@pytest.mark.django_db
@pytest.mark.parametrize("based_on", [0, 2])
def test_revise_what_another_version_has_replaced(based_on: int) -> None:
    steward = member(Role.NETWORK_STEWARD)
    revise(steward)
    with pytest.raises(Refused) as refusal:
        revise(steward, based_on=based_on)
    assert (refusal.value.code, refusal.value.field) == ("CHANGED_MEANWHILE", "based_on")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("undelivered")
def test_of_two_stewards_at_once_one_revises() -> None:
    stewards = [member(Role.NETWORK_STEWARD), member(Role.NETWORK_STEWARD)]
    outcomes = together(*(partial(revise, steward) for steward in stewards))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused", "TransferRule"]
    assert TransferRule.objects.filter(key="nz-open").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"key": "NZ open"}, "key", "small letters"),
        ({"key": "x" * 61}, "key", "at most 60"),
        ({"key": "house-silence"}, "key", "part of the assessment"),
        ({"kind": RuleKind.GROUP, "key": "NZ", "definition": ["NZ"]}, "key", "joined by _"),
        ({"kind": RuleKind.GROUP, "key": "nz", "definition": ["New Zealand"]}, "definition", r"members\[0\]: "),
        ({"definition": RULE | {"when": {"planet": "Mars"}}}, "definition", "when.planet: is not a known fact"),
        ({"definition": RULE | {"when": {"provider_country": "nowhere"}}}, "definition", "when.provider_country: "),
        ({"definition": "allow"}, "definition", "must be an object"),
        ({"definition": RULE | {"title": "x" * 20_001}}, "definition", "at most 20000"),
        ({"reason": " "}, "reason", "Say why"),
        ({"reason": "x" * 2_001}, "reason", "at most 2000"),
    ],
)
def test_revise_wrong_values(changes: dict[str, Any], field: str, message: str) -> None:
    before = TransferRule.objects.count()
    with pytest.raises(InvalidInput, match=message) as refusal:
        revise(member(Role.NETWORK_STEWARD), **changes)
    assert refusal.value.field == field
    assert TransferRule.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.NETWORK_STEWARD])
def test_revise_without_the_role(role: Role) -> None:
    with pytest.raises(NotAllowed, match="Network steward"):
        revise(member(role))


@pytest.mark.django_db
def test_shipped_rule_that_is_worded_anew_follows_but_never_a_stewards(monkeypatch: pytest.MonkeyPatch) -> None:
    revise(member(Role.NETWORK_STEWARD), key="cites", based_on=1)
    worded = {name: {**entries} for name, entries in shipped_definitions().items()}
    worded["rules"]["cites"] = worded["rules"]["cites"] | {"title": "Worded anew."}
    worded["rules"]["house-domestic"] = worded["rules"]["house-domestic"] | {"title": "Worded anew."}
    monkeypatch.setattr("agreements.compliance.operations.transfer_rules.shipped_definitions", lambda: worded)

    assert operations.load_shipped_rules() == 1
    assert operations.load_shipped_rules() == 0
    latest = {rule.key: (rule.version, rule.definition["title"]) for rule in queries.latest_rules().filter(kind="rule")}
    assert latest["cites"] == (2, "Nothing stands against it.")
    assert latest["house-domestic"] == (2, "Worded anew.")


@pytest.mark.django_db
def test_version_is_never_altered() -> None:
    rule = revise(member(Role.NETWORK_STEWARD))
    with pytest.raises(DatabaseError), transaction.atomic():
        TransferRule.objects.filter(pk=rule.pk).update(definition={})
    with pytest.raises(DatabaseError), transaction.atomic():
        rule.delete()
