"""The command: one line a case, exit codes, and no database."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.catalog.consent.tables import ROOT, field_file
from tests.catalog.consent.test_reading import CASE

# Nothing listens there, so that any attempt to use the database fails.
NO_DATABASE = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "DJANGO_SETTINGS_MODULE": "exchange.settings.test",
}
GOOD = {"id": "one", "verdict": "PERMIT", "reasons": []}


def run(*arguments: str, stdin: bytes = b"") -> tuple[int, list[dict[str, Any]], str]:
    """Run the command as its own process; return exit code, printed objects and standard error."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "match_consent", *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | NO_DATABASE,
        timeout=60,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()


def written(folder: Path, *cases: Any, **frame: Any) -> Path:
    path = folder / "cases.json"
    path.write_text(json.dumps({"ancestors": {}, "oncology_terms_outside_cancer": [], "cases": cases} | frame))
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    """Run the command in this process, for a file without malformed cases."""
    printed = StringIO()
    call_command("match_consent", str(path), stdout=printed)
    return [json.loads(line) for line in printed.getvalue().splitlines()]


def test_well_formed_file_ends_with_zero(tmp_path: Path) -> None:
    assert run(str(written(tmp_path, CASE))) == (0, [GOOD], "")


def test_malformed_case_ends_with_two_and_spoils_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, {"id": "bad"}, CASE, 7)
    code, printed, said = run(str(path))
    assert code == 2
    assert printed == [
        {"id": "bad", "error": "consent: is missing"},
        GOOD,
        {"id": None, "error": "entry: must be an object"},
    ]
    assert said == "CommandError: 2 of 3 cases are malformed; the others were answered.\n"


def test_reads_standard_input() -> None:
    assert run("-", stdin=json.dumps({"cases": [CASE]}).encode()) == (0, [GOOD], "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "file is not JSON (JSONDecodeError)."),
        (b'{"cases": 3}', "cases must be a list."),
        (b"[]", "entry must be an object."),
    ],
)
def test_file_that_cannot_be_used_ends_with_two(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "cases.json"
    path.write_bytes(content)
    printed = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("match_consent", str(path), stdout=printed)
    assert (str(caught.value), caught.value.returncode, printed.getvalue()) == (f"{path}: {said}", 2, "")


def test_file_that_cannot_be_read_ends_with_two(tmp_path: Path) -> None:
    missing = tmp_path / "missing.json"
    assert run(str(missing)) == (2, [], f"CommandError: Cannot read {missing}: No such file or directory.\n")
    with pytest.raises(CommandError) as caught:
        call_command("match_consent", str(tmp_path))
    assert (str(caught.value), caught.value.returncode) == (f"Cannot read {tmp_path}: Is a directory.", 2)


def test_second_case_of_an_id_is_malformed(tmp_path: Path) -> None:
    printed = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("match_consent", str(written(tmp_path, CASE, CASE)), stdout=printed)
    assert caught.value.returncode == 2
    assert json.loads(printed.getvalue().splitlines()[1]) == {"id": "one", "error": "id: was used by an earlier case"}


def test_each_line_is_printed_at_once(tmp_path: Path) -> None:
    class Counting(StringIO):
        flushed: list[int] = []

        def flush(self) -> None:
            self.flushed.append(len(self.getvalue().splitlines()))

    printed = Counting()
    call_command("match_consent", str(written(tmp_path, CASE, CASE | {"id": "two"})), stdout=printed)
    assert sorted(set(printed.flushed) - {0}) == [1, 2]


def test_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = written(tmp_path, *(CASE | {"id": f"case {number}"} for number in range(5_000)))
    command = f"{sys.executable} {ROOT / 'manage.py'} match_consent {path} | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        env=os.environ | NO_DATABASE,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == {"id": "case 0", "verdict": "PERMIT", "reasons": []}


def test_every_case_of_the_field_gets_its_verdict_and_conditions() -> None:
    path = field_file("consent-cases.json")
    cases = json.loads(path.read_text())["cases"]
    answers = lines(path)
    assert [answer["id"] for answer in answers] == [case["id"] for case in cases]
    for case, answer in zip(cases, answers, strict=True):
        assert answer["verdict"] == case["expected"], case["id"]
        assert set(case["reasons_or_conditions"]) <= set(answer["reasons"]), case["id"]
        assert {text for text in answer["reasons"] if text.startswith(("pre:", "post:"))} == {
            text for text in case["reasons_or_conditions"] if text.startswith(("pre:", "post:"))
        }, case["id"]
