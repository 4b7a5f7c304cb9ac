"""The API is thin: one mutation a file, one domain call, nothing decided here."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import name_of, python_files

LONGEST_MUTATION = 40
ROOMS = [
    path
    for path in python_files()
    if name_of(path).startswith("exchange/api/") and not name_of(path).startswith("exchange/api/core/")
]


def mutations_of(path: Path) -> list[ast.ClassDef]:
    return [
        node
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Mutation" for base in node.bases)
    ]


MUTATIONS = [(path, node) for path in ROOMS for node in mutations_of(path)]


def test_there_are_mutations() -> None:
    assert len(MUTATIONS) >= 27


def test_each_mutation_has_a_file_of_its_name() -> None:
    def snake(name: str) -> str:
        return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")

    assert {name_of(path): node.name for path, node in MUTATIONS if path.stem != snake(node.name)} == {}
    assert len({path for path, _ in MUTATIONS}) == len(MUTATIONS)


def test_mutations_are_short() -> None:
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for _, node in MUTATIONS}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MUTATION} == {}


@pytest.mark.parametrize(("path", "node"), MUTATIONS, ids=[node.name for _, node in MUTATIONS])
def test_mutation_makes_one_domain_call(path: Path, node: ast.ClassDef) -> None:
    (perform,) = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name == "perform"]
    calls = [
        call.func.attr
        for call in ast.walk(perform)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id.endswith("operations")
    ]
    assert len(calls) == 1, f"{name_of(path)} calls {calls}"
