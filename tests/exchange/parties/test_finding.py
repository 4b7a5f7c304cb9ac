"""Organisations are found by any name, and by the names of those they follow."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from pytest_django import DjangoAssertNumQueries

from exchange.parties import queries
from exchange.parties.models import Organisation, OrganisationSuccession
from exchange.parties.vocabulary import OrganisationStatus
from tests.factories.parties import (
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("cote", ["Institut de la Côte"]),
        ("CÔTE institut", ["Institut de la Côte"]),
        ("IDC", ["Institut de la Côte"]),
        ("cancer", ["Cancer Centre", "Old Cancer Centre"]),
        ("100%", []),
        ("_", []),
        ("", ["Cancer Centre", "Institut de la Côte", "Old Cancer Centre"]),
        ("nowhere", []),
    ],
)
def test_offered_by_any_name(search: str, names: list[str]) -> None:
    OrganisationFactory.create(name="Institut de la Côte", other_names=["IDC", "Coast Institute"])
    OrganisationFactory.create(name="Cancer Centre")
    OrganisationFactory.create(name="Old Cancer Centre")
    OrganisationFactory.create(name="Gone Cancer Centre", status=OrganisationStatus.WITHDRAWN.value)
    OrganisationFactory.create(name="Closed Cancer Centre", status=OrganisationStatus.INACTIVE.value)

    found = queries.offered(queries.visible_organisations(None), search)
    assert sorted(organisation.name for organisation in found) == names


def test_name_of_withdrawn_organisation_finds_its_successor() -> None:
    old, new = chain("Mundelein College", "Loyola University")
    assert list(queries.offered(Organisation.objects.all(), "mundelein")) == [new]
    assert old.status == OrganisationStatus.WITHDRAWN.value


def chain(*names: str) -> list[Organisation]:
    """Return organisations each of which was withdrawn in favour of the next; the last is active."""
    rows = [OrganisationFactory.create(name=name, status=OrganisationStatus.WITHDRAWN.value) for name in names]
    rows[-1].status = OrganisationStatus.ACTIVE.value
    rows[-1].save()
    for predecessor, successor in pairwise(rows):
        OrganisationSuccession.objects.create(predecessor=predecessor, successor=successor)
    return rows


def test_successors_of_follows_every_step(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, second, third = chain("A", "B", "C")
    split = OrganisationFactory.create(name="Another")
    OrganisationSuccession.objects.create(predecessor=second, successor=split)

    with django_assert_num_queries(2):
        assert queries.successors_of([first, second, third]) == {
            first.pk: [split, third],
            second.pk: [split, third],
            third.pk: [],
        }


def test_successors_of_a_circle_ends() -> None:
    first, second, _ = chain("A", "B", "C")
    OrganisationSuccession.objects.create(predecessor=second, successor=first)
    OrganisationSuccession.objects.filter(successor__name="C").delete()

    assert queries.successors_of([first]) == {first.pk: []}


def test_successors_of_two_ways_to_one_end_names_it_once() -> None:
    first, second, third = chain("A", "B", "C")
    OrganisationSuccession.objects.create(predecessor=first, successor=third)

    assert queries.successors_of([first]) == {first.pk: [third]}
    assert queries.successors_of([second]) == {second.pk: [third]}
