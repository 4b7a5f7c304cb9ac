"""Saved searches as the API takes and tells them."""

import json
from typing import Any

import pytest

from catalog.search.models import SavedSearch
from exchange.parties.models import Person
from tests.api.asking import ask
from tests.api.catalogue.scenery import found, id_of
from tests.factories.listings import ListingFactory
from tests.factories.parties import PersonFactory
from tests.factories.requests import ProjectFactory
from tests.factories.searches import SavedSearchFactory

pytestmark = pytest.mark.django_db

SAVE = """mutation($input: SavedSearchSaveInput!) { savedSearchSave(input: $input) {
    savedSearch { id name wish alert newCount countedAt } errors { code field message params } } }"""
LIST = "{ savedSearches { totalCount edges { node { id name wish alert newCount toldUntil createdAt } } } }"


def save(viewer: Person | None, wish: object, **more: Any) -> dict[str, Any]:
    given = {"name": "Mine", "wish": wish if isinstance(wish, str) else json.dumps(wish), **more}
    answer = ask(SAVE, viewer, input=given)
    assert "errors" not in answer, answer
    payload: dict[str, Any] = answer["data"]["savedSearchSave"]
    return payload


def test_a_search_comes_back_as_the_arguments_that_find_the_same() -> None:
    listing = ListingFactory.create(title="breast plasmid", unit__organisation__country_code="AT")
    ListingFactory.create(title="breast elsewhere")
    project = ProjectFactory.create()
    asked = {
        "search": "breast",
        "kind": ["PLASMID", "CELL_LINE"],
        "country": ["at"],
        "verdict": ["PERMIT"],
        "sort": "NEAREST",
        "near": "AT",
        "quantityAtLeast": None,
        "region": [],
    }

    payload = save(
        project.owner, asked, unit=id_of(listing.unit), usableFor=id_of(project), alert="DAILY", name="All of it"
    )

    assert payload["errors"] == []
    saved = payload["savedSearch"]
    assert json.loads(saved["wish"]) == {
        "search": "breast",
        "kind": ["CELL_LINE", "PLASMID"],
        "country": ["AT"],
        "verdict": ["PERMIT"],
        "sort": "NEAREST",
        "near": "AT",
        "unit": id_of(listing.unit),
        "usableFor": id_of(project),
    }
    assert (saved["name"], saved["alert"], saved["newCount"], saved["countedAt"]) == ("All of it", "DAILY", 0, None)
    arguments = 'search: "breast", kind: [CELL_LINE, PLASMID], country: ["AT"], verdict: [PERMIT], usableFor: $project'
    assert found(f'{arguments}, unit: "{id_of(listing.unit)}"', project.owner, project) == ["breast plasmid"]


@pytest.mark.parametrize(
    ("wish", "argument"),
    [
        ("[]", None),
        ({"colour": ["red"]}, "colour"),
        ({"mine": True}, "mine"),
        ({"kind": ["plasmid"]}, "kind"),
        ({"kind": {"a": 1}}, "kind"),
        ({"quantityAtLeast": 0}, "quantity_at_least"),
        ({"verdict": ["PERMIT"]}, "verdict"),
        ({"sort": "NEAREST"}, "near"),
        ({"country": [["AT"]]}, "country"),
    ],
)
def test_what_is_no_search_is_refused_by_name(wish: object, argument: str | None) -> None:
    payload = save(PersonFactory.create(), wish)

    assert payload["savedSearch"] is None
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("INVALID", "wish")]
    assert json.loads(payload["errors"][0]["params"]).get("argument") == argument
    assert not SavedSearch.objects.exists()


def test_a_project_of_others_is_not_to_be_had() -> None:
    payload = save(PersonFactory.create(), {}, usableFor=id_of(ProjectFactory.create()))

    assert [(error["code"], error["field"]) for error in payload["errors"]] == [("NOT_FOUND", "usableFor")]
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_the_viewers_and_takes_one_statement(count: int, django_assert_num_queries: Any) -> None:
    owner = PersonFactory.create()
    names = [SavedSearchFactory.create(owner=owner, wish={"kind": ["plasmid"]}).name for _ in range(count)]
    SavedSearchFactory.create()

    with django_assert_num_queries(1):
        rows = ask(LIST, owner)["data"]["savedSearches"]

    assert [edge["node"]["name"] for edge in rows["edges"]] == names[::-1]
    assert rows["totalCount"] == count
    assert ask(LIST)["data"]["savedSearches"] == {"totalCount": 0, "edges": []}


def test_what_is_forgotten_is_told_as_it_was_and_gone() -> None:
    saved = SavedSearchFactory.create()
    document = """mutation($input: SavedSearchForgetInput!) { savedSearchForget(input: $input) {
        savedSearch { id name wish } errors { code } } }"""

    answer = ask(document, saved.owner, input={"savedSearch": id_of(saved)})["data"]["savedSearchForget"]

    expected = {"id": id_of(saved), "name": saved.name, "wish": '{"search": "breast"}'}
    assert answer == {"savedSearch": expected, "errors": []}
    assert not SavedSearch.objects.exists()
