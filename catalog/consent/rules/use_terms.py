"""What a consent grants, as data. Equal sets of terms are equal objects, however they were written down."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from catalog.consent.rules.countries import canonical_place
from catalog.consent.rules.duo import canonical_code
from catalog.vocabulary.rules import canonical_id

Clause = TypeVar("Clause", "Modifier", "Permission")


class Standing(StrEnum):
    """Whether the consent stands on the day of the match."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNKNOWN = "unknown"  # no record of a consent was found


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values without outer blanks, empty ones and repetitions, in a fixed order."""
    return tuple(sorted({stripped for value in values if (stripped := value.strip())}))


@dataclass(frozen=True, kw_only=True)
class Modifier:
    """A condition on use.

    Args:
        code: DUO term in any spelling.
        users, projects, institutions, topics, countries: what US, PS, IS, RS and GS allow. A country is
            an ISO 3166-1 alpha-2 code, or a region that `countries.REGIONS` knows.
        date: first day on which MOR allows publication.
        months: how long TS allows use.
        collaborators, databases: who COL and what RTN names; carried for the agreement, not compared.
        text: free text that a person must read; never repeated in a reason.
    """

    code: str
    users: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    date: dt.date | None = None
    months: int | None = None
    collaborators: tuple[str, ...] = ()
    databases: tuple[str, ...] = ()
    text: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", canonical_code(self.code))
        object.__setattr__(self, "text", self.text.strip())
        object.__setattr__(self, "countries", distinct(map(canonical_place, self.countries)))
        for name in ("users", "projects", "institutions", "topics", "collaborators", "databases"):
            object.__setattr__(self, name, distinct(getattr(self, name)))

    @property
    def parameters(self) -> frozenset[str]:
        """The names of the parameters that are given."""
        return frozenset(modifier_json(self)) - {"code", "text"}


@dataclass(frozen=True, kw_only=True)
class Permission:
    """A primary permission; ``modifiers`` are those of this alternative alone."""

    code: str
    diseases: tuple[str, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    text: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", canonical_code(self.code))
        object.__setattr__(self, "text", self.text.strip())
        object.__setattr__(self, "diseases", distinct(map(canonical_id, self.diseases)))
        object.__setattr__(self, "modifiers", _in_order(self.modifiers))


@dataclass(frozen=True, kw_only=True)
class UseTerms:
    """All that a consent says.

    Args:
        permissions: what it allows; more than one only as declared alternatives.
        modifiers: conditions on every one of them.
        alternatives: the permissions are alternatives, each sufficient by itself.
        status: of the consent record; not part of the stored set of terms.
        text: free text beyond the terms; a person must read it.
    """

    permissions: tuple[Permission, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    alternatives: bool = False
    status: Standing = Standing.ACTIVE
    text: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.text.strip())
        object.__setattr__(self, "permissions", _in_order(self.permissions))
        object.__setattr__(self, "modifiers", _in_order(self.modifiers))

    def with_status(self, status: Standing) -> "UseTerms":
        """Return these terms as those of a consent that stands like that."""
        return replace(self, status=status)


def standing_on(day: dt.date, *, withdrawn: bool, expires_on: dt.date | None) -> Standing:
    """Return how a consent record stands on a day; ``expires_on`` is the first day on which it stands no longer."""
    if withdrawn:
        return Standing.WITHDRAWN
    if expires_on is not None and expires_on <= day:
        return Standing.EXPIRED
    return Standing.ACTIVE


def modifier_json(modifier: Modifier) -> dict[str, Any]:
    """Return a modifier in the form that `reading.read_use_terms` takes."""
    fields: dict[str, Any] = {
        "code": modifier.code,
        "users": list(modifier.users),
        "projects": list(modifier.projects),
        "institutions": list(modifier.institutions),
        "topics": list(modifier.topics),
        "countries": list(modifier.countries),
        "date": modifier.date.isoformat() if modifier.date else None,
        "months": modifier.months,
        "collaborators": list(modifier.collaborators),
        "databases": list(modifier.databases),
        "text": modifier.text,
    }
    return stated(fields)


def permission_json(permission: Permission) -> dict[str, Any]:
    """Return a permission in the form that `reading.read_use_terms` takes."""
    return stated(
        {
            "code": permission.code,
            "diseases": list(permission.diseases),
            "modifiers": [modifier_json(modifier) for modifier in permission.modifiers],
            "text": permission.text,
        }
    )


def use_terms_json(terms: UseTerms) -> dict[str, Any]:
    """Return the terms, without the status of a record, in the form that `reading.read_use_terms` takes."""
    return {
        "permissions": [permission_json(permission) for permission in terms.permissions],
        "modifiers": [modifier_json(modifier) for modifier in terms.modifiers],
        **stated({"alternatives": terms.alternatives or None, "text": terms.text}),
    }


def use_terms_hash(terms: UseTerms) -> str:
    """Return the SHA-256, in hex, of the terms' canonical JSON; the status of a record does not count."""
    return hashlib.sha256(canonical_json(use_terms_json(terms)).encode()).hexdigest()


def canonical_json(value: Any) -> str:
    """Return the one way in which a JSON value is written here: sorted names, no blanks, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def stated(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something: None, empty text and empty lists are left out, false is kept."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}


def _in_order(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple(sorted(set(clauses), key=repr))
