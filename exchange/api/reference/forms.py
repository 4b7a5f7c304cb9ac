"""docs/agreement-forms.md and the schema beside it: the table that chooses a form, and the facts it asks for."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin

from agreements.drafting.reading import MOST_MATERIALS, FactField, facts_of
from agreements.drafting.rules import FormFacts, FormId, MasterAgreement, MaterialFacts, Period
from agreements.drafting.rules.table import ROWS, TABLE_VERSION, Effect, Row, Value
from exchange.api.reference.markdown import NOTE, table

SCHEMA = "agreement-facts.schema.json"
INTRODUCTION = f"""\
Which agreement form a deal needs follows from a table of dated rows, version {TABLE_VERSION}. A file of deals is
answered by

    python manage.py choose_agreement FILE

with `{{"cases": [{{"id": "1", "on": "2026-11-26", "facts": {{…}}}}]}}`; [{SCHEMA}]({SCHEMA}) is the
schema of `facts`. Each case is answered by one line: `forms`, the `overlays` they take on, `person_decides`, `reasons`
and `warnings` with a code, a sentence and a citation each, and `changes`: every single fact that would lead to other
forms if it were stated otherwise.

- **Materials are looked at one by one.** Those that need the same form share one agreement.
- **A stop leaves the decision to a person** and names the fact; all stops that hold are reported.
- **What nobody stated, a person decides.** An absent fact is never taken for a no.
- **The first form that holds is taken**, in the order of the table: jurisdiction, terms that are agreed already, what
  is no material, rights in results, third parties' terms, human origin, then what two nonprofits use between them.
- **Periods are looked up on the day of the case**: who is on the list of the UBMTA, and which master agreement is in
  force."""
EFFECTS = {
    Effect.STOP: "Rows that leave it to a person",
    Effect.FORM: "Rows that choose a form",
    Effect.OVERLAY: "Rows that add clauses",
    Effect.WARN: "Rows that warn",
}
FOLLOWS: Mapping[Effect, str] = {Effect.STOP: "a person decides", Effect.FORM: "", Effect.OVERLAY: "", Effect.WARN: "—"}
RECORDS: dict[str, type] = {
    "The deal": FormFacts,
    "Each of `materials`": MaterialFacts,
    "`master_agreement`": MasterAgreement,
    "A period": Period,
}


def page() -> str:
    """Return the text of the page."""
    facts = "\n\n".join(f"### {title}\n\n{_facts(cls)}" for title, cls in RECORDS.items())
    rows = "\n\n".join(f"### {title}\n\n{_rows(effect)}" for effect, title in EFFECTS.items())
    forms = ", ".join(f"`{form}`" for form in FormId)
    introduction = f"{INTRODUCTION}\n\nForms: {forms}."
    return f"# Agreement forms\n\n{NOTE}\n\n{introduction}\n\n## Facts\n\n{facts}\n\n## Table\n\n{rows}\n"


def schema() -> str:
    """Return the schema of the facts of a case."""
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts that choose an agreement form",
        "description": "What is absent or null is not stated.",
    } | _record(FormFacts)
    document["properties"]["materials"]["maxItems"] = MOST_MATERIALS
    return json.dumps(document, indent=2) + "\n"


def _facts(cls: type) -> str:
    return table(
        ("Fact", "Kind", "What it says"),
        (
            (f"`{fact.name}`", _kind(fact.kind, fact.name), f"{fact.says}{' Needed.' if fact.is_needed else ''}")
            for fact in facts_of(cls)
        ),
    )


def _kind(kind: type[Any], name: str) -> str:
    if get_origin(kind) is tuple:
        return f"list of {_kind(get_args(kind)[0], name)}"
    if is_dataclass(kind):
        return kind.__name__.removesuffix("Facts").removesuffix("Agreement").lower()
    if issubclass(kind, StrEnum):
        return ", ".join(f"`{choice}`" for choice in _choices(kind))
    return {bool: "flag", dt.date: "day"}.get(kind, "country" if name.endswith("_country") else "text")


def _choices(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def _rows(effect: Effect) -> str:
    return table(
        ("Code", "When", "What follows", "Why", "Source"),
        (
            (f"`{row.code}`", _when(row), FOLLOWS[effect] or f"`{row.form or row.overlay}`", row.sentence, row.citation)
            for row in ROWS
            if row.effect is effect
        ),
    )


def _when(row: Row) -> str:
    return "; ".join(f"{fact.value}: {' or '.join(sorted(map(_said, allowed)))}" for fact, allowed in row.when.items())


def _said(value: Value) -> str:
    if value is None:
        return "unstated"
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _record(cls: type) -> dict[str, Any]:
    facts = facts_of(cls)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [fact.name for fact in facts if fact.is_needed],
        "properties": {fact.name: {"description": fact.says} | _nullable(fact) for fact in facts},
    }


def _nullable(fact: FactField) -> dict[str, Any]:
    found = _json(fact.kind, fact.name)
    if fact.is_needed:
        return found
    return {"enum": [*found["enum"], None]} if "enum" in found else found | {"type": [found["type"], "null"]}


def _json(kind: type[Any], name: str) -> dict[str, Any]:
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _json(get_args(kind)[0], name)}
    if is_dataclass(kind):
        return _record(kind)
    if issubclass(kind, StrEnum):
        return {"enum": _choices(kind)}
    if kind is bool:
        return {"type": "boolean"}
    if kind is dt.date:
        return {"type": "string", "format": "date"}
    return {"type": "string", "pattern": "^[A-Za-z]{2}$"} if name.endswith("_country") else {"type": "string"}
