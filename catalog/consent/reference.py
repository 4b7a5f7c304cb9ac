"""The tables of `docs/consent-matching.md`, made from the rules themselves."""

from collections.abc import Iterable, Iterator

from catalog.consent.reading.purpose import PURPOSE_NAMES
from catalog.consent.reading.use_terms import CONSENT_NAMES, MODIFIER_NAMES, PERMISSION_NAMES
from catalog.consent.rules import REASON_KINDS, RULES, ResearchType
from catalog.consent.rules.duo import TERMS, TermKind
from catalog.consent.rules.scope import SCOPE


def tables() -> dict[str, str]:
    """Return each generated table in Markdown, by the name that marks its place in the page."""
    return {
        "scope": _table(("type of research", *(TERMS[code].shorthand for code in SCOPE)), _scope()),
        "rules": _table(("rule", "about"), ((f"`{rule.id}`", rule.label) for rule in RULES)),
        "reasons": _table(("reason", "verdict", "why", "what would change it"), _reasons()),
        "terms": _table(("id", "short", "label", "kind", "parameter"), _terms()),
        "names": _table(("object", "field", "other names"), _names()),
    }


def mark(name: str) -> tuple[str, str]:
    """Return the two comments between which a table stands in the page."""
    return f"<!-- {name}: made by print_consent_rules -->", f"<!-- end of {name} -->"


def filled(page: str) -> str:
    """Return the page with every table as the rules have it now.

    Raises:
        ValueError: the page has no place for a table.
    """
    for name, table in tables().items():
        start, end = mark(name)
        before, _, rest = page.partition(start)
        _, found, after = rest.partition(end)
        if not found:
            raise ValueError(f"The page has no place for the table “{name}”.")
        page = f"{before}{start}\n{table}\n{end}{after}"
    return page


def _scope() -> Iterator[tuple[str, ...]]:
    for kind in ResearchType:
        yield f"`{kind.value}`", *(SCOPE[code][kind].value for code in SCOPE)


def _reasons() -> Iterator[tuple[str, ...]]:
    for kind in sorted(REASON_KINDS.values(), key=lambda kind: (-kind.verdict.severity, kind.code)):
        yield f"`{kind.code}`", kind.verdict.value, _shown(kind.why), _shown(kind.change)


def _shown(sentence: str) -> str:
    return sentence.format("…", "…", rule="…").replace("….", "…")


def _terms() -> Iterator[tuple[str, ...]]:
    for term in TERMS.values():
        if term.kind is not TermKind.PURPOSE:
            yield (
                f"`{term.id}`",
                term.shorthand,
                term.label,
                term.kind.value,
                f"`{term.parameter}`" * bool(term.parameter),
            )


def _names() -> Iterator[tuple[str, ...]]:
    objects = {
        "consent": CONSENT_NAMES,
        "consent.permissions[]": PERMISSION_NAMES,
        "consent.modifiers[]": MODIFIER_NAMES,
        "purpose": PURPOSE_NAMES,
    }
    for where, names in objects.items():
        for canonical in dict.fromkeys(names.values()):
            others = [name for name, meant in names.items() if meant == canonical and name != canonical]
            yield where, f"`{canonical}`", ", ".join(f"`{name}`" for name in others)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
