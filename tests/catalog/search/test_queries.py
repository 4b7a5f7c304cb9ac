"""Listings found through the eyes of a viewer, and counted exactly for that viewer."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from catalog.consent.rules import Permission, Purpose, ResearchType, UseTerms, Verdict
from catalog.consent.rules.duo import POA
from catalog.listings.models import Listing
from catalog.search.queries import Search, Wish
from catalog.search.rules import identifier_of
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.catalog.search.engines import both_engines
from tests.factories.consent import GENERAL, HEALTH_WITH_ETHICS, use_terms_set
from tests.factories.listings import CellLineFactory, ListingFactory, PlasmidFactory, SampleCollectionFactory
from tests.factories.parties import ConsortiumFactory, ConsortiumMembershipFactory, UnitFactory, member
from tests.factories.stock import LotFactory, SpecimenFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PURPOSE = Purpose(research_types=frozenset({ResearchType.HEALTH}))
ANCESTRY = UseTerms(permissions=(Permission(code=POA),))


def wish_of(kinds: tuple[str, ...] = (), countries: tuple[str, ...] = (), **wish: Any) -> Wish:
    return Wish(chosen={"kind": kinds, "country": countries}, **wish)


def found(viewer: Person | None = None, **wish: Any) -> list[str]:
    """Return the titles that both engines find, in order."""
    in_sql, indexed = both_engines(viewer, wish_of(**wish), now=NOW)
    titles = [row.title for row in in_sql.page(size=100)]
    assert [row.title for row in indexed.page(size=100)] == titles
    assert indexed.total() == in_sql.total() == len(titles)
    return titles


def counted(viewer: Person | None = None, **wish: Any) -> dict[str, dict[str, int]]:
    """Return what both engines count by kind, country and verdict."""
    in_sql, indexed = both_engines(viewer, wish_of(**wish), now=NOW)
    facets = in_sql.facets()
    indexed.page(size=0)
    assert indexed.facets() == facets
    shown = {facet.name: {value.value: value.count for value in facet.values} for facet in facets}
    return {name: values for name, values in shown.items() if name in {"kind", "country", "verdict"}}


def cell_line(title: str, **listing: object) -> Listing:
    return CellLineFactory.create(**{f"listing__{k}": v for k, v in {"title": title, **listing}.items()}).listing


@pytest.fixture
def lines() -> list[Listing]:
    return [
        cell_line("MCF-7", synonyms=["MCF7", "Michigan Cancer Foundation-7"], identifiers=["CVCL_0031"]),
        cell_line("HeLa", identifiers=["CVCL_0030"], summary="Not MCF-7, and not breast carcinoma."),
        cell_line("A-549", synonyms=["A549"], identifiers=["CVCL_0023"], summary="Lung carcinoma."),
    ]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("CVCL_0031", ["MCF-7"]),
        ("rrid:cvcl_0031", ["MCF-7"]),
        ("RRID: CVCL_0030", ["HeLa"]),
        ("mcf7", ["MCF-7"]),
        ("MCF-7", ["MCF-7", "HeLa"]),
        ("michigan cancer foundation-7", ["MCF-7"]),
        ("carcinoma", ["A-549", "HeLa"]),
        ("lung carcinoma", ["A-549"]),
        ("carcinoma -lung", ["HeLa"]),
        ("carcinma", ["A-549", "HeLa"]),
        ("michigan cancr", ["MCF-7"]),
        ("zzqqxx", []),
    ],
)
@pytest.mark.usefixtures("lines")
def test_search_finds_names_first_then_words_then_what_is_spelled_alike(text: str, titles: list[str]) -> None:
    assert found(text=text) == titles


@pytest.mark.usefixtures("lines")
def test_search_of_nothing_lists_all_the_newest_first() -> None:
    assert found() == ["A-549", "HeLa", "MCF-7"]
    assert found(text=" \x00 ") == ["A-549", "HeLa", "MCF-7"]


@pytest.mark.parametrize("text", ["'", '"', "\\", "(", "a & | b", "%", "<->", "\ud800", "x" * 5000, "((a+)+)+$"])
@pytest.mark.usefixtures("lines")
def test_search_takes_any_text(text: str) -> None:
    assert isinstance(found(text=text), list)


def test_search_shows_drafts_and_withdrawn_ones_to_their_own_unit_only() -> None:
    public = ListingFactory.create(title="public")
    for visibility in ("draft", "withdrawn"):
        ListingFactory.create(title=visibility, visibility=visibility, unit=public.unit, published_at=None)

    stranger, manager = member(Role.RESEARCHER), member(Role.RESOURCE_MANAGER, unit=public.unit)
    elsewhere = member(Role.RESOURCE_MANAGER, unit=UnitFactory.create(organisation=public.unit.organisation))

    for viewer in (None, stranger, elsewhere):
        assert found(viewer) == ["public"]
        assert counted(viewer)["kind"] == {"plasmid": 1}
    for viewer in (manager, member(Role.COMMITTEE_CHAIR, unit=public.unit)):
        assert sorted(found(viewer)) == ["draft", "public", "withdrawn"]
        assert counted(viewer)["kind"] == {"plasmid": 3}
    assert found(manager, is_mine=True, text="draft") == ["draft"]
    assert found(None, is_mine=True) == []
    assert found(stranger, is_mine=True) == []


def test_a_hidden_listing_does_not_keep_others_from_being_found_by_likeness() -> None:
    ListingFactory.create(title="glioblastma", visibility="draft")
    ListingFactory.create(title="glioblastoma")

    assert found(text="glioblastma") == ["glioblastoma"]


def test_search_narrows_by_kind_country_and_unit() -> None:
    line = cell_line("line", unit__organisation__country_code="AT")
    PlasmidFactory.create(listing__title="plasmid", listing__unit=line.unit)
    SampleCollectionFactory.create(listing__title="samples", listing__unit__organisation__country_code="UG")

    assert found(kinds=("cell_line", "plasmid")) == ["plasmid", "line"]
    assert found(kinds=("cell_line",), countries=("UG",)) == []
    assert found(countries=("AT",)) == ["plasmid", "line"]
    assert found(unit=line.unit, kinds=("plasmid",)) == ["plasmid"]


def test_a_consortium_is_searched_and_counted_only_by_who_may_know_of_it() -> None:
    open_one, closed = ConsortiumFactory.create(is_public=True, name="Open"), ConsortiumFactory.create(name="Closed")
    line = cell_line("line")
    for consortium in (open_one, closed):
        ConsortiumMembershipFactory.create(consortium=consortium, organisation=line.unit.organisation)
    cell_line("shared", unit=line.unit, visibility="consortium", consortium=closed, published_at=None)
    cell_line("elsewhere")
    chosen, partner = (str(closed.pk),), member(Role.RESEARCHER, line.unit.organisation)

    def asked(viewer: Person | None) -> tuple[list[str], list[tuple[str, int]]]:
        in_sql, indexed = both_engines(viewer, Wish(chosen={"consortium": chosen}), now=NOW)
        titles = [row.title for row in in_sql.page(size=9)]
        assert [row.title for row in indexed.page(size=9)] == titles
        (facet,) = in_sql.facets(["consortium"])
        assert indexed.facets(["consortium"]) == [facet]
        return titles, [(value.label, value.count) for value in facet.values]

    assert asked(partner) == (["shared", "line"], [("Closed", 2), ("Open", 2)])
    for stranger in (None, member(Role.RESEARCHER)):
        assert asked(stranger) == ([], [("Open", 1), (str(closed.pk), 0)])


@pytest.mark.parametrize(("least", "titles"), [(1, ["many", "vials"]), (8, ["many", "vials"]), (9, ["many"]), (11, [])])
def test_a_quantity_is_what_can_be_asked_for_and_may_be_told(least: int, titles: list[str]) -> None:
    line = cell_line("vials")
    LotFactory.create_batch(2, listing=line, on_hand=4)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    LotFactory.create(listing=line, on_hand=3, held=3)
    for title, donors in {"few": 9, "many": 10}.items():
        collection = SampleCollectionFactory.create(listing__title=title).listing
        SpecimenFactory.create_batch(donors, lot__listing=collection)
    withdrawn = {"consent__status": "withdrawn", "consent__withdrawn_at": NOW}
    SpecimenFactory.create(lot__listing=collection, **withdrawn)

    assert found(quantity_at_least=least) == titles


def test_facets_ignore_their_own_choice_only() -> None:
    for country, kinds in {"AT": 2, "UG": 1}.items():
        for _ in range(kinds):
            cell_line("breast line", unit__organisation__country_code=country)
    SampleCollectionFactory.create(listing__title="breast samples", listing__unit__organisation__country_code="UG")
    cell_line("lung line", unit__organisation__country_code="DE")

    assert counted(text="breast", kinds=("cell_line",), countries=("UG",)) == {
        "kind": {"cell_line": 1, "sample_collection": 1},
        "country": {"AT": 2, "UG": 1},
    }
    assert counted(text="breast") == {
        "kind": {"cell_line": 3, "sample_collection": 1},
        "country": {"AT": 2, "UG": 2},
    }


def test_facets_are_labelled_for_people_and_the_fullest_come_first() -> None:
    cell_line("a", unit__organisation__country_code="AT")
    cell_line("b", unit__organisation__country_code="XK")
    cell_line("c", unit__organisation__country_code="XK")

    kind, country, region = Search(None, Wish(), now=NOW, index=None).facets()[:3]

    assert [(value.label, value.count) for value in kind.values] == [("Cell line", 3)]
    assert [(value.label, value.count) for value in country.values] == [("XK", 2), ("Austria", 1)]
    assert [(value.label, value.count) for value in region.values] == [("Europe", 3)]


def test_verdicts_narrow_and_are_counted() -> None:
    for title, terms in {"any": GENERAL, "ethics": HEALTH_WITH_ETHICS, "ancestry": ANCESTRY}.items():
        cell_line(title, use_terms=use_terms_set(terms))
    cell_line("silent")
    ListingFactory.create(title="plasmid")

    assert counted(purpose=PURPOSE)["verdict"] == {"PERMIT": 2, "CONDITIONAL": 1, "MANUAL": 1, "DENY": 1}
    assert found(purpose=PURPOSE, verdicts=(Verdict.PERMIT,)) == ["plasmid", "any"]
    assert found(purpose=PURPOSE, verdicts=(Verdict.MANUAL, Verdict.DENY)) == ["silent", "ancestry"]
    assert counted(purpose=PURPOSE, verdicts=(Verdict.PERMIT,), kinds=("cell_line",)) == {
        "kind": {"cell_line": 1, "plasmid": 1},
        "country": {"BE": 1},
        "verdict": {"PERMIT": 1, "CONDITIONAL": 1, "MANUAL": 1, "DENY": 1},
    }
    assert len(found(verdicts=(Verdict.DENY,))) == 5


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_catalogue(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for index in range(number):
        cell_line(f"breast {index}", use_terms=use_terms_set(GENERAL))
    viewer = member(Role.RESEARCHER)
    wishes = [Wish(text="breast"), Wish(text="breast", purpose=PURPOSE, verdicts=(Verdict.PERMIT,))]

    for wish, in_sql, by_index in zip(wishes, [(1, 1, 3), (2, 2, 6)], [(3, 0, 1), (4, 0, 1)], strict=True):
        for search, (page, total, facets) in zip(both_engines(viewer, wish, now=NOW), [in_sql, by_index], strict=True):
            with django_assert_num_queries(page):
                assert len(search.page(size=10)) == number
            with django_assert_num_queries(total):
                assert search.total() == number
            with django_assert_num_queries(facets):
                assert search.facets()[0].values[0].count == number


def test_facets_of_an_empty_catalogue_are_empty() -> None:
    for search in both_engines(None, Wish(), now=NOW):
        assert search.page(size=1) == []
        assert {facet.values for facet in search.facets()} == {()}


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("RRID:CVCL_0031", "CVCL_0031"),
        ("rrid cvcl_0031", "CVCL_0031"),
        ("AB_2138153", "AB_2138153"),
        ("breast cancer", ""),
        ("CVCL_0031 and more", ""),
        ("", ""),
    ],
)
def test_identifier_of(text: str, identifier: str) -> None:
    assert identifier_of(text) == identifier
