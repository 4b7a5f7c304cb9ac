"""The command: one line a case, its exit code, and no database; the documentation shows its schema."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from agreements.drafting.reading import MOST_MATERIALS
from tests.catalog.consent.tables import ROOT
from tests.catalog.consent.test_match_consent import NO_DATABASE

SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "agreement-facts.schema.json").read_text()))
CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "agreement-cases.json").read_text())["cases"]
FACTS: dict[str, Any] = CASES[0]["facts"]


def choose(path: Path, cases: list[dict[str, Any]]) -> tuple[int, list[dict[str, Any]]]:
    path.write_text(json.dumps({"cases": cases}))
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "choose_agreement", str(path)],
        capture_output=True,
        cwd=ROOT,
        env=os.environ | NO_DATABASE,
        timeout=60,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_cases_of_every_situation_get_the_forms_of_the_practice(tmp_path: Path) -> None:
    code, answers = choose(tmp_path / "cases.json", CASES)
    assert code == 0
    for case, answer in zip(CASES, answers, strict=True):
        expected = case["expected"]
        told = {name: answer[name] for name in ("forms", "person_decides", "overlays")}
        assert told == {name: expected[name] for name in told}, case["id"]
        assert set(expected.get("warnings", [])) <= {warning["code"] for warning in answer["warnings"]}, case["id"]
        assert answer["reasons"], case["id"]
    assert len({case["id"][:2] for case in CASES if case["id"][:2].isdigit()}) == 16


def test_malformed_case_names_its_fact_and_spoils_no_other(tmp_path: Path) -> None:
    materials = FACTS["materials"]
    malformed: list[tuple[dict[str, Any], str]] = [
        ({"colour": "red"}, "facts.colour: is not a known fact"),
        (
            {"purpose": "fun"},
            "facts.purpose: must be one of: research, education, clinical, commercial",
        ),
        ({"fee_for_service": "no"}, "facts.fee_for_service: must be true or false"),
        ({"provider_ubmta": {"since": "soon"}}, "facts.provider_ubmta.since: must be a day such as 2027-01-31"),
        ({"master_agreement": {}}, "facts.master_agreement.material_classes: is missing"),
        ({"materials": [{}]}, "facts.materials[0].label: is missing"),
        ({"materials": "line"}, "facts.materials: must be a list"),
        (
            {"materials": materials * (MOST_MATERIALS + 1)},
            f"facts.materials: must not have more than {MOST_MATERIALS} entries",
        ),
    ]
    cases = [
        {"id": str(number), "on": "2026-11-26", "facts": FACTS | changes}
        for number, (changes, _) in enumerate(malformed)
    ]
    code, answers = choose(tmp_path / "cases.json", [*cases, CASES[0]])
    assert code == 2
    assert [answer.get("error") for answer in answers] == [*(error for _, error in malformed), None]
    assert answers[-1]["forms"] == ["open-material-letter"]


def test_country_that_nobody_can_place_is_not_stated(tmp_path: Path) -> None:
    _, (answer,) = choose(tmp_path / "cases.json", [CASES[0] | {"facts": FACTS | {"provider_country": "XX"}}])
    assert [reason["code"] for reason in answer["reasons"]] == ["provider-country-unstated"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_facts_fit_the_schema_of_the_documentation(case: dict[str, Any]) -> None:
    assert [error.message for error in SCHEMA.iter_errors(case["facts"])] == []


def test_schema_refuses_what_the_command_refuses() -> None:
    refused: list[dict[str, Any]] = [{"colour": "red"}, {"purpose": "fun"}, {"materials": [{}]}, {"is_deposit": "no"}]
    for changes in refused:
        assert not SCHEMA.is_valid(FACTS | changes)
    assert SCHEMA.is_valid(FACTS | {"purpose": None, "master_agreement": None})
