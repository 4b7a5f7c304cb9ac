"""What the kinds say is seen with the listing."""

import pytest

from catalog.kinds import queries
from catalog.kinds.models import CellLine, Plasmid
from exchange.parties.roles import Role
from tests.factories.listings import CellLineFactory, PlasmidFactory
from tests.factories.parties import member

pytestmark = pytest.mark.django_db


def test_details_of_hidden_listings_are_for_their_own_unit() -> None:
    shown, hidden = CellLineFactory.create(), CellLineFactory.create(listing__visibility="draft")
    PlasmidFactory.create()

    assert list(queries.visible_to(None, CellLine)) == [shown]
    assert list(queries.visible_to(member(Role.RESEARCHER), CellLine)) == [shown]
    assert set(queries.visible_to(member(Role.RESOURCE_MANAGER, unit=hidden.listing.unit), CellLine)) == {shown, hidden}
    assert queries.visible_to(None, Plasmid).count() == 1
