"""Read OncoTree as its service publishes it: a JSON tree of tumour types, nested by ``children``.

``history`` are earlier codes of a type, ``revocations`` codes that were given up for it, ``precursors`` codes that it
took something over from. None of them need mean the same when several types name it.
"""

import json
from collections.abc import Iterator
from typing import Any

from catalog.vocabulary.reading.rows import Contents, TermRow, checked, one_line, without_repeats
from catalog.vocabulary.rules import reference_code
from exchange.kernel.errors import InvalidInput

PREFIX = "ONCOTREE"


def read_oncotree(text: str) -> Contents:
    """Return the types from the roots downwards.

    Raises:
        InvalidInput: it is broken JSON, not such a tree, or a type says another parent than the one it stands below.
    """
    try:
        tree = json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidInput(
            "file", f"The JSON breaks off or is wrong at line {error.lineno}, column {error.colno}."
        ) from error
    except RecursionError as error:
        raise InvalidInput("file", "The JSON is nested too deeply.") from error
    if not isinstance(tree, dict) or not tree:
        raise InvalidInput("file", "The JSON is no tree of OncoTree: it has no types.")
    return Contents(tuple(checked(_rows(tree))))


def _rows(tree: dict[str, Any]) -> Iterator[TermRow]:
    waiting: list[tuple[str, Any, str]] = [(key, node, "") for key, node in reversed(tree.items())]
    while waiting:
        key, node, parent = waiting.pop()
        if not isinstance(node, dict) or node.get("code") != key:
            raise InvalidInput("file", f"“{key[:40]}” is no type of OncoTree, or bears another code.")
        if (node.get("parent") or "") != parent:
            raise InvalidInput("file", f"{key} says that its parent is another than {parent or 'none'}.")
        yield _row(node, parent)
        children = node.get("children") or {}
        if not isinstance(children, dict):
            raise InvalidInput("file", f"{key} has children that are no types.")
        waiting.extend((code, child, key) for code, child in reversed(children.items()))


def _row(node: dict[str, Any], parent: str) -> TermRow:
    code = str(node["code"])
    name = node.get("name")
    references = node.get("externalReferences") or {}
    if not isinstance(references, dict):
        raise InvalidInput("file", f"{code} has references of another form.")
    return TermRow(
        code=_code(code),
        label=one_line(name) if isinstance(name, str) else "",
        place=f"Type {code[:40]}",
        parents=(_code(parent),) if parent else (),
        references=without_repeats(
            reference_code(f"{source}:{local}") for source in references for local in _texts(references, source, code)
        ),
        replaces=without_repeats(
            _code(old) for part in ("history", "revocations") for old in _texts(node, part, code) if old != code
        ),
        resembles=without_repeats(_code(old) for old in _texts(node, "precursors", code) if old != code),
    )


def _texts(node: dict[str, Any], part: str, code: str) -> list[str]:
    values = node.get(part) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise InvalidInput("file", f"{code}: “{part}” is no list of codes.")
    return values


def _code(local: str) -> str:
    return f"{PREFIX}:{local}"
