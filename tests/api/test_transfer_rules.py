"""Rules of the borders over GraphQL: read by everybody, tried before they are entered."""

import json
from typing import Any

import pytest

from agreements.compliance.models import TransferRule
from exchange.parties.roles import Role
from tests.agreements.compliance.test_borders import TISSUE, transfer
from tests.agreements.compliance.test_transfer_rules import RULE, SILENT, revise
from tests.api.asking import ask
from tests.factories.parties import member

pytestmark = pytest.mark.django_db
ASSESS = """query($facts: JSONString!, $on: Date, $proposed: ProposedRule) {
    transferAssessment(facts: $facts, on: $on, proposed: $proposed) {
        verdict findings { rule version effect missing } } }"""
VERSIONS = """query($key: String, $isLatest: Boolean) { transferRules(key: $key, isLatest: $isLatest, first: 100) {
    totalCount edges { node { key version reason } } } }"""


def assessed(facts: dict[str, Any], **more: Any) -> Any:
    return ask(ASSESS, member(Role.RESEARCHER), facts=json.dumps(facts), **more)


def test_transfer_is_assessed_by_the_rules_on_record() -> None:
    answer = assessed(transfer("FI-FI", TISSUE), on="2026-11-01")["data"]["transferAssessment"]
    assert answer == {
        "verdict": "ALLOW",
        "findings": [{"rule": "house-domestic", "version": 1, "effect": "ALLOW", "missing": []}],
    }


def test_proposed_version_is_tried_and_not_entered() -> None:
    proposed = {"kind": "RULE", "key": "nz-open", "definition": json.dumps(RULE)}
    answer = assessed(SILENT, on="2026-11-01", proposed=proposed)["data"]["transferAssessment"]
    assert answer == {
        "verdict": "ALLOW",
        "findings": [{"rule": "nz-open", "version": 1, "effect": "ALLOW", "missing": []}],
    }
    assert not TransferRule.objects.filter(key="nz-open").exists()
    assert assessed(SILENT, on="2026-11-01")["data"]["transferAssessment"]["verdict"] == "REVIEW"


def test_malformed_facts_are_named() -> None:
    (error,) = assessed({"is_human": "yes"})["errors"]
    assert (error["extensions"]["code"], error["message"]) == ("INVALID", "must be true or false")
    assert error["extensions"]["field"] == "facts.isHuman"


def test_everybody_reads_rules_and_who_is_signed_in_tries_them() -> None:
    assert ask(VERSIONS, key="cites")["data"]["transferRules"]["totalCount"] == 1
    (error,) = ask(ASSESS, facts="{}")["errors"]
    assert error["extensions"]["code"] == "NOT_ALLOWED"


def test_versions_are_listed_the_last_first() -> None:
    steward = member(Role.NETWORK_STEWARD)
    revise(steward)
    revise(steward, based_on=1, reason="Once more.")
    viewer = member(Role.RESEARCHER)
    every = ask(VERSIONS, viewer, key="nz-open")["data"]["transferRules"]
    assert [edge["node"]["version"] for edge in every["edges"]] == [2, 1]
    latest = ask(VERSIONS, viewer, key="nz-open", isLatest=True)["data"]["transferRules"]
    assert [edge["node"] for edge in latest["edges"]] == [{"key": "nz-open", "version": 2, "reason": "Once more."}]
    assert ask(VERSIONS, viewer, isLatest=True)["data"]["transferRules"]["totalCount"] == (
        TransferRule.objects.values("kind", "key").distinct().count()
    )
