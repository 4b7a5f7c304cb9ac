"""What the kinds say of listings that a person may see."""

from collections import defaultdict
from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from catalog.kinds.facts import Fact, written
from catalog.kinds.fields import FieldType
from catalog.kinds.registry import kind_of
from catalog.listings import queries as listings
from catalog.listings.models import Listing
from exchange.parties.queries import Viewer

Details = TypeVar("Details", bound=Model)


def visible_to(viewer: Viewer, model: type[Details]) -> QuerySet[Details]:
    """Return the rows of one kind that belong to visible listings."""
    return model._default_manager.filter(listing__in=listings.visible_to(viewer).values("pk"))


def facts(rows: Collection[Listing], viewer: Viewer) -> dict[UUID, list[Fact]]:
    """Return what the kinds of visible listings say of them, with one query a kind; what is not said is left out.

    What names somebody is told to people who are signed in only. References are left to whoever shows the rows
    behind them, which the viewer may not see.
    """
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.pk)
    found: dict[UUID, list[Fact]] = {row.pk: [] for row in rows}
    for name, keys in by_kind.items():
        kind = kind_of(name)
        fields = [
            field
            for field in kind.fields
            if field.type is not FieldType.REFERENCE and (viewer is not None or not field.is_personal)
        ]
        for details in kind.model._default_manager.filter(pk__in=keys):
            said = [Fact(field, written(field, getattr(details, field.name))) for field in fields]
            found[details.pk] = [fact for fact in said if fact.values]
    return found
