"""The operations guide lists every environment variable that is read, and none that is not."""

import ast
import re
from pathlib import Path

from tests.architecture.sources import ROOT

GUIDE = (ROOT / "docs" / "operations.md").read_text()
READERS = frozenset({"text", "boolean", "integer", "words", "path", "url", "existing_file"})


def listed() -> list[str]:
    return re.findall(r"^\| `([A-Z0-9_]+)` \|", GUIDE, flags=re.MULTILINE)


def read_by_settings(path: Path) -> set[str]:
    """Return the names given to the readers of ``env``."""
    return {
        str(node.args[0].value)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.func.attr in READERS
        and isinstance(node.args[0], ast.Constant)
    }


def read_by_stack() -> set[str]:
    return set(re.findall(r'environment\.get\("([A-Z_]+)"', (ROOT / "deploy" / "stack" / "choices.py").read_text()))


def test_guide_lists_what_is_read() -> None:
    read = set[str]().union(*(read_by_settings(path) for path in (ROOT / "exchange" / "settings").glob("*.py")))
    assert sorted(set(listed())) == sorted(read | read_by_stack())


def test_guide_lists_nothing_twice() -> None:
    assert sorted(listed()) == sorted(set(listed()))
