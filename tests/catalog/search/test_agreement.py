"""The index says what SQL says and what a count by hand says, whatever is listed, changed, chosen and seen."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.consent.rules import Purpose, ResearchType, Verdict
from catalog.listings.models import Listing
from catalog.search.queries import ORDERS, Search, Sort, Wish
from catalog.search.queries.current import CurrentIndex
from exchange.parties.models import Person, Unit
from exchange.parties.roles import Role
from tests.factories.consent import GENERAL, HEALTH_WITH_ETHICS, use_terms_set
from tests.factories.listings import CellLineFactory
from tests.factories.parties import ConsortiumFactory, ConsortiumMembershipFactory, UnitFactory, member
from tests.factories.stock import LotFactory

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORDS = ["breast", "lung", "carcinoma", "adult", "MCF-7"]
SPECIES = ["Homo sapiens", "Mus musculus", ""]
COUNTRIES = ["AT", "UG", "KE"]
VISIBILITIES = ["public", "public", "public", "draft", "withdrawn"]
# Units by consortium; who is in the closed one alone knows of it.
CONSORTIA = {"open": (0, 1, 3), "closed": (0, 2)}
PURPOSE = Purpose(research_types=frozenset({ResearchType.HEALTH}))

entries = st.fixed_dictionaries(
    {
        "title": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        "summary": st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
        "species": st.sampled_from(SPECIES),
        "unit": st.integers(0, 3),
        "visibility": st.sampled_from(VISIBILITIES),
        "age": st.integers(0, 3),
        "lots": st.lists(st.tuples(st.integers(0, 2), st.sampled_from([1, 2, None])), max_size=2),
        "terms": st.sampled_from([None, 0, 1]),
    }
)
wishes = st.builds(
    Wish,
    text=st.sampled_from(["", "", "breast", "lung -adult", "MCF-7", "breast or lung", "brest", "adult carcinoma"]),
    chosen=st.fixed_dictionaries(
        {},
        optional={
            "species": st.sampled_from([("Homo sapiens",), ("Mus musculus", "Homo sapiens"), ("none",)]),
            "country": st.sampled_from([("AT",), ("UG", "KE")]),
            "biosafety": st.sampled_from([("1",), ("1", "2")]),
            "availability": st.just(("available",)),
            "consortium": st.sampled_from([("open",), ("closed",), ("closed", "open")]),
        },
    ),
    quantity_at_least=st.sampled_from([0, 0, 1, 3, 4]),
    is_mine=st.sampled_from([False, False, False, True]),
    purpose=st.sampled_from([None, PURPOSE]),
    verdicts=st.sampled_from([(), (Verdict.PERMIT,), (Verdict.MANUAL, Verdict.CONDITIONAL)]),
    sort=st.sampled_from(list(Sort)),
    near=st.just("KE"),
)


@contextmanager
def undone() -> Iterator[None]:
    """Undo what is done, so that each example has a catalogue of its own."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass
class Catalogue:
    """Units, their listings, and who looks at them."""

    units: list[Unit] = field(default_factory=list)
    viewers: list[Person | None] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    consortia: dict[str, str] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> "Catalogue":
        made = cls([UnitFactory.create(organisation__country_code=COUNTRIES[number % 3]) for number in range(4)])
        for name, units in CONSORTIA.items():
            consortium = ConsortiumFactory.create(is_public=name == "open")
            for number in units:
                place = made.units[number].organisation
                ConsortiumMembershipFactory.create(consortium=consortium, organisation=place)
            made.consortia[name] = str(consortium.pk)
        manager = member(Role.RESOURCE_MANAGER, unit=made.units[0])
        made.viewers = [None, member(Role.RESEARCHER), manager]
        return made

    def meant(self, wish: Wish) -> Wish:
        """Return a wish with the keys of the consortia that it names."""
        named = wish.chosen.get("consortium", ())
        keys = {"consortium": tuple(self.consortia[name] for name in named)} if named else {}
        return replace(wish, chosen={**wish.chosen, **keys})

    def add(self, entry: dict[str, Any]) -> None:
        terms = None if entry["terms"] is None else use_terms_set([GENERAL, HEALTH_WITH_ETHICS][entry["terms"]])
        line = CellLineFactory.create(
            listing__unit=self.units[entry["unit"]], listing__use_terms=terms, **self._said(entry)
        )
        for on_hand, level in entry["lots"]:
            LotFactory.create(listing=line.listing, on_hand=on_hand, biosafety_level=level)
        self.listings.append(line.listing)

    def change(self, number: int, entry: dict[str, Any]) -> None:
        """Give a listing the words, moment, visibility and species of another entry."""
        if not self.listings:
            return
        listing = self.listings[number % len(self.listings)]
        for name, value in self._said(entry).items():
            holder = listing if name.startswith("listing__") else listing.cell_line
            setattr(holder, name.removeprefix("listing__"), value)
        listing.search_text = f"{listing.title}\n{listing.summary}"
        listing.save()
        listing.cell_line.save()

    @staticmethod
    def _said(entry: dict[str, Any]) -> dict[str, Any]:
        return {
            "species": entry["species"],
            "listing__title": entry["title"],
            "listing__summary": entry["summary"],
            "listing__visibility": entry["visibility"],
            "listing__published_at": NOW - timedelta(days=entry["age"]),
        }


