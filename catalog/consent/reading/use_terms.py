"""Read use terms from JSON."""

from typing import Any

from catalog.consent.rules.duo import MOST_MONTHS, TermKind, canonical_code, kind_of
from catalog.consent.rules.use_terms import Modifier, Permission, Standing, UseTerms
from exchange.kernel.untrusted import Fields, Value

# What people write beside a code; it is not part of the terms.
ANNOTATIONS = frozenset({"label", "note", "version"})

SINGULAR = frozenset(
    {
        "user",
        "project",
        "institution",
        "topic",
        "country",
        "region",
        "collaborator",
        "investigator",
        "database",
        "resource",
    }
)
PARAMETER_NAMES: dict[str, str] = {
    "users": "users",
    "user": "users",
    "projects": "projects",
    "project": "projects",
    "institutions": "institutions",
    "institution": "institutions",
    "topics": "topics",
    "topic": "topics",
    "countries": "countries",
    "country": "countries",
    "regions": "countries",
    "region": "countries",
    "date": "date",
    "months": "months",
    "collaborators": "collaborators",
    "collaborator": "collaborators",
    "investigators": "collaborators",
    "investigator": "collaborators",
    "databases": "databases",
    "database": "databases",
    "resources": "databases",
    "resource": "databases",
}
_LISTS = ("users", "projects", "institutions", "topics", "countries", "collaborators", "databases")
MODIFIER_NAMES = PARAMETER_NAMES | {"code": "code", "text": "text"}
PERMISSION_NAMES = {"code": "code", "diseases": "diseases", "modifiers": "modifiers", "text": "text"}
CONSENT_NAMES = {name: name for name in ("permissions", "modifiers", "alternatives", "status", "text")} | {
    "other": "text"
}
STANDING_SYNONYMS = {
    "valid": Standing.ACTIVE,
    "revoked": Standing.WITHDRAWN,
    "missing": Standing.UNKNOWN,
    "none": Standing.UNKNOWN,
}


def read_use_terms(raw: Any, path: str = "consent") -> UseTerms:
    """Read use terms.

    Args:
        raw: what `json.load` gave, see `docs/consent-matching.md`.
        path: the name of this value in messages.

    Raises:
        InvalidInput: a field is missing, unknown, repeated or of the wrong type.
    """
    fields = Value(raw, path).fields(CONSENT_NAMES, ignored=ANNOTATIONS)
    permissions, modifiers = fields.one("permissions"), fields.one("modifiers")
    alternatives, status = fields.one("alternatives"), fields.one("status")
    return UseTerms(
        permissions=tuple(_permission(item) for item in permissions.items()) if permissions else (),
        modifiers=_modifiers(modifiers),
        alternatives=alternatives.flag() if alternatives else False,
        status=status.choice(Standing, STANDING_SYNONYMS) if status else Standing.ACTIVE,
        text=fields.text("text"),
    )


def _permission(value: Value) -> Permission:
    code, fields = _clause(value, PERMISSION_NAMES, TermKind.PERMISSION)
    return Permission(
        code=code,
        diseases=fields.texts("diseases"),
        modifiers=_modifiers(fields.one("modifiers")),
        text=fields.text("text"),
    )


def _modifiers(value: Value | None) -> tuple[Modifier, ...]:
    return tuple(_modifier(item) for item in value.items()) if value else ()


def _modifier(value: Value) -> Modifier:
    code, fields = _clause(value, MODIFIER_NAMES, TermKind.MODIFIER)
    day, months = fields.one("date"), fields.one("months")
    return Modifier(
        code=code,
        date=day.day() if day else None,
        months=months.count(most=MOST_MONTHS) if months else None,
        text=fields.text("text"),
        **{name: fields.texts(name, singular=SINGULAR) for name in _LISTS},
    )


def _clause(value: Value, names: dict[str, str], expected: TermKind) -> tuple[str, Fields]:
    """Return code and fields; a person is asked about a code that does not belong here, whatever its fields."""
    code = canonical_code(value.required("code").text())
    strange = frozenset() if kind_of(code) is expected else frozenset(value.members())
    return code, value.fields(names, ignored=ANNOTATIONS | strange)
