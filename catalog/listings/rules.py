"""What managers may write about a listing. Plain Python."""

from collections.abc import Mapping
from typing import Any

from catalog.consent.reading import read_shorthand
from catalog.consent.rules import UseTerms
from catalog.listings.facts import ListingEdit
from exchange.kernel.errors import InvalidInput

LONGEST = {"title": 500, "summary": 10_000, "warning": 1000, "withdrawal_reason": 1000}
MOST_NAMES, LONGEST_NAME = 200, 200


def read_edit(edit: ListingEdit) -> Mapping[str, Any]:
    """Return what shall be changed, by field: texts, tuples of names, and `UseTerms`.

    Raises:
        InvalidInput: a text is missing or too long, a name is no single line, or terms are malformed.
    """
    wanted: dict[str, Any] = {}
    for name in ("title", "summary", "warning"):
        if (text := getattr(edit, name)) is not None:
            wanted[name] = read_text(name, text)
    if wanted.get("title") == "":
        raise InvalidInput("title", "A listing needs a title.")
    if not wanted.get("title", "").isprintable():
        raise InvalidInput("title", "A title is one line of visible characters.")
    for name in ("synonyms", "identifiers"):
        if (names := getattr(edit, name)) is not None:
            wanted[name] = _names(name, names)
    if edit.use_terms is not None:
        wanted["use_terms"] = _terms(edit.use_terms)
    return wanted


def read_text(field: str, text: str) -> str:
    """Return a text without the space around it.

    Raises:
        InvalidInput: it is too long.
    """
    text = text.strip()
    if len(text) > LONGEST[field]:
        raise InvalidInput(field, f"This may have {LONGEST[field]} characters at most.")
    return text


def _names(field: str, names: tuple[str, ...]) -> list[str]:
    found = list(dict.fromkeys(filter(None, (name.strip() for name in names))))
    if len(found) > MOST_NAMES:
        raise InvalidInput(field, f"At most {MOST_NAMES} can be listed.")
    if any(len(name) > LONGEST_NAME or not name.isprintable() for name in found):
        raise InvalidInput(field, f"Each must be one line of at most {LONGEST_NAME} characters.")
    return found


def _terms(text: str) -> UseTerms:
    if not text.strip():
        raise InvalidInput("use_terms", "Say what is allowed, such as HMB; IRB.")
    try:
        return read_shorthand(text.strip())
    except ValueError as error:
        raise InvalidInput("use_terms", str(error)) from error
    except InvalidInput as error:
        raise InvalidInput("use_terms", error.message) from error
