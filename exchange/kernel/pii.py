"""Which personal data a field holds. Every field of every model is classed; a test demands it."""

from enum import StrEnum


class PiiClass(StrEnum):
    """How a stored value relates to a natural person."""

    NONE = "none"
    IDENTITY = "identity"  # names, ORCID
    CONTACT = "contact"  # e-mail, phone, postal address
    SECRET = "secret"  # noqa: S105 -- hashes of passwords and tokens
    PSEUDONYM = "pseudonym"  # a donor's code
    HEALTH = "health"  # facts about a pseudonymous donor
    FREE_TEXT = "free_text"  # may contain anything a person typed
    LINK = "link"  # reference to a person's record


def classify(**fields_by_class: str) -> dict[str, PiiClass]:
    """Return field name → class from ``classify(none="id state", contact="email")``.

    Raises:
        ValueError: a field is named twice, or a class is unknown.
    """
    classed: dict[str, PiiClass] = {}
    for name, fields in fields_by_class.items():
        pii_class = PiiClass(name)
        for field in fields.split():
            if field in classed:
                raise ValueError(f"{field} is classed twice.")
            classed[field] = pii_class
    return classed
