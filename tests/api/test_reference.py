"""The printed pages of the documentation say what the code does."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from exchange.api.reference import PAGES
from exchange.api.reference.markdown import table
from exchange.parties.permissions import Permission
from exchange.parties.roles import ROLES, Role

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_page_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), "Run python manage.py write_docs."


def test_roles_page_names_every_role_and_permission() -> None:
    text = PAGES["roles.md"]()
    assert all(f"`{role.value}`" in text and ROLES[role].sentence in text for role in Role)
    assert all(f"| `{permission.value}` |" in text for permission in Permission)


def test_every_permission_belongs_to_a_role() -> None:
    assert {permission for definition in ROLES.values() for permission in definition.permissions} == set(Permission)


def test_command_writes_checks_and_is_content(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Out of date: .*roles\.md, states\.md") as stale:
        call_command("write_docs", check=True, folder=tmp_path)
    assert (stale.value.returncode, list(tmp_path.iterdir())) == (1, [])

    out = io.StringIO()
    call_command("write_docs", folder=tmp_path, stdout=out)
    call_command("write_docs", check=True, folder=tmp_path, stdout=out)

    assert out.getvalue().splitlines() == [*(f"{name} written." for name in PAGES), "Every page is up to date."]
    assert (tmp_path / "roles.md").read_text("utf-8") == PAGES["roles.md"]()


def test_table_escapes_bars() -> None:
    assert table(("a", "b"), [("x|y", "z")]) == "| a | b |\n| --- | --- |\n| x\\|y | z |"
