"""Pages: forwards and backwards, each row once, in order, whatever the ties."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.api.core.cursors import Order
from exchange.parties.models import Membership, Unit
from tests.api.core.sample import ask, error
from tests.factories.parties import OrganisationFactory, UnitFactory

pytestmark = pytest.mark.django_db

PAGE = """
query($first: Int, $last: Int, $after: String, $before: String, $down: Boolean) {
  units(first: $first, last: $last, after: $after, before: $before, down: $down) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { name } }
  }
}
"""
NESTED = """
query($first: Int, $last: Int, $after: String, $before: String) {
  organisations { edges { node { name
    units(first: $first, last: $last, after: $after, before: $before) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id } }
  } } } }
}
"""


def names(connection: dict[str, Any]) -> list[str]:
    return [edge["node"]["name"] for edge in connection["edges"]]


def walk_forwards(page: Callable[..., dict[str, Any]], size: int) -> list[dict[str, Any]]:
    """Return the edges of all pages from the start."""
    edges: list[dict[str, Any]] = []
    after = None
    while True:
        connection = page(first=size, after=after)
        edges.extend(connection["edges"])
        if not connection["pageInfo"]["hasNextPage"]:
            return edges
        after = connection["pageInfo"]["endCursor"]


def walk_backwards(page: Callable[..., dict[str, Any]], size: int) -> list[dict[str, Any]]:
    """Return the edges of all pages from the end, in the list's order."""
    edges: list[dict[str, Any]] = []
    before = None
    while True:
        connection = page(last=size, before=before)
        edges = connection["edges"] + edges
        if not connection["pageInfo"]["hasPreviousPage"]:
            return edges
        before = connection["pageInfo"]["startCursor"]


# Few names, so that most rows tie in the first key.
few_names = st.lists(st.sampled_from(["a", "B", "ä", "z z", "Ω"]), max_size=9)


@given(chosen=few_names, size=st.integers(1, 4), down=st.booleans())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_paging_yields_each_row_once_in_order(chosen: list[str], size: int, *, down: bool) -> None:
    with transaction.atomic():
        rows = [UnitFactory(name=name) for name in chosen]
        order = ("-name", "-pk") if down else ("name", "-pk")
        expected = list(Unit.objects.order_by(*order).values_list("name", flat=True))

        def page(**arguments: Any) -> dict[str, Any]:
            return ask(PAGE, down=down, **arguments)["units"]

        forwards, backwards = walk_forwards(page, size), walk_backwards(page, size)
        assert [edge["node"]["name"] for edge in forwards] == expected
        assert forwards == backwards
        assert len({edge["cursor"] for edge in forwards}) == len(rows)
        transaction.set_rollback(True)


@given(counts=st.lists(st.integers(0, 5), min_size=1, max_size=3), size=st.integers(1, 3))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_paging_of_nested_lists_yields_each_row_once_in_order(counts: list[int], size: int) -> None:
    with transaction.atomic():
        for number, count in enumerate(counts):
            organisation = OrganisationFactory(name=f"organisation {number}")
            for place in range(count):
                UnitFactory(organisation=organisation, name=f"unit {place}")
        for number, count in enumerate(counts):

            def page(number: int = number, **arguments: Any) -> dict[str, Any]:
                return ask(NESTED, **arguments)["organisations"]["edges"][number]["node"]["units"]

            forwards, backwards = walk_forwards(page, size), walk_backwards(page, size)
            assert len(forwards) == count
            assert forwards == backwards
            assert page()["totalCount"] == count
        transaction.set_rollback(True)


