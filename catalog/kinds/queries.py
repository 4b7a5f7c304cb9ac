"""What the kinds say of listings that a person may see."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from catalog.listings import queries as listings
from exchange.parties.queries import Viewer

Details = TypeVar("Details", bound=Model)


def visible_to(viewer: Viewer, model: type[Details]) -> QuerySet[Details]:
    """Return the rows of one kind that belong to visible listings."""
    return model._default_manager.filter(listing__in=listings.visible_to(viewer).values("pk"))
