"""Nested lists and relations cost the same number of statements whatever the number of rows."""

from typing import Any

import pytest

from exchange.api.core.ids import global_id
from exchange.parties.models import OrganisationSuccession
from tests.api.core.sample import HIDDEN, ask
from tests.factories.parties import MembershipFactory, OrganisationFactory, UnitFactory

pytestmark = pytest.mark.django_db

THREE_LEVELS = """
{ organisations(first: 20) { totalCount edges { node { name
    units(first: 20) { totalCount edges { node { name
      organisation { name }
      memberships(first: 20) { totalCount edges { node { role
        unit { name organisation { name } }
        anybody { orcid }
} } } } } } } } } }
"""


def build(count: int) -> None:
    for _ in range(count):
        organisation = OrganisationFactory()
        for _ in range(count):
            unit = UnitFactory(organisation=organisation)
            for _ in range(count):
                MembershipFactory(organisation=organisation, unit=unit)


@pytest.mark.parametrize("count", [1, 3])
def test_three_level_page_takes_four_statements(count: int, django_assert_num_queries: Any) -> None:
    build(count)
    with django_assert_num_queries(4):  # three pages and the people; counts and the way back are free
        data = ask(THREE_LEVELS)
    organisations = data["organisations"]
    assert organisations["totalCount"] == count
    for organisation in organisations["edges"]:
        units = organisation["node"]["units"]
        assert units["totalCount"] == count
        for unit in units["edges"]:
            assert unit["node"]["organisation"]["name"] == organisation["node"]["name"]
            memberships = unit["node"]["memberships"]
            assert memberships["totalCount"] == count
            for membership in memberships["edges"]:
                assert membership["node"]["unit"]["organisation"]["name"] == organisation["node"]["name"]
                assert membership["node"]["anybody"] is not None


