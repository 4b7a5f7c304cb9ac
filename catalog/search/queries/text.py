"""What the words of a search mean, for both engines alike.

All words must occur, in whatever order and place; one behind a minus must not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Field, Func, TextField, Value

from catalog.search.rules import identifier_of

# A listing that bears the name comes first, then one whose title has the words, then one that mentions them; what is
# only spelled alike comes last, by its likeness, which is at most one.
NAMED, TITLED, MENTIONED = 4.0, 3.0, 2.0
# PostgreSQL asks that the parts of a hyphenated word follow each other; here it is enough that all occur.
_QUERY = "regexp_replace(websearch_to_tsquery('simple', %(expressions)s)::text, '<[-0-9]+>', '&', 'g')::tsquery"
_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Meaning:
    """A text in the two forms in which it is looked for.

    Args:
        query: a ``tsquery`` as PostgreSQL prints it, without distances; empty when there is no word in the text.
        names: what a listing of that name is called, in lower case.
        identifier: in lower case; empty when the text is none.
    """

    query: str
    names: tuple[str, ...]
    identifier: str


def meaning_of(cursor: Any, text: str) -> Meaning:
    """Ask PostgreSQL what the text means."""
    query = _QUERY % {"expressions": "%s"}
    cursor.execute(f"SELECT ({query})::text, lower(%s), lower(%s)", [text, text, identifier_of(text)])
    words, name, identifier = cursor.fetchone()
    return Meaning(words, (name, identifier) if identifier else (name,), identifier)


class HasWords(Func):
    """Whether a vector, or a text, has the words."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, vector: F | Func, query: Func) -> None:
        super().__init__(vector, query)


def asked(text: str) -> Func:
    """Return the query of a text in which all words must occur."""
    return Func(Value(text), template=_QUERY, output_field=TextField())


def begun(query: str) -> Func:
    """Return the query that is written as PostgreSQL prints it."""
    return Func(Value(query), template="(%(expressions)s)::tsquery", output_field=TextField())


def title_vector() -> Func:
    """Return the words of the title."""
    return Func(F("title"), template="to_tsvector('simple', %(expressions)s)", output_field=TextField())


class IsNamed(Func):
    """Whether a listing's title, a synonym or an identifier is one of the names, in whatever case."""

    template = "(%(expressions)s)"
    arg_joiner = " && "
    output_field = BooleanField()

    def __init__(self, wanted: Iterable[str]) -> None:
        title = _call("", F("title"), template="ARRAY[%(expressions)s]")
        names = _call("array_cat", _call("array_cat", title, F("synonyms")), F("identifiers"))
        joined = _call("lower", _call("array_to_string", names, Value(_SEPARATOR)))
        lowered = [_call("lower", Value(name)) for name in wanted]
        super().__init__(
            _call("string_to_array", joined, Value(_SEPARATOR)),
            _call("", *lowered, template="ARRAY[%(expressions)s]"),
        )


def _call(function: str, *arguments: Any, **how: Any) -> Func:
    field: Field[Any, Any] = TextField()
    return Func(*arguments, function=function, output_field=field, **how)
