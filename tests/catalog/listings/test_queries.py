"""Whose listings they are."""

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.listings import queries
from exchange.parties.roles import Role
from tests.factories.listings import ListingFactory
from tests.factories.parties import PersonFactory, member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_own_among_takes_one_query(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    own = ListingFactory.create()
    others = ListingFactory.create_batch(number)
    manager, chair = (member(role, unit=own.unit) for role in (Role.RESOURCE_MANAGER, Role.COMMITTEE_CHAIR))

    for viewer in (manager, chair):
        with django_assert_num_queries(1):
            assert queries.own_among([own, *others], viewer) == {own.pk}
    assert queries.own_among([own, *others], None) == set()
    assert queries.own_among([own], PersonFactory.create()) == set()
    assert queries.own_among([own], member(Role.RESEARCHER, own.unit.organisation)) == set()
