"""docs/cross-border.md and the schema beside it: the facts of a transfer, and the rules that ask for them."""

import json
from typing import Any

import yaml

from agreements.compliance.reading import shipped_definitions
from agreements.compliance.rules import ESSENTIAL, FACTS, Fact, FactKind
from exchange.api.reference.markdown import NOTE, table

SCHEMA = "transfer-facts.schema.json"
INTRODUCTION = f"""\
What leaves one country for another is assessed by dated rules, each with its source. They are facts with citations and
no legal advice. A file of transfers is assessed by

    python manage.py assess_transfer FILE

with `{{"cases": [{{"id": "1", "on": "2026-11-01", "facts": {{…}}}}]}}`; [{SCHEMA}]({SCHEMA})
is the schema of `facts`. Each case is answered by one line with its `verdict` and its `findings`: rule, version,
effect, title, document, citation, and the facts that were missing.

- **Effects, the worst last:** `allow`, `document` (it must be there first), `review` (a person must look), `block`. The
  verdict is the worst of the findings.
- **What is not said is not known**, and a country that nobody can place is not known either. A rule of which the facts
  do not tell whether it applies is a `review` that names them. Where one of
  {", ".join(f"`{name}`" for name in ESSENTIAL)} is missing, one review stands for all.
- **Silence is no permission.** What no rule speaks of is a `review`.
- **Persons are counted over twelve months**: those of the day, and those of earlier days after the same day a year
  before.
- **Rules have versions.** Of each rule the last version that had begun on the day counts, unless that has ended.
- **Stewards revise them.** Below is what comes with the system, in first versions; the command above assesses by it. A
  network steward (`manage.py appoint_steward`) enters further versions of rules and groups, with a reason, by
  `transferRuleRevise`; `transferAssessment` assesses by what is on record and tries a version that nobody has entered.
  No version is ever altered, so what was found under it stays explained."""

JSON_TYPES: dict[FactKind, dict[str, Any]] = {
    FactKind.COUNTRY: {"type": "string", "pattern": "^[A-Za-z]{2}$"},
    FactKind.COUNTRIES: {"type": "array", "items": {"type": "string", "pattern": "^[A-Za-z]{2}$"}},
    FactKind.FLAG: {"type": "boolean"},
    FactKind.DAY: {"type": "string", "format": "date"},
    FactKind.NUMBER: {"type": "integer", "minimum": 0},
}


def page() -> str:
    """Return the text of the page."""
    definitions = shipped_definitions()
    facts = table(("Fact", "Kind", "What it says"), (_fact_row(name, fact) for name, fact in FACTS.items()))
    groups = table(
        ("Group", "Countries"), ((f"`{name}`", _members(raw)) for name, raw in definitions["groups"].items())
    )
    rules = "\n\n".join(_rule(key, raw) for key, raw in definitions["rules"].items())
    return (
        f"# Rules of the borders\n\n{NOTE}\n\n{INTRODUCTION}\n\n## Facts\n\n{facts}\n\n"
        f"## Groups of countries\n\n{groups}\n\n## Rules\n\n{rules}\n"
    )


def schema() -> str:
    """Return the schema of the facts of a case."""
    said = {name: fact for name, fact in FACTS.items() if not fact.is_derived}
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts of a transfer",
        "description": "What is absent or null is not known.",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _property(fact) for name, fact in said.items()},
    }
    return json.dumps(document, indent=2) + "\n"


def _property(fact: Fact) -> dict[str, Any]:
    if fact.kind is FactKind.PERSONS:
        entry = {
            "type": "object",
            "additionalProperties": False,
            "required": ["category", "persons"],
            "properties": {
                "category": {"enum": sorted(fact.choices)},
                "persons": {"type": "integer", "minimum": 0},
                "on": {"type": "string", "format": "date"},
            },
        }
        return {"description": fact.says, "type": ["array", "null"], "items": entry}
    if fact.kind is FactKind.CHOICES:
        return {"description": fact.says, "type": ["array", "null"], "items": {"enum": sorted(fact.choices)}}
    if fact.kind is FactKind.CHOICE:
        return {"description": fact.says, "enum": [*sorted(fact.choices), None]}
    found = JSON_TYPES[fact.kind]
    return {"description": fact.says, **found, "type": [found["type"], "null"]}


def _fact_row(name: str, fact: Fact) -> tuple[str, str, str]:
    choices = f" One of {', '.join(f'`{choice}`' for choice in sorted(fact.choices))}." if fact.choices else ""
    kind = f"{fact.kind.value}, follows from others" if fact.is_derived else fact.kind.value
    return f"`{name}`", kind, fact.says + choices


def _members(raw: list[Any]) -> str:
    return ", ".join(
        member if isinstance(member, str) else f"{member['country']} ({_span(member, 'since', 'until')})"
        for member in raw
    )


def _span(raw: dict[str, Any], since: str, until: str) -> str:
    words = [f"from {raw[since]}" if since in raw else "", f"until {raw[until]}" if until in raw else ""]
    return " ".join(word for word in words if word)


def _rule(key: str, raw: dict[str, Any]) -> str:
    span = _span(raw, "applies_from", "applies_until")
    document = f": {raw['document']}" if "document" in raw else ""
    lines = [
        f"### `{key}`",
        raw["title"],
        f"**{raw['effect']}**{document}{f' ({span})' if span else ''}. Source: {raw['citation']}.",
        "```yaml\n" + yaml.safe_dump(raw["when"], sort_keys=False, allow_unicode=True).rstrip() + "\n```",
    ]
    return "\n\n".join(lines)
