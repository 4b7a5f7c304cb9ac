"""What units offer, in brief."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from catalog.consent.models import UseTermsSet
from catalog.listings import queries as listings
from catalog.listings.states import Visibility
from exchange.parties.models import Unit
from exchange.parties.queries import Viewer

MOST_TERMS = 10


def kind_counts(viewer: Viewer, units: Collection[Unit]) -> dict[UUID, dict[str, int]]:
    """Return how many public listings of each kind the units have, the most frequent first, with one query."""
    counted = (
        listings.visible_to(viewer)
        .filter(unit__in=[unit.pk for unit in units], visibility=Visibility.PUBLIC)
        .order_by()
        .values("unit", "kind")
        .annotate(number=Count("pk"))
        .order_by("-number", "kind")
    )
    found: dict[UUID, dict[str, int]] = {unit.pk: {} for unit in units}
    for row in counted:
        found[row["unit"]][row["kind"]] = row["number"]
    return found


def use_terms_of(viewer: Viewer, units: Collection[Unit]) -> dict[UUID, list[UseTermsSet]]:
    """Return the terms that the units set for their public listings, the most frequent first, with two queries."""
    counted = (
        listings.visible_to(viewer)
        .filter(unit__in=[unit.pk for unit in units], visibility=Visibility.PUBLIC, use_terms__isnull=False)
        .order_by()
        .values("unit", "use_terms")
        .annotate(number=Count("pk"))
        .order_by("-number", "use_terms")
    )
    keys: dict[UUID, list[UUID]] = defaultdict(list)
    for row in counted:
        keys[row["unit"]].append(row["use_terms"])
    stored = UseTermsSet.objects.in_bulk({key for own in keys.values() for key in own[:MOST_TERMS]})
    return {unit.pk: [stored[key] for key in keys[unit.pk][:MOST_TERMS]] for unit in units}
