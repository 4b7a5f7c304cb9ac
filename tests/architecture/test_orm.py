"""Who may touch the database, and how: read off the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, name_of, python_files

LOCKS = "exchange/kernel/locks.py"
WRITES = frozenset({
    "save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "acreate", "asave",
})  # fmt: skip
MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
PRODUCT = [path for path in python_files() if path.relative_to(ROOT).parts[0] not in {"tests", "deploy"}]
API = [path for path in PRODUCT if name_of(path).startswith("exchange/api/")]
CLOCKS = frozenset({
    ("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("timezone", "now"), ("time", "time"),
})  # fmt: skip
# The machinery reads any type's rows through its own `scoped`, and follows a relation from rows already seen.
MACHINERY = frozenset({"exchange/api/core/relations.py", "exchange/api/core/types.py"})


def attributes(path: Path) -> Iterator[ast.Attribute]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield the method names that a file calls."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def test_rows_are_locked_in_one_file() -> None:
    lockers = {name_of(path) for path in PRODUCT for found in attributes(path) if found.attr == "select_for_update"}
    assert lockers == {LOCKS}


def test_api_writes_nothing() -> None:
    """What looks like a write is one of the ORM; a dict's own `update` is told apart by its arguments."""
    writes = {
        name_of(path): name
        for path in API
        for name, call in calls(path)
        if name in WRITES or (name == "update" and call.keywords)
    }
    assert writes == {}


def test_api_reads_through_queries_that_name_the_viewer() -> None:
    bare = {name_of(path): found.attr for path in API for found in attributes(path) if found.attr in MANAGERS}
    assert {name: attribute for name, attribute in bare.items() if name not in MACHINERY} == {}


def test_models_have_no_logic_of_saving() -> None:
    methods = {
        f"{name_of(path)}:{node.name}"
        for path in PRODUCT
        if "models" in {path.stem, path.parent.name}
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete", "clean", "full_clean"}
    }
    assert methods == set()


def test_time_is_read_from_the_clock() -> None:
    """The clock is the kernel's; so a test can move it, and a document sees one moment."""
    readings = {
        name_of(path): name
        for path in PRODUCT
        for name, call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and (call.func.value.id, name) in CLOCKS
    }
    assert set(readings) <= {"exchange/kernel/clock.py"}
