"""Pages of the catalogue cost the same number of statements whatever the number of rows."""

from typing import Any

import pytest
from django.core.management import call_command

from catalog.consent.rules import Modifier, Permission, UseTerms
from catalog.consent.rules.duo import DS, IRB
from catalog.vocabulary.models import Term
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.requests.models import Project
from tests.api.asking import ask
from tests.api.catalogue.scenery import ANCESTRY, add_donors, collection, id_of
from tests.factories.consent import use_terms_set
from tests.factories.listings import CellLineFactory, PlasmidFactory
from tests.factories.parties import UnitFactory, member
from tests.factories.requests import EthicsApprovalFactory, ProjectFactory
from tests.factories.stock import LotFactory

pytestmark = pytest.mark.django_db

NEOPLASM, BREAST_CANCER = "MONDO:0005070", "MONDO:0007254"
TUMOURS = UseTerms(permissions=(Permission(code=DS, diseases=(NEOPLASM,)),), modifiers=(Modifier(code=IRB),))
THREE_LEVELS = """
query($project: ID!) { listings(first: 20, usableFor: $project) { totalCount edges { node { title
    lots(first: 20) { totalCount edges { node { code availableCount
      specimen { material donorPseudonym consent { donorPseudonym status formTitle } }
      verdict(project: $project) { verdict reasons { code sentence remedy params } }
} } } } } } }
"""
FACETS = [
    "kind", "country", "region", "provider", "consortium", "sector", "origin", "diagnosis", "site", "material",
    "preservation", "temperature", "species", "sex", "age", "biosafety", "availability", "training", "condition",
    "verdict",
]  # fmt: skip
SEARCH_PAGE = """
query($project: ID!) { listings(search: "tumour", first: 20, usableFor: $project, verdict: [PERMIT]) {
    totalCount facets { name values { value label count } } edges { node {
      kind title summary providerKey availableCount donorCount donorCountSuppressed
      unit { name organisation { name } }
      useTerms { summary } distinctUseTerms { id summary terms }
      verdict(project: $project) { verdict lotsPermitted lotsTotal reasons { code } }
      sampleCollection { design } cellLine { accession } plasmid { backbone }
} } } }
"""
ALIASES = """
query($mine: ID!, $theirs: ID!) { listings { edges { node { title
    first: lots(first: 1) { edges { node { code } } }
    last: lots(last: 1) { totalCount edges { node { code
      mine: verdict(project: $mine) { verdict } theirs: verdict(project: $theirs) { verdict } } } }
    free: lots(availableOnly: true) { totalCount }
    mine: verdict(project: $mine) { verdict } theirs: verdict(project: $theirs) { verdict }
} } } }
"""


@pytest.fixture
def scene() -> tuple[Person, Project]:
    """Return a manager, and a project of theirs with disease and ethics approval."""
    call_command("load_vocabulary", name="MONDO", verbosity=0)
    unit = UnitFactory.create()
    manager = member(Role.RESOURCE_MANAGER, unit=unit)
    approval = EthicsApprovalFactory.create(organisation=unit.organisation)
    project = ProjectFactory.create(
        owner=manager,
        organisation=unit.organisation,
        research_types=["disease"],
        diseases=[Term.objects.get(code=BREAST_CANCER)],
        ethics_approvals=[approval],
    )
    return manager, project


@pytest.mark.parametrize("count", [1, 3])
def test_three_levels_of_listings_lots_and_consents_take_eight_statements(
    count: int, scene: tuple[Person, Project], django_assert_num_queries: Any
) -> None:
    manager, project = scene
    unit = manager.memberships.get().unit
    for number in range(count):
        listing = collection(count, TUMOURS, unit=unit, title=f"tumours {number}")
        add_donors(listing, count, ANCESTRY)

    # The listings; their lots; the specimens with consents; the project, its diseases, its ethics approvals;
    # the lots' terms; the paths of the diseases.
    with django_assert_num_queries(8):
        answer = ask(THREE_LEVELS, manager, project=id_of(project))

    assert "errors" not in answer, answer
    listings = answer["data"]["listings"]
    assert listings["totalCount"] == count
    for edge in listings["edges"]:
        lots = edge["node"]["lots"]
        assert lots["totalCount"] == 2 * count
        nodes = [lot["node"] for lot in lots["edges"]]
        assert [node["verdict"]["verdict"] for node in nodes] == ["PERMIT"] * count + ["DENY"] * count
        assert [node["specimen"]["consent"]["status"] for node in nodes] == ["ACTIVE"] * 2 * count
        assert len({node["specimen"]["donorPseudonym"] for node in nodes}) == 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_a_full_page_of_the_search_takes_as_many_statements_for_three_as_for_one(
    count: int, scene: tuple[Person, Project], django_assert_num_queries: Any
) -> None:
    manager, project = scene
    for number in range(count):
        collection(10, TUMOURS, title=f"tumour collection {number}")
        line = CellLineFactory.create(listing__title=f"tumour line {number}", listing__use_terms=use_terms_set(TUMOURS))
        LotFactory.create(listing=line.listing)
        PlasmidFactory.create(listing__title=f"tumour plasmid {number}")

    # 3 the project; 3 the list with all terms and the paths of diseases; 4 the facets and by verdict
    # likewise; 1 the consortia that the viewer knows; 3 names of providers, diseases and kinds; 1 own units; 1 stock;
    # 1 the provider's terms; 2 the donors'; 2 names of diseases; 3 verdicts; 3 kinds.
    with django_assert_num_queries(27):
        answer = ask(SEARCH_PAGE, manager, project=id_of(project))

    assert "errors" not in answer, answer
    listings = answer["data"]["listings"]
    assert listings["totalCount"] == 3 * count
    assert {edge["node"]["verdict"]["verdict"] for edge in listings["edges"]} == {"PERMIT"}
    assert [facet["name"] for facet in listings["facets"]] == FACETS


@pytest.mark.parametrize("count", [1, 3])
def test_aliases_with_different_arguments_are_each_right(
    count: int, scene: tuple[Person, Project], django_assert_num_queries: Any
) -> None:
    manager, mine = scene
    theirs = ProjectFactory.create(owner=manager, organisation=mine.organisation, research_types=["ancestry"])
    for number in range(count):
        listing = CellLineFactory.create(
            listing__title=str(number), listing__use_terms=use_terms_set((TUMOURS, ANCESTRY)[number % 2])
        ).listing
        LotFactory.create(listing=listing, code="a", on_hand=1, held=1)
        LotFactory.create(listing=listing, code="b")

    # The listings; three lists of lots and no more for the count; two projects of 3; verdicts of listings 3 and 2,
    # of lots 2 and 1, for the project without a disease asks for no paths.
    with django_assert_num_queries(18):
        answer = ask(ALIASES, manager, mine=id_of(mine), theirs=id_of(theirs))

    assert "errors" not in answer, answer
    nodes = [edge["node"] for edge in answer["data"]["listings"]["edges"]]
    assert [node["title"] for node in nodes] == [str(number) for number in reversed(range(count))]
    for node in nodes:
        expected = [("PERMIT", "DENY"), ("DENY", "PERMIT")][int(node["title"]) % 2]
        assert (node["mine"]["verdict"], node["theirs"]["verdict"]) == expected
        last = node["last"]["edges"][0]["node"]
        assert (last["mine"]["verdict"], last["theirs"]["verdict"]) == expected
        assert [edge["node"]["code"] for edge in node["first"]["edges"]] == ["a"]
        assert (last["code"], node["last"]["totalCount"], node["free"]["totalCount"]) == ("b", 2, 1)
