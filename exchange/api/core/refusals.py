"""What clients may read of a refusal: by the domain as it is, by PostgreSQL only its safe part."""

import re

from django.db import DatabaseError

_OURS = re.compile(r"^RG00[1-9]$")
_ID = re.compile(r"\s?\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


def refusal_of(error: BaseException) -> tuple[str, str] | None:
    """Return the guarantee (G1 to G9) and the sentence of a refusal by one of our triggers, else None.

    Row ids are cut out of the sentence; our triggers write no personal data into it.
    """
    if not isinstance(error, DatabaseError) or not _OURS.match(getattr(error.__cause__, "sqlstate", None) or ""):
        return None
    text = error.__cause__.diag.message_primary or ""  # type: ignore[union-attr]
    guarantee, _, sentence = text.partition(": ")
    return guarantee, _ID.sub("", sentence)
