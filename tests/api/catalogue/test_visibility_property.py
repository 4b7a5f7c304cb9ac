"""No path shows what the viewer may not see, whatever the world is like.

`PATHS` has a line for every way on which listings leave the house: a new way gets a line here.
"""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from catalog.files import queries as files
from catalog.interchange.exports import public as exports
from catalog.listings import operations
from catalog.listings.states import Visibility
from catalog.search.queries.definitions import FACETS
from catalog.stock import queries as stock
from exchange.api.core.ids import global_id
from exchange.kernel import clock
from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.api.catalogue.scenery import facets, found, id_of, one
from tests.api.catalogue.worlds import IN_FORCE, WORD, Plan, World, build, plans
from tests.factories.parties import member

pytestmark = pytest.mark.django_db

Path = Callable[[World], Iterable[str]]
PHOTO = "query($id: ID!) { node(id: $id) { ... on ListingPhoto { altText } } }"
NODE = "query($id: ID!) { node(id: $id) { ... on Listing { title } ... on Lot { code } } }"


def by_list(world: World) -> Iterable[str]:
    return found("first: 100", world.viewer)


def by_words(world: World) -> Iterable[str]:
    return found(f'search: "{WORD}", first: 100', world.viewer)


def by_title(world: World) -> Iterable[str]:
    named = (found(f'search: "{listing.title}", first: 100', world.viewer) for listing in world.listings)
    return {title for titles in named for title in titles}


def by_suggestions(world: World) -> Iterable[str]:
    document = "query($text: String!) { listingSuggestions(text: $text, first: 10) { label } }"
    return [one["label"] for one in ask(document, world.viewer, text=WORD[:4])["data"]["listingSuggestions"]]


def by_units(world: World) -> Iterable[str]:
    units = {listing.unit_id: listing.unit for listing in world.listings}.values()
    return [title for unit in units for title in found(f'unit: "{id_of(unit)}"', world.viewer)]


def by_nested_list(world: World) -> Iterable[str]:
    document = "query($id: ID!) { node(id: $id) { ... on Unit { listings { totalCount edges { node { title } } } } } }"
    titles: list[str] = []
    for unit in {listing.unit_id: listing.unit for listing in world.listings}.values():
        shown = ask(document, world.viewer, id=id_of(unit))["data"]["node"]["listings"]
        assert shown["totalCount"] == len(shown["edges"])
        titles += [edge["node"]["title"] for edge in shown["edges"]]
    return titles


def by_id(world: World) -> Iterable[str]:
    return [listing.title for listing in world.listings if one(listing, "title", world.viewer)]


def by_node(world: World) -> Iterable[str]:
    nodes = [ask(NODE, world.viewer, id=id_of(listing))["data"]["node"] for listing in world.listings]
    return [node["title"] for node in nodes if node]


def by_comparison(world: World) -> Iterable[str]:
    document = "query($ids: [ID!]!) { compared(ids: $ids) { title } }"
    rows = ask(document, world.viewer, ids=[id_of(listing) for listing in world.listings])["data"]["compared"]
    return [row["title"] for row in rows if row]


def by_photo(world: World) -> Iterable[str]:
    """Photos show themselves with their listing, by id and by address."""
    titles = []
    for listing in world.listings:
        photo = listing.photos.get()
        node = ask(PHOTO, world.viewer, id=global_id(photo, "ListingPhoto"))["data"]["node"]
        assert (node is not None) == (files.photo_file(photo.pk, "small", world.viewer) is not None)
        titles += [node["altText"]] if node else []
    return titles


def by_document(world: World) -> Iterable[str]:
    return files.visible_documents(world.viewer).values_list("title", flat=True)


PATHS: dict[str, Path] = {
    "list": by_list,
    "words": by_words,
    "title": by_title,
    "suggestions": by_suggestions,
    "list of a unit": by_units,
    "nested list": by_nested_list,
    "id": by_id,
    "node": by_node,
    "comparison": by_comparison,
    "photo": by_photo,
    "document": by_document,
}


@given(plans)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_path_shows_exactly_what_the_viewer_may_see(plan: Plan) -> None:
    with transaction.atomic():
        world = build(plan)
        expected = sorted(listing.title for listing in world.shown)

        for name, path in PATHS.items():
            assert sorted(path(world)) == expected, name
        _check_counts(world)
        _check_stock(world)
        _check_basket(world)
        _check_inventory(world)
        _check_what_leaves(world)
        transaction.set_rollback(True)


