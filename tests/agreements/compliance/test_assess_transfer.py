"""The command: one line a case, its exit code, and no database; the documentation shows its schema."""

import json
import os
import subprocess
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

from tests.agreements.compliance.test_borders import APPLY, MOUSE, TISSUE, transfer
from tests.catalog.consent.tables import ROOT
from tests.catalog.consent.test_match_consent import NO_DATABASE

SCHEMA = json.loads((ROOT / "docs" / "transfer-facts.schema.json").read_text())


def test_cases_are_answered_and_a_malformed_one_spoils_no_other(tmp_path: Path) -> None:
    cases = [
        {"id": "home", "on": "2026-11-01", "facts": transfer("FI-FI", TISSUE)},
        {"id": "bad", "on": "2026-11-31", "facts": {}},
    ]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"cases": cases}))
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "assess_transfer", str(path)],
        capture_output=True,
        cwd=ROOT,
        env=os.environ | NO_DATABASE,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "id": "home",
            "verdict": "allow",
            "findings": [
                {
                    "rule": "house-domestic",
                    "version": 1,
                    "effect": "allow",
                    "title": "Nothing leaves the country.",
                    "document": "",
                    "citation": "House rule: what crosses no border is left to consent, ethics and agreement",
                    "missing": [],
                }
            ],
        },
        {"id": "bad", "error": "on: is no day of the calendar"},
    ]
    assert done.stderr.decode() == "CommandError: 1 of 2 cases are malformed; the others were answered.\n"


def test_facts_that_are_read_fit_the_schema_of_the_documentation() -> None:
    schema = Draft202012Validator(SCHEMA)
    read = [facts for _, applies, does_not in APPLY for facts in (applies, does_not)]
    assert [error.message for facts in read for error in schema.iter_errors(facts)] == []
    assert schema.is_valid(dict.fromkeys(TISSUE | MOUSE))
    for malformed in ({"colour": "red"}, {"is_human": "yes"}, {"material": "gold"}, {"persons": [{"persons": 1}]}):
        assert not schema.is_valid(malformed)
