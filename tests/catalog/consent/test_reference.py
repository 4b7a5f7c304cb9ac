"""The page about consent matching says what the code does."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from catalog.consent.management.commands.match_consent import Command
from catalog.consent.reference import filled, mark
from catalog.consent.rules import REASON_KINDS, RULES
from exchange.kernel.case_files import answers, cases_of, members_of
from tests.catalog.consent.tables import ROOT

PAGE = ROOT / "docs" / "consent-matching.md"


def test_page_has_the_tables_of_the_code() -> None:
    page = PAGE.read_text()
    assert filled(page) == page


def test_page_names_every_reason_and_rule() -> None:
    first_cells = re.findall(r"^\| `([^`]+)` \|", PAGE.read_text(), flags=re.MULTILINE)
    assert set(REASON_KINDS) | {rule.id for rule in RULES} <= set(first_cells)


def test_examples_of_the_page_are_true() -> None:
    blocks = re.findall(r"```json\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    file, line = blocks
    members = members_of(file.encode())
    assert list(answers(cases_of(members), Command().answer_by(members))) == [json.loads(line)]


def test_page_without_a_place_is_refused() -> None:
    start, _ = mark("scope")
    with pytest.raises(ValueError, match="no place for the table “scope”"):
        filled(f"# Rules\n{start}\n")


def test_command_prints_or_writes_the_page(tmp_path: Path) -> None:
    emptied = tmp_path / "page.md"
    emptied.write_text(
        re.sub(r"(<!-- (\w+): .*? -->).*?(<!-- end of \2 -->)", r"\1\n\3", PAGE.read_text(), flags=re.DOTALL)
    )
    before = emptied.read_text()
    printed = StringIO()
    call_command("print_consent_rules", str(emptied), stdout=printed)
    assert (printed.getvalue(), emptied.read_text()) == (PAGE.read_text(), before)
    call_command("print_consent_rules", str(emptied), "--write")
    assert emptied.read_text() == PAGE.read_text()