def told(search: Search) -> tuple[list[Any], int, Any]:
    rows = search.page(size=100)
    return [row.pk for row in rows], search.total(), search.facets()


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(entries, max_size=8),
    st.lists(st.tuples(st.integers(0, 20), entries), max_size=4),
    st.lists(st.tuples(wishes, st.integers(0, 2)), min_size=1, max_size=3),
)
def test_the_index_agrees_with_sql_before_and_after_changes(
    listed: list[dict[str, Any]], changes: list[tuple[int, dict[str, Any]]], asked: list[tuple[Wish, int]]
) -> None:
    with undone():
        catalogue = Catalogue.empty()
        for entry in listed[::2]:
            catalogue.add(entry)
        index = CurrentIndex.build(now=NOW)
        for entry in listed[1::2]:
            catalogue.add(entry)
        for step in (0, 1):
            for number, entry in changes if step else ():
                catalogue.change(number, entry)
            for named, viewer in asked:
                wish = catalogue.meant(named)
                who = catalogue.viewers[viewer]
                in_sql = told(Search(who, wish, now=NOW, index=None))
                assert told(Search(who, wish, now=NOW, index=index)) == in_sql
                assert set(in_sql[0]) <= visible_by_hand(catalogue, viewer)
                assert_pages_follow(Search(who, wish, now=NOW, index=index), wish, in_sql[0])


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entries, max_size=8), wishes, st.integers(0, 2))
def test_facets_are_what_a_count_by_hand_gives(listed: list[dict[str, Any]], wish: Wish, viewer: int) -> None:
    with undone():
        catalogue = Catalogue.empty()
        for entry in listed:
            catalogue.add(entry)
        wish = catalogue.meant(wish)
        chosen = {name: wish.chosen.get(name, ()) for name in HAS}
        asked = Wish(chosen=chosen, quantity_at_least=wish.quantity_at_least)
        expected = by_hand(catalogue, listed, asked, viewer)
        for index in (None, CurrentIndex.build(now=NOW)):
            search = Search(catalogue.viewers[viewer], asked, now=NOW, index=index)
            search.page(size=1)
            assert {
                facet.name: {one.value: one.count for one in facet.values} for facet in search.facets(HAS)
            } == expected


def by_hand(catalogue: Catalogue, listed: list[dict[str, Any]], wish: Wish, viewer: int) -> dict[str, dict[str, int]]:
    seen = visible_by_hand(catalogue, viewer)
    known = {catalogue.consortia[name] for name in CONSORTIA if name == "open" or viewer == 2}
    has = [
        {name: read(entry) for name, read in HAS.items()}
        | {"consortium": {catalogue.consortia[name] for name in HAS["consortium"](entry)} & known}
        for entry, listing in zip(listed, catalogue.listings, strict=True)
        if listing.pk in seen and sum(on_hand for on_hand, _ in entry["lots"]) >= wish.quantity_at_least
    ]
    chosen = wish.chosen
    return {
        facet: dict.fromkeys(chosen[facet], 0)
        | dict(
            Counter(
                value
                for values in has
                if all(not wanted or values[name] & set(wanted) for name, wanted in chosen.items() if name != facet)
                for value in values[facet]
            )
        )
        for facet in HAS
    }


# By facet, the values that an entry's listing has.
HAS: dict[str, Callable[[dict[str, Any]], set[str]]] = {
    "species": lambda entry: {entry["species"]} - {""},
    "country": lambda entry: {COUNTRIES[entry["unit"] % 3]},
    "consortium": lambda entry: {name for name, units in CONSORTIA.items() if entry["unit"] in units},
    "biosafety": lambda entry: {str(level) for _, level in entry["lots"] if level is not None},
    "availability": lambda entry: {"available"} if any(on_hand for on_hand, _ in entry["lots"]) else set(),
}


def visible_by_hand(catalogue: Catalogue, viewer: int) -> set[Any]:
    own = catalogue.units[0].pk if viewer == 2 else None
    return {one.pk for one in catalogue.listings if one.visibility == "public" or one.unit_id == own}


def assert_pages_follow(search: Search, wish: Wish, expected: list[Any]) -> None:
    """Read in pages of two, forth and back."""
    names = [name.removeprefix("-") for name in ORDERS[wish.sort]]
    for is_backward in (False, True):
        read: list[Any] = []
        place = None
        while rows := search.page(
            size=2,
            after=None if is_backward else place,
            before=place if is_backward else None,
            is_backward=is_backward,
        ):
            read += [row.pk for row in rows]
            place = tuple(getattr(rows[-1], name) for name in names)
        assert read == (expected[::-1] if is_backward else expected)