@pytest.mark.parametrize("count", [1, 3])
def test_aliases_with_different_arguments_are_each_right(count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        organisation = OrganisationFactory(name=f"o{number}")
        UnitFactory(organisation=organisation, name="a", kind="lab")
        UnitFactory(organisation=organisation, name="b", kind="biobank")
        UnitFactory(organisation=organisation, name="c", kind="biobank")
    document = """
    { organisations { edges { node {
        all: units { totalCount edges { node { name } } }
        one: units(first: 1) { totalCount edges { node { name } } }
        last: units(last: 1) { edges { node { name } } }
        banks: units(kind: "biobank") { totalCount edges { node { name } } }
        same: units { edges { node { name } } }
    } } } }
    """
    with django_assert_num_queries(6):
        data = ask(document)
    for edge in data["organisations"]["edges"]:
        node = edge["node"]
        assert [row["node"]["name"] for row in node["all"]["edges"]] == ["a", "b", "c"]
        assert node["all"]["totalCount"] == 3
        assert [row["node"]["name"] for row in node["one"]["edges"]] == ["a"]
        assert node["one"]["totalCount"] == 3
        assert [row["node"]["name"] for row in node["last"]["edges"]] == ["c"]
        assert [row["node"]["name"] for row in node["banks"]["edges"]] == ["b", "c"]
        assert node["banks"]["totalCount"] == 2
        assert node["same"]["edges"] == node["all"]["edges"]


def test_total_count_is_read_only_when_asked(django_assert_num_queries: Any) -> None:
    for _ in range(3):
        OrganisationFactory()
    with django_assert_num_queries(1):
        ask("{ organisations(first: 2) { edges { node { name } } } }")
    with django_assert_num_queries(2):
        ask("{ organisations(first: 2) { totalCount edges { node { name } } } }")


def test_total_count_of_a_later_nested_page_is_of_the_whole_list(django_assert_num_queries: Any) -> None:
    organisation = OrganisationFactory()
    for name in "abc":
        UnitFactory(organisation=organisation, name=name)
    document = """
    query($after: String) { organisations { edges { node {
        units(after: $after) { totalCount edges { cursor node { name } } }
    } } } }
    """

    def units(**variables: Any) -> dict[str, Any]:
        return ask(document, **variables)["organisations"]["edges"][0]["node"]["units"]

    cursor = units()["edges"][1]["cursor"]
    with django_assert_num_queries(3):
        rest = units(after=cursor)
    assert [edge["node"]["name"] for edge in rest["edges"]] == ["c"]
    assert rest["totalCount"] == 3


@pytest.mark.parametrize("count", [1, 3])
def test_lists_without_pages_are_batched_capped_and_in_order(count: int, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        organisation = OrganisationFactory()
        for name in ("a", "b", "c", "d", HIDDEN):
            UnitFactory(organisation=organisation, name=name)
    with django_assert_num_queries(2):
        data = ask("{ organisations { edges { node { allUnits { name organisation { name } } } } } }")
    for edge in data["organisations"]["edges"]:
        assert [unit["name"] for unit in edge["node"]["allUnits"]] == ["d", "c", "b"]


def test_many_to_many_is_batched_in_both_directions(django_assert_num_queries: Any) -> None:
    old, older, new, newer = (OrganisationFactory(name=name) for name in ("old", "older", "x new", "y newer"))
    for before, after in ((old, new), (old, newer), (older, new)):
        OrganisationSuccession.objects.create(predecessor=before, successor=after)
    with django_assert_num_queries(5):
        data = ask("{ organisations { edges { node { name successors { name } predecessors { name } } } } }")
    found = {
        edge["node"]["name"]: (
            [other["name"] for other in edge["node"]["successors"]],
            [other["name"] for other in edge["node"]["predecessors"]],
        )
        for edge in data["organisations"]["edges"]
    }
    assert found == {
        "old": (["x new", "y newer"], []),
        "older": (["x new"], []),
        "x new": ([], ["old", "older"]),
        "y newer": ([], ["old"]),
    }


@pytest.mark.parametrize("count", [1, 3])
def test_batched_resolver_runs_once_for_each_set_of_arguments(count: int, django_assert_num_queries: Any) -> None:
    organisation = OrganisationFactory()
    for number in range(count):
        UnitFactory(organisation=organisation, name="x" * (number + 1))
    with django_assert_num_queries(3):
        data = ask("{ units { edges { node { nameLength more: nameLength(plus: 10) again: nameLength } } } }")
    lengths = [edge["node"] for edge in data["units"]["edges"]]
    assert lengths == [{"nameLength": n, "more": n + 10, "again": n} for n in range(1, count + 1)]


def test_hidden_rows_stay_hidden_on_every_path() -> None:
    organisation = OrganisationFactory()
    unit = UnitFactory(organisation=organisation, name=HIDDEN)
    UnitFactory(organisation=organisation, name="shown")
    membership = MembershipFactory(organisation=organisation, unit=unit)
    data = ask(
        """
        { units { totalCount edges { node { name } } }
          organisations { edges { node { allUnits { name } units { totalCount edges { node { name memberships {
            totalCount } } } } } } } }
        """
    )
    assert data["units"] == {"totalCount": 1, "edges": [{"node": {"name": "shown"}}]}
    node = next(edge["node"] for edge in data["organisations"]["edges"] if edge["node"]["allUnits"])
    assert node["allUnits"] == [{"name": "shown"}]
    assert node["units"]["totalCount"] == 1
    document = "query($id: ID!) { node(id: $id) { ... on SampleMembership { role unit { name } person { orcid } } } }"
    assert ask(document, id=global_id(unit, "SampleUnit")) == {"node": None}
    known = global_id(membership, "SampleMembership")
    assert ask(document, id=known) == {"node": {"role": membership.role, "unit": None, "person": None}}
    seen = ask(document, viewer=membership.person, id=known)
    assert seen["node"]["person"] == {"orcid": membership.person.orcid}


def test_connection_can_carry_more_about_the_whole_list() -> None:
    for sector in ("hospital", "academic", "hospital"):
        OrganisationFactory(sector=sector)
    only = 'organisations(sector: "hospital") { narrowedBy totalCount }'
    data = ask(f"{{ organisations(first: 1) {{ narrowedBy }} only: {only} }}")
    assert data == {
        "organisations": {"narrowedBy": []},
        "only": {"narrowedBy": ["sector"], "totalCount": 2},
    }
