"""A unit's listings as its managers ask for them, and what they change."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.listings.models import Listing
from exchange.kernel import clock
from exchange.parties.models import Person, Unit
from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.api.catalogue.scenery import id_of
from tests.factories.listings import ListingFactory
from tests.factories.parties import ConsortiumMembershipFactory, UnitFactory, member
from tests.factories.stock import LotFactory

pytestmark = pytest.mark.django_db

INVENTORY = """query($unit: ID!, $sort: InventorySort, $search: String, $visibility: [Visibility!]) {
    inventory(unit: $unit, sort: $sort, search: $search, visibility: $visibility) { totalCount edges { node {
        title providerKey visibility consortium { name } withdrawalReason useTerms { summary }
        unit { organisation { name } }
        management { version changedAt onHandCount heldCount availableCount commands } } } } }"""
PREVIEW = """query($listings: [ID!]!, $versions: [Int!]!, $summary: String) {
    listingsEditPreview(listings: $listings, versions: $versions, summary: $summary) {
        listing { title } fields problem } }"""
EDIT = """mutation($input: ListingsEditInput!) { listingsEdit(input: $input) {
    bulkEdit { id undoUntil undoneAt listings { title summary } left { title } } errors { code field params } } }"""
UNDO = """mutation($input: ListingsUndoEditInput!) { listingsUndoEdit(input: $input) {
    bulkEdit { undoneAt listings { summary } left { title } } errors { code params } } }"""

# Of a page of the inventory, and of a preview.
STATEMENTS = [7, 5]


def shelf(rows: int) -> tuple[Person, Unit]:
    unit = UnitFactory.create()
    for number in range(rows):
        listing = ListingFactory.create(unit=unit, title=f"p{number}", provider_key=f"k{9 - number}")
        LotFactory.create(listing=listing, on_hand=5 + number, held=0)
        LotFactory.create(listing=listing, on_hand=2)
    return member(Role.RESOURCE_MANAGER, unit=unit), unit


def titles(viewer: Person, unit: Unit, **arguments: Any) -> list[str]:
    edges = ask(INVENTORY, viewer, unit=id_of(unit), **arguments)["data"]["inventory"]["edges"]
    return [edge["node"]["title"] for edge in edges]


def seen(unit: Unit) -> dict[str, Any]:
    rows = list(Listing.objects.filter(unit=unit).order_by("title"))
    return {"listings": [id_of(row) for row in rows], "versions": [row.version for row in rows]}


def test_inventory_says_what_there_is() -> None:
    manager, unit = shelf(1)
    joined = ConsortiumMembershipFactory.create(organisation=unit.organisation)
    Listing.objects.update(visibility="consortium", consortium=joined.consortium)

    (edge,) = ask(INVENTORY, manager, unit=id_of(unit))["data"]["inventory"]["edges"]

    node = edge["node"]
    assert node["consortium"] == {"name": joined.consortium.name}
    management = node["management"]
    assert management.pop("changedAt") is not None
    assert management == {
        "version": 2,
        "onHandCount": 7,
        "heldCount": 0,
        "availableCount": 7,
        "commands": ["PUBLISH", "RESTRICT", "RETRACT", "WITHDRAW"],
    }


def test_inventory_is_sorted_and_narrowed() -> None:
    manager, unit = shelf(3)
    Listing.objects.filter(title="p1").update(visibility="withdrawn")
    Listing.objects.filter(title="p1").update(changed_at=clock.now() + timedelta(hours=1))

    assert titles(manager, unit) == ["p0", "p1", "p2"]
    assert titles(manager, unit, sort="KEY") == ["p2", "p1", "p0"]
    assert titles(manager, unit, sort="AVAILABLE") == ["p2", "p1", "p0"]
    assert titles(manager, unit, sort="CHANGED") == ["p1", "p2", "p0"]
    assert titles(manager, unit, search="K8") == ["p1"]
    assert titles(manager, unit, visibility=["WITHDRAWN", "DRAFT"]) == ["p1"]
    assert titles(member(Role.COMMITTEE_CHAIR, unit=unit), unit) == []


def statements(rows: int) -> list[int]:
    """Count the statements of a page of the inventory and of a preview, of so many rows each."""
    manager, unit = shelf(rows)
    counts = []
    for document, variables in (
        (INVENTORY, {"unit": id_of(unit), "sort": "AVAILABLE"}),
        (PREVIEW, {**seen(unit), "summary": "new"}),
    ):
        with CaptureQueriesContext(connection) as captured:
            assert "errors" not in ask(document, manager, **variables)
        counts.append(len(captured))
    return counts


def test_pages_and_previews_cost_the_same_whatever_the_number_of_rows() -> None:
    assert (statements(1), statements(3)) == (STATEMENTS, STATEMENTS)


def test_bulk_edit_and_undo() -> None:
    manager, unit = shelf(2)
    given = {**seen(unit), "summary": "new"}

    preview = ask(PREVIEW, manager, **given)["data"]["listingsEditPreview"]
    made = ask(EDIT, manager, input={**given, "clientKey": "one"})["data"]["listingsEdit"]
    again = ask(EDIT, manager, input={**given, "clientKey": "one"})["data"]["listingsEdit"]
    stale = ask(EDIT, manager, input={**given, "summary": "newer", "clientKey": "two"})["data"]["listingsEdit"]
    Listing.objects.filter(title="p1").update(summary="by another")
    undone = ask(UNDO, manager, input={"bulkEdit": made["bulkEdit"]["id"]})["data"]["listingsUndoEdit"]

    assert [(row["listing"]["title"], row["fields"], row["problem"]) for row in preview] == [
        ("p0", ["summary"], ""),
        ("p1", ["summary"], ""),
    ]
    assert made["errors"] == []
    assert made["bulkEdit"]["listings"] == [{"title": "p0", "summary": "new"}, {"title": "p1", "summary": "new"}]
    assert again == made
    assert [error["code"] for error in stale["errors"]] == ["NOT_ALL"]
    assert undone["errors"] == []
    assert undone["bulkEdit"]["left"] == [{"title": "p1"}]
    assert list(Listing.objects.order_by("title").values_list("summary", flat=True)) == ["", "by another"]


def test_preview_is_for_managers() -> None:
    _, unit = shelf(1)
    given = {**seen(unit), "summary": "new"}
    for viewer in (None, member(Role.RESOURCE_MANAGER), member(Role.COMMITTEE_CHAIR, unit=unit)):
        answer = ask(PREVIEW, viewer, **given)
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_ALLOWED"]


def test_edits_are_for_managers_to_see() -> None:
    manager, unit = shelf(1)
    made = ask(EDIT, manager, input={**seen(unit), "summary": "new", "clientKey": "one"})["data"]["listingsEdit"]
    document = "query($id: ID!) { node(id: $id) { ... on BulkEdit { undoUntil } } }"

    for stranger in (None, member(Role.RESOURCE_MANAGER), member(Role.COMMITTEE_CHAIR, unit=unit)):
        assert ask(document, stranger, id=made["bulkEdit"]["id"]) == {"data": {"node": None}}
    assert ask(document, manager, id=made["bulkEdit"]["id"])["data"]["node"] is not None


def test_values_are_refused_at_their_field() -> None:
    manager, unit = shelf(1)
    edit = ask(EDIT, manager, input={**seen(unit), "useTerms": "anything", "clientKey": "one"})
    assert [(error["code"], error["field"]) for error in edit["data"]["listingsEdit"]["errors"]] == [
        ("INVALID", "useTerms")
    ]
    short = ask(EDIT, manager, input={**seen(unit), "versions": [], "summary": "new", "clientKey": "one"})
    assert [(error["code"], error["field"]) for error in short["data"]["listingsEdit"]["errors"]] == [
        ("INVALID", "versions")
    ]
