"""The forms and their clauses: data files in `forms/`, read once.

A form's file name ends in its version. A version that was used is never edited: a changed text is a new file
with a later `in_force_from`, so that what was signed can always be filled again.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from agreements.drafting.rules import FormId, Overlay

FORMS_DIR = Path(__file__).parent / "forms"


@dataclass(frozen=True)
class Clause:
    """A clause of a form before it is filled; `{names}` in its text are variables.

    Args:
        text: paragraphs split by a blank line; a line that starts with "- " is a list item.
    """

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Inclusion:
    """The place in a form where conditions or overlays go."""

    what: str


@dataclass(frozen=True)
class ConditionClause:
    """The clause that expresses a consent condition; `value` names what follows the code, if anything does."""

    code: str
    clause: Clause
    value: str | None


@dataclass(frozen=True)
class Additions:
    """One version of the clauses that forms take on."""

    version: int
    in_force_from: date
    conditions: Mapping[str, ConditionClause]
    overlays: Mapping[Overlay, Clause]


@dataclass(frozen=True)
class Form:
    """One version of a form, together with the additions of its time.

    Args:
        digest: SHA-256 in hex of the whole content, additions included.
    """

    id: FormId
    version: int
    in_force_from: date
    title: str
    short_title: str
    cites: tuple[str, ...]
    parts: tuple[Clause | Inclusion, ...]
    additions: Additions
    digest: str


def form_in_force(form_id: FormId, *, on: date) -> Form:
    """Return the version of a form that is in force on a day, with the additions in force on it.

    Raises:
        LookupError: no version of it was in force yet.
    """
    content = _latest(form_id.value, on)
    additions = _latest("additions", on)
    return Form(
        id=FormId(content["id"]),
        version=content["version"],
        in_force_from=content["in_force_from"],
        title=content["title"],
        short_title=content["short_title"],
        cites=tuple(content["cites"]),
        parts=tuple(Inclusion(part["include"]) if "include" in part else _clause(part) for part in content["clauses"]),
        additions=_additions(additions),
        digest=hashlib.sha256(canonical_json([content, additions])).hexdigest(),
    )


def canonical_json(value: object) -> bytes:
    """Return the one JSON text of a value: sorted keys, no spaces, UTF-8, dates in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat).encode()


@cache
def _versions(stem: str) -> tuple[dict[str, Any], ...]:
    """Return all versions of a file, the latest first."""
    contents = [tomllib.loads(file.read_text(encoding="utf-8")) for file in FORMS_DIR.glob(f"{stem}-[0-9]*.toml")]
    return tuple(sorted(contents, key=lambda content: (content["in_force_from"], content["version"]), reverse=True))


def _latest(stem: str, on: date) -> dict[str, Any]:
    for content in _versions(stem):
        if content["in_force_from"] <= on:
            return content
    raise LookupError(f"No version of {stem} is in force on {on.isoformat()}.")


def _additions(content: dict[str, Any]) -> Additions:
    return Additions(
        version=content["version"],
        in_force_from=content["in_force_from"],
        conditions={
            part["code"]: ConditionClause(part["code"], _clause(part), part.get("value"))
            for part in content["conditions"]
        },
        overlays={Overlay(part["code"]): _clause(part) for part in content["overlays"]},
    )


def _clause(part: dict[str, Any]) -> Clause:
    return Clause(part["id"], part["title"], unwrap(part["text"]))


def unwrap(text: str) -> str:
    """Join the wrapped lines of a data file; keep blank lines and list items apart."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        starts_anew = not line or line.startswith("- ") or not lines or not lines[-1]
        if starts_anew:
            lines.append(line)
        else:
            lines[-1] = f"{lines[-1]} {line}"
    return "\n".join(lines)
