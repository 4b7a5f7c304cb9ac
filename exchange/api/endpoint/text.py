"""Text that PostgreSQL cannot store is refused at the door."""

from typing import Any

from exchange.api.core.errors import ClientError
from exchange.api.endpoint.refusal import DocumentRefused


def check_text(value: str) -> None:
    """Check that a text has neither NUL nor half of a surrogate pair.

    Raises:
        DocumentRefused: it has.
    """
    if "\x00" in value:
        raise DocumentRefused(ClientError("A text must not contain the character U+0000."))
    try:
        value.encode()
    except UnicodeEncodeError:
        raise DocumentRefused(ClientError("A text contains half of a surrogate pair.")) from None


def check_texts(value: Any) -> None:
    """Check every text within a JSON value.

    Raises:
        DocumentRefused: one of them cannot be stored.
    """
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            check_text(item)
        elif isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            waiting.extend(item)
            waiting.extend(item.values())
