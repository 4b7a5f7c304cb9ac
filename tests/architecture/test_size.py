"""Past 300 lines a file becomes a folder; past 50 a function is split."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import name_of, page_files, python_files

LONGEST_FILE = 300
LONGEST_FUNCTION = 50


def lines_in(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the name and the length in lines of every function, without its decorators."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{name_of(path)}:{node.name}", node.end_lineno - node.lineno + 1


def test_files_are_short() -> None:
    too_long = {name_of(path): lines_in(path) for path in (*python_files(), *page_files())}
    assert {name: lines for name, lines in too_long.items() if lines > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    too_long = dict(function for path in python_files() for function in functions(path))
    assert {name: lines for name, lines in too_long.items() if lines > LONGEST_FUNCTION} == {}
