"""Listings side by side."""

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.listings.models import Listing
from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.api.catalogue.scenery import id_of, refused
from tests.factories.listings import CellLineFactory, ListingFactory
from tests.factories.parties import UnitFactory, member

pytestmark = pytest.mark.django_db

COMPARED = "query($ids: [ID!]!) { compared(ids: $ids) { title unit { name } facts { name } availableCount } }"


def titles(ids: list[str], viewer: object = None) -> list[str | None]:
    rows = ask(COMPARED, viewer, ids=ids)["data"]["compared"]  # type: ignore[arg-type] # a person or nobody
    return [row and row["title"] for row in rows]


def test_listings_come_in_the_order_of_their_ids() -> None:
    rows = [ListingFactory.create(title=title) for title in "abc"]
    assert titles([id_of(rows[place]) for place in (2, 0, 1, 0)]) == ["c", "a", "b", "a"]
    assert titles([]) == []


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_what_the_viewer_may_not_see_is_null(visibility: str) -> None:
    shown = ListingFactory.create(title="shown")
    hidden: Listing = ListingFactory.create(title="hidden", visibility=visibility)
    ids = [id_of(hidden), id_of(shown), id_of(shown.unit), "nonsense"]

    assert titles(ids) == [None, "shown", None, None]
    assert titles(ids, member(Role.RESOURCE_MANAGER)) == [None, "shown", None, None]
    assert titles(ids, member(Role.RESOURCE_MANAGER, unit=hidden.unit)) == ["hidden", "shown", None, None]


def test_seventh_listing_is_refused() -> None:
    ids = [id_of(ListingFactory.create())] * 7
    assert titles(ids[:6]) != []
    assert refused(COMPARED, ids=ids) == [("BAD_INPUT", "ids")]


def test_statements_do_not_grow_with_the_listings(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    unit = UnitFactory.create()
    ids = [id_of(CellLineFactory.create(listing__unit=unit).listing) for _ in range(3)]
    for some in (ids[:1], ids):
        with django_assert_num_queries(3):
            ask(COMPARED, ids=some)
