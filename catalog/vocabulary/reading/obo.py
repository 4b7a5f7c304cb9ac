"""Read the OBO flat format: ``[Term]`` stanzas of tags and values.

Source: OBO Flat File Format 1.4.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog.vocabulary.reading.rows import Contents, TermRow, checked, one_line, without_repeats
from catalog.vocabulary.rules import Scope, canonical_id, prefix_of, reference_code
from exchange.kernel.errors import InvalidInput

_TAG = re.compile(r"([A-Za-z_-]+):(?:\s+(.*))?")
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "W": " ", "t": "\t"}
# Of places in the body, a part is looked for under its whole: the left lobe of the liver under the liver.
_OF_PARTS = frozenset({"UBERON"})
_PART_OF = frozenset({"part_of", "BFO:0000050"})
_SYNONYM = re.compile(r'"((?:\\.|[^"\\])*)"\s*([A-Z]+)?')


@dataclass
class _Stanza:
    line: int
    kind: str
    tags: dict[str, list[str]] = field(default_factory=dict)

    def all(self, tag: str) -> list[str]:
        return self.tags.get(tag, [])

    def first(self, tag: str) -> str:
        return self.all(tag)[0] if self.all(tag) else ""


def is_obo(text: str) -> bool:
    """Say whether a text begins as OBO does."""
    return text.startswith("format-version:") or re.search(r"^\[Term\]\s*$", text[:100_000], re.MULTILINE) is not None


def read_obo(text: str) -> Contents:
    """Return the terms; relations other than ``is_a``, and of anatomy ``part_of``, are left aside.

    Raises:
        InvalidInput: a line is no tag with a value, or a term lacks its id or name; the message names the line.
    """
    stanzas = list(_stanzas(text))
    rows = tuple(checked(_row(stanza) for stanza in stanzas if stanza.kind == "Term"))
    if not rows:
        raise InvalidInput("file", "The file has no [Term] at all.")
    header = stanzas[0]
    return Contents(rows, header.first("data-version") or header.first("date"))


def _stanzas(text: str) -> Iterator[_Stanza]:
    stanza = _Stanza(1, "")
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("!"):
            continue
        if stripped.startswith("[") and stripped.endswith("]"):
            yield stanza
            stanza = _Stanza(number, stripped[1:-1])
            continue
        match = _TAG.fullmatch(stripped)
        if match is None:
            raise InvalidInput("file", f"Line {number} is no tag with a value.")
        stanza.tags.setdefault(match[1], []).append(match[2] or "")
    yield stanza


def _row(stanza: _Stanza) -> TermRow:
    place = f"Line {stanza.line}"
    return TermRow(
        code=_code(stanza.first("id")),
        label=one_line(_unescaped(stanza.first("name"))),
        place=place,
        parents=without_repeats((*_codes(stanza.all("is_a")), *_wholes(stanza))),
        synonyms=tuple(dict(_synonym(value, place) for value in stanza.all("synonym")).items()),
        references=without_repeats(reference_code(_word(value)) for value in stanza.all("xref")),
        replaces=_codes(stanza.all("alt_id")),
        replaced_by=_codes(stanza.all("replaced_by")),
        considered=_codes(stanza.all("consider")),
        is_obsolete=stanza.first("is_obsolete").startswith("true"),
    )


def _wholes(stanza: _Stanza) -> Iterator[str]:
    """Yield what a place in the body is part of, as far as that is of the same vocabulary."""
    own = prefix_of(_code(stanza.first("id")))
    if own not in _OF_PARTS:
        return
    for value in stanza.all("relationship"):
        relation, _, whole = value.partition(" ")
        if relation in _PART_OF and prefix_of(code := _code(whole)) == own:
            yield code


def _codes(values: list[str]) -> tuple[str, ...]:
    return without_repeats(_code(value) for value in values)


def _code(value: str) -> str:
    return canonical_id(_word(value))


def _word(value: str) -> str:
    """Return the first word, without the name that follows as a comment."""
    return _unescaped(value.split(maxsplit=1)[0]) if value.strip() else ""


def _synonym(value: str, place: str) -> tuple[str, Scope]:
    match = _SYNONYM.match(value)
    if match is None:
        raise InvalidInput("file", f"{place}: a synonym of this term is not in quotes.")
    scope = (match[2] or "RELATED").lower()
    return one_line(_unescaped(match[1])), Scope(scope) if scope in set(Scope) else Scope.RELATED


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1]), value)