def test_page_says_what_lies_around_it() -> None:
    for name in "abcde":
        UnitFactory(name=name)
    whole = ask(PAGE)["units"]
    cursors = [edge["cursor"] for edge in whole["edges"]]
    assert names(whole) == ["a", "b", "c", "d", "e"]
    assert whole["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": False,
        "startCursor": cursors[0],
        "endCursor": cursors[4],
    }
    middle = ask(PAGE, first=2, after=cursors[0])["units"]
    assert names(middle) == ["b", "c"]
    assert middle["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": True,
        "startCursor": cursors[1],
        "endCursor": cursors[2],
    }
    assert middle["totalCount"] == 5
    last = ask(PAGE, last=2)["units"]
    assert names(last) == ["d", "e"]
    assert (last["pageInfo"]["hasPreviousPage"], last["pageInfo"]["hasNextPage"]) == (True, False)
    between = ask(PAGE, first=9, after=cursors[0], before=cursors[4])["units"]
    assert names(between) == ["b", "c", "d"]
    assert (between["pageInfo"]["hasPreviousPage"], between["pageInfo"]["hasNextPage"]) == (True, False)
    behind = ask(PAGE, first=2, after=cursors[4])["units"]
    assert behind == {
        "totalCount": 5,
        "pageInfo": {"hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None},
        "edges": [],
    }


def test_page_of_nothing_still_counts() -> None:
    organisation = OrganisationFactory()
    UnitFactory(organisation=organisation)
    assert ask(PAGE, first=0)["units"] == {
        "totalCount": 1,
        "pageInfo": {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
        "edges": [],
    }
    assert ask(NESTED, first=0)["organisations"]["edges"][0]["node"]["units"]["totalCount"] == 1


def test_page_has_twenty_rows_by_default_and_a_hundred_at_most() -> None:
    organisation = OrganisationFactory()
    for number in range(103):
        UnitFactory(organisation=organisation, name=f"{number:03}")
    assert len(ask(PAGE)["units"]["edges"]) == 20
    assert len(ask(PAGE, first=1000)["units"]["edges"]) == 100
    assert names(ask(PAGE, last=1000)["units"])[0] == "003"
    assert ask(PAGE, first=1000)["units"]["totalCount"] == 103


@pytest.mark.parametrize("argument", ["first", "last"])
def test_negative_size_is_a_client_error(argument: str) -> None:
    message, extensions = error(PAGE, None, **{argument: -1})
    assert message == f"{argument} must not be negative."
    assert extensions == {"code": "BAD_INPUT", "classification": "ValidationError", "field": argument}


def test_both_ends_at_once_are_a_client_error() -> None:
    assert error(PAGE, first=1, last=1)[0] == "Give first or last, not both."


@pytest.mark.parametrize("cursor", ["", "x", "AAAAAAAAAAAAAAAAAAAA", "bm90IG91cnM=", "é", "W10", "a" * 500])
def test_bad_cursor_is_a_client_error(cursor: str) -> None:
    UnitFactory()
    message, extensions = error(PAGE, after=cursor)
    assert message == "The cursor is not one of this list."
    assert (extensions["code"], extensions["field"]) == ("BAD_INPUT", "after")


def test_cursor_of_another_list_is_a_client_error() -> None:
    UnitFactory()
    down = ask(PAGE, down=True)["units"]["edges"][0]["cursor"]
    assert error(PAGE, before=down)[1]["field"] == "before"


def test_altered_cursor_is_a_client_error() -> None:
    UnitFactory(name="known")
    cursor = ask(PAGE)["units"]["edges"][0]["cursor"]
    for place in (0, 20, len(cursor) - 3):
        altered = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        assert error(PAGE, after=altered)[1]["code"] == "BAD_INPUT"


def test_page_is_steady_while_rows_come_and_go() -> None:
    for name in "bdfh":
        UnitFactory(name=name)
    page = ask(PAGE, first=2)["units"]
    UnitFactory(name="a")
    Unit.objects.filter(name="d").delete()
    assert names(ask(PAGE, first=9, after=page["pageInfo"]["endCursor"])["units"]) == ["f", "h"]


def test_order_must_be_total_and_without_null() -> None:
    with pytest.raises(ValueError, match="primary key"):
        Order("name")
    with pytest.raises(TypeError, match="can be null"):
        Order("until_on", "pk").check(Membership)
    with pytest.raises(TypeError, match="Annotate"):
        Order("organisation__name", "pk").check(Unit)


def test_list_that_is_empty_from_the_start_may_lack_its_order() -> None:
    organisation = OrganisationFactory()
    UnitFactory(organisation=organisation, name="bbb")
    UnitFactory(organisation=organisation, name="bb")
    document = """
    query($search: String, $after: String) {
      ranked(search: $search, after: $after) { totalCount edges { cursor node { name } } }
      organisations { edges { node {
        rankedUnits(search: $search) { totalCount edges { node { name } } }
      } } }
    }
    """
    found = ask(document, search="b")
    assert names(found["ranked"]) == ["bbb", "bb"]
    assert names(found["organisations"]["edges"][0]["node"]["rankedUnits"]) == ["bb", "bbb"]
    after = found["ranked"]["edges"][0]["cursor"]
    assert names(ask(document, search="b", after=after)["ranked"]) == ["bb"]
    nothing = {"totalCount": 0, "edges": []}
    assert ask(document) == {
        "ranked": nothing,
        "organisations": {"edges": [{"node": {"rankedUnits": nothing}}]},
    }
    assert error(document, after=after)[1]["code"] == "BAD_INPUT"
    assert error(document, after="x")[1]["code"] == "BAD_INPUT"