def _check_counts(world: World) -> None:
    """Counts tell of nothing that is hidden, in facets, totals and verdicts alike: each is what was listed by hand."""
    number = len(world.shown)
    document = """query($project: ID) { listings(usableFor: $project) {
        totalCount facets { name values { value count } } } }"""
    project = id_of(world.project) if world.project else None
    answer = ask(document, world.viewer, project=project)["data"]["listings"]
    assert answer["totalCount"] == number
    by_facet = {
        facet["name"]: {value["value"]: value["count"] for value in facet["values"]} for facet in answer["facets"]
    }
    assert {name: values for name, values in by_facet.items() if values} == _counted_by_hand(world)
    assert by_facet.keys() == {facet.name for facet in FACETS} | ({"verdict"} if world.project else set())
    counted = facets(f'search: "{WORD}"', world.viewer)
    assert counted == {name: by_facet[name] for name in ("kind", "country")}


def _counted_by_hand(world: World) -> dict[str, dict[str, int]]:
    """Return the values of every facet that has any: all listings are plasmids of Belgian academies, in stock."""
    number = len(world.shown)
    if not number:
        return {}
    of_all = {
        "kind": "PLASMID",
        "country": "BE",
        "region": "Europe",
        "sector": "academic",
        "origin": "not_human",
        "availability": "available",
    }
    places = [world.plan.listings[world.listings.index(listing)][0] for listing in world.shown]
    joined = [str(world.consortia[one].pk) for place in places for one in world.plan.consortia_of(place)]
    several = {
        "provider": Counter(str(listing.unit.organisation_id) for listing in world.shown),
        "consortium": Counter(joined),
        "verdict": Counter({"PERMIT": number} if world.project else {}),
    }
    return {
        **{name: {value: number} for name, value in of_all.items()},
        **{name: dict(values) for name, values in several.items() if values},
    }


def _check_stock(world: World) -> None:
    """Lots are seen by members of anything, and only where their listing is."""
    is_member = any(job.span in IN_FORCE for job in world.plan.jobs or ()) or world.project is not None
    shown = {listing.pk for listing in world.shown} if is_member else set()
    assert set(stock.visible_to(world.viewer).values_list("listing", flat=True)) == shown
    for listing in world.listings:
        lot = listing.lots.get()
        node = ask(NODE, world.viewer, id=id_of(lot))["data"]["node"]
        assert node == ({"code": lot.code} if listing.pk in shown else None)


def _check_basket(world: World) -> None:
    """What is hidden cannot even be told from what does not exist by asking for it."""
    if world.project is None:
        return
    document = """mutation($input: RequestAddLineInput!) { requestAddLine(input: $input) { errors { code } } }"""
    for listing in world.listings:
        wish = {"project": id_of(world.project), "listing": id_of(listing), "quantity": 1}
        errors = ask(document, world.viewer, input=wish)["data"]["requestAddLine"]["errors"]
        assert ([error["code"] for error in errors] == ["NOT_FOUND"]) == (listing in world.hidden)


def _check_inventory(world: World) -> None:
    """The managers' side, with what others cannot see, is for managers."""
    document = """query($unit: ID!) { inventory(unit: $unit) { edges { node { title management { version } } } } }"""
    for listing in world.listings:
        manages = any(
            job.role is Role.RESOURCE_MANAGER
            and job.span in IN_FORCE
            and listing.unit in world.units[job.organisation]
            and (not job.is_in_unit or listing.unit == world.units[job.organisation][0])
            for job in world.plan.jobs or ()
        )
        shown = ask(document, world.viewer, unit=id_of(listing.unit))["data"]["inventory"]["edges"]
        assert (listing.title in [edge["node"]["title"] for edge in shown]) == manages
        management = one(listing, "management { version }", world.viewer)
        assert bool(management and management["management"]) == manages


def _check_what_leaves(world: World) -> None:
    """What files and feeds hand to everybody is what is public, and of what was public once only that it was."""
    public = {listing for listing in world.listings if listing.visibility == Visibility.PUBLIC}
    assert set(exports.published()) == public
    assert {row.pk for row in exports.ever_published() if row.is_published} == {listing.pk for listing in public}


def test_a_withdrawn_listing_is_gone_from_every_path_in_its_transaction() -> None:
    world = build(Plan(joined={}, listings=[(0, 0, Visibility.PUBLIC, 0)], jobs=None))
    (listing,) = world.listings
    assert all(list(path(world)) == [listing.title] for path in PATHS.values())

    with transaction.atomic():
        manager = member(Role.RESOURCE_MANAGER, unit=listing.unit)
        operations.withdraw(listing=listing, version=listing.version, by=manager, now=clock.now())
        assert {name: list(path(world)) for name, path in PATHS.items()} == {name: [] for name in PATHS}
