"""Read rules and groups of countries, those that are shipped among them."""

import datetime as dt
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from agreements.compliance.reading.clauses import read_clause
from agreements.compliance.rules.assessment import Effect, Rule, Rulebook
from agreements.compliance.rules.clauses import Members
from exchange.kernel.untrusted import Value
from exchange.parties.rules.identifiers import is_country

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "transfer_rules.yaml"
RULE_FIELDS = {
    name: name for name in ("title", "effect", "document", "citation", "applies_from", "applies_until", "when")
}


@cache
def shipped_definitions() -> Mapping[str, Mapping[str, Any]]:
    """Return the groups and the rules that come with the system, by their names, as their file has them."""
    content: dict[str, dict[str, Any]] = yaml.safe_load(SHIPPED.read_text("utf-8"))
    return content


@cache
def shipped_rulebook() -> Rulebook:
    """Return the rules that come with the system, each in its first version."""
    definitions = shipped_definitions()
    groups = {name: read_group(raw) for name, raw in definitions["groups"].items()}
    return Rulebook(tuple(read_rule(key, 1, raw, groups) for key, raw in definitions["rules"].items()), groups)


def read_rule(key: str, version: int, raw: Any, groups: Collection[str]) -> Rule:
    """Return one version of a rule from its definition.

    Raises:
        InvalidInput: a field is missing, malformed or unknown; the error names it.
    """
    value = Value(raw, "")
    fields = value.fields(RULE_FIELDS)
    effect = value.required("effect").choice(Effect, {})
    document = fields.text("document").strip()
    if (effect is Effect.DOCUMENT) != bool(document):
        value.required("effect").refuse("must be document where a document is named, and only there")
    since, until = fields.one("applies_from"), fields.one("applies_until")
    rule = Rule(
        id=key,
        version=version,
        title=value.required("title").text().strip(),
        effect=effect,
        document=document,
        citation=value.required("citation").text().strip(),
        applies_from=since.day() if since else dt.date.min,
        applies_until=until.day() if until else dt.date.max,
        when=read_clause(value.required("when"), groups),
    )
    if until and rule.applies_until < rule.applies_from:
        until.refuse("must not be before the day from which it applies")
    return rule


def read_group(raw: Any) -> Members:
    """Return a group from a list of countries: each a code, or an object of `country`, `since` and `until`.

    Raises:
        InvalidInput: an entry is malformed, no country, or repeated; the error names it.
    """
    spans: dict[str, tuple[dt.date, dt.date]] = {}
    for item in Value(raw, "members").items():
        named, since, until = item, None, None
        if isinstance(item.raw, dict):
            fields = item.fields({"country": "country", "since": "since", "until": "until"})
            named, since, until = item.required("country"), fields.one("since"), fields.one("until")
        code = named.text()
        if not is_country(code):
            named.refuse("must be a country's two-letter code")
        if code in spans:
            named.refuse("is named twice")
        spans[code] = (since.day() if since else dt.date.min, until.day() if until else dt.date.max)
    return Members(spans)
