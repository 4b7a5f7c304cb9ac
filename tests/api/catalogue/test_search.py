"""The list of listings: searched, narrowed, counted and paged."""

import pytest
from django.core.management import call_command

from catalog.listings.models import Listing
from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.api.catalogue.scenery import ANCESTRY, everything, facets, found, id_of, refused
from tests.factories.consent import GENERAL, HEALTH_WITH_ETHICS, use_terms_set
from tests.factories.listings import CellLineFactory, ListingFactory, SampleCollectionFactory
from tests.factories.parties import UnitFactory, member
from tests.factories.requests import ProjectFactory
from tests.factories.stock import LotFactory

pytestmark = pytest.mark.django_db


def cell_line(title: str, **listing: object) -> Listing:
    values = {f"listing__{name}": value for name, value in {"title": title, **listing}.items()}
    made: Listing = CellLineFactory.create(**values).listing
    return made


def test_search_and_filters_narrow_together() -> None:
    line = cell_line("breast line", unit__organisation__country_code="AT")
    ListingFactory.create(title="breast plasmid", unit=line.unit)
    cell_line("breast line of Uganda", unit__organisation__country_code="UG")
    cell_line("lung line", unit__organisation__country_code="AT")

    assert found('search: "breast"') == ["breast line of Uganda", "breast plasmid", "breast line"]
    assert found('search: "breast", kind: [CELL_LINE]') == ["breast line of Uganda", "breast line"]
    assert found('search: "breast", kind: [CELL_LINE], country: ["at"]') == ["breast line"]
    assert found("kind: [CELL_LINE, PLASMID], search: null, country: null, mine: null, usableFor: null, first: 1") == [
        "lung line"
    ]
    assert found(f'unit: "{id_of(line.unit)}"') == ["breast plasmid", "breast line"]


def test_facets_count_what_each_choice_would_give() -> None:
    cell_line("breast a", unit__organisation__country_code="AT")
    cell_line("breast b", unit__organisation__country_code="UG")
    SampleCollectionFactory.create(listing__title="breast c", listing__unit__organisation__country_code="UG")
    ListingFactory.create(title="lung")
    ListingFactory.create(title="breast draft", visibility="draft")

    rows = everything(
        'listings(search: "breast", kind: [CELL_LINE], first: 1)',
        'totalCount facets(only: ["kind", "country"]) { name values { label } }',
    )
    assert rows == {
        "totalCount": 2,
        "facets": [
            {"name": "kind", "values": [{"label": "Cell line"}, {"label": "Sample collection"}]},
            {"name": "country", "values": [{"label": "Austria"}, {"label": "Uganda"}]},
        ],
    }
    counts = {"kind": {"CELL_LINE": 2, "SAMPLE_COLLECTION": 1}, "country": {"AT": 1, "UG": 1}}
    assert facets('search: "breast", kind: [CELL_LINE]') == counts
    for kind, count in counts["kind"].items():
        assert len(found(f'search: "breast", kind: [{kind}]')) == count


def test_facet_values_are_looked_for_by_text() -> None:
    cell_line("a", unit__organisation__country_code="AT")
    cell_line("b", unit__organisation__country_code="UG")
    document = """query($text: String, $most: Int) {
        listings(first: 0) { facets(only: ["country"], matching: $text, most: $most) { values { value count } } } }"""

    def counted(text: str | None, most: int | None = None) -> list[dict[str, object]]:
        return ask(document, text=text, most=most)["data"]["listings"]["facets"][0]["values"]

    assert counted(" ugan ") == [{"value": "UG", "count": 1}]
    assert len(counted(None)) == len(counted(" ")) == 2
    assert counted(None, most=1) == [{"value": "AT", "count": 1}]
    assert refused(document, text="u" * 101) == [("BAD_INPUT", "matching")]
    assert refused(document, most=301) == refused(document, most=0) == [("BAD_INPUT", "most")]


def test_facets_say_what_they_leave_out() -> None:
    rows = everything("listings", 'facets(only: ["kind", "sex"]) { name leavesOutFewDonors note }')
    assert rows["facets"] == [
        {"name": "kind", "leavesOutFewDonors": False, "note": None},
        {
            "name": "sex",
            "leavesOutFewDonors": True,
            "note": "What fewer than 10 donors of a listing share is neither counted nor found here.",
        },
    ]


def test_a_quantity_narrows_to_what_tells_so_many() -> None:
    for on_hand in (2, 5):
        LotFactory.create(listing=cell_line(f"{on_hand} vials"), on_hand=on_hand)

    assert found("quantityAtLeast: 2") == ["5 vials", "2 vials"]
    assert found("quantityAtLeast: 3, kind: [CELL_LINE]") == ["5 vials"]
    assert facets("quantityAtLeast: 3")["kind"] == {"CELL_LINE": 1}
    assert found("quantityAtLeast: null") == ["5 vials", "2 vials"]


def test_verdicts_for_a_project_narrow_and_are_counted() -> None:
    project = ProjectFactory.create()
    for title, terms in {"any": GENERAL, "ethics": HEALTH_WITH_ETHICS, "ancestry": ANCESTRY}.items():
        cell_line(title, use_terms=use_terms_set(terms))
    cell_line("silent")
    viewer = project.owner

    assert found("usableFor: $project", viewer, project) == ["silent", "ancestry", "ethics", "any"]
    assert found("usableFor: $project, verdict: [PERMIT, CONDITIONAL]", viewer, project) == ["ethics", "any"]
    assert found("usableFor: $project, verdict: [DENY]", viewer, project) == ["ancestry"]
    assert facets("usableFor: $project, verdict: [DENY]", viewer, project) == {
        "kind": {"CELL_LINE": 1},
        "country": {"BE": 1},
        "verdict": {"PERMIT": 1, "CONDITIONAL": 1, "MANUAL": 1, "DENY": 1},
    }


def test_search_tells_verdict_and_reasons_in_one_document() -> None:
    project = ProjectFactory.create()
    cell_line("breast line", use_terms=use_terms_set(HEALTH_WITH_ETHICS))
    node = """edges { node { title verdict(project: $project) {
        verdict lotsPermitted lotsTotal reasons { code sentence remedy params } } } }"""

    rows = everything('listings(search: "breast", usableFor: $project)', node, project.owner, project)

    assert rows["edges"][0]["node"] == {
        "title": "breast line",
        "verdict": {
            "verdict": "CONDITIONAL",
            "lotsPermitted": 0,
            "lotsTotal": 0,
            "reasons": [
                {
                    "code": "pre:ethics-approval",
                    "sentence": "The consent requires an ethics approval of the recipient, and none is in force.",
                    "remedy": "Register an approval that is in force.",
                    "params": "[]",
                }
            ],
        },
    }


def test_verdict_names_the_fewest_changes_of_the_project() -> None:
    project = ProjectFactory.create()
    for title, terms in {"any": GENERAL, "ancestry": ANCESTRY}.items():
        cell_line(title, use_terms=use_terms_set(terms))
    cell_line("silent")
    node = "edges { node { title verdict(project: $project) { remedy { changes verdict } } } }"

    rows = everything("listings(usableFor: $project)", node, project.owner, project)

    assert {edge["node"]["title"]: edge["node"]["verdict"]["remedy"] for edge in rows["edges"]} == {
        "any": None,
        "ancestry": {"changes": ["Study “ancestry” instead of “health”."], "verdict": "PERMIT"},
        "silent": None,
    }


@pytest.mark.parametrize(
    ("arguments", "code", "field"),
    [
        ("verdict: [PERMIT]", "BAD_INPUT", "verdict"),
        ("quantityAtLeast: 0", "BAD_INPUT", "quantityAtLeast"),
        ("quantityAtLeast: 1001", "BAD_INPUT", "quantityAtLeast"),
        ("first: -1", "BAD_INPUT", "first"),
        ("first: 1, last: 1", "BAD_INPUT", "last"),
        ('after: "x"', "BAD_INPUT", "after"),
        ('unit: "x"', "NOT_FOUND", "unit"),
        ('usableFor: "x"', "NOT_FOUND", "usableFor"),
        ('usableFor: "", verdict: [DENY]', "BAD_INPUT", "verdict"),
    ],
)
def test_mistakes_are_the_clients(arguments: str, code: str, field: str) -> None:
    assert refused(f"{{ listings({arguments}) {{ totalCount facets {{ name }} }} }}") == [(code, field)]


def test_pages_follow_each_other_through_a_ranked_list() -> None:
    for number in range(7):
        ListingFactory.create(title="breast " * (number % 3 + 1) + str(number))
    shown: list[str] = []
    after = None
    document = """query($after: String) { listings(search: "breast", first: 3, after: $after) {
        edges { node { title } } pageInfo { hasNextPage endCursor } totalCount } }"""
    while True:
        page = ask(document, after=after)["data"]["listings"]
        shown += [edge["node"]["title"] for edge in page["edges"]]
        assert page["totalCount"] == 7
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert shown == found('search: "breast"')
    assert len(set(shown)) == 7


def test_mine_is_what_the_viewers_units_list() -> None:
    own = ListingFactory.create(title="own draft", visibility="draft")
    elsewhere = UnitFactory.create(organisation=own.unit.organisation)
    ListingFactory.create(title="another unit's", unit=elsewhere)
    manager = member(Role.RESOURCE_MANAGER, unit=own.unit)

    assert found("mine: true", manager) == ["own draft"]
    assert sorted(found("mine: false", manager)) == ["another unit's", "own draft"]
    assert found("mine: true", member(Role.RESEARCHER, own.unit.organisation)) == []
    assert found("mine: true") == []


def test_diseases_are_found_by_name_and_paged() -> None:
    call_command("load_vocabulary", name="MONDO", verbosity=0)
    document = """query($search: String!, $after: String) { diseases(search: $search, first: 3, after: $after) {
        totalCount edges { node { id code label synonyms } } pageInfo { endCursor hasNextPage } } }"""

    first = ask(document, search="breast cancer")["data"]["diseases"]
    assert first["edges"][0]["node"]["code"] == "MONDO:0007254"
    assert ask(document, search="")["data"]["diseases"]["totalCount"] == 0

    labels = [edge["node"]["label"] for edge in first["edges"]]
    page = first
    while page["pageInfo"]["hasNextPage"]:
        page = ask(document, search="breast cancer", after=page["pageInfo"]["endCursor"])["data"]["diseases"]
        labels += [edge["node"]["label"] for edge in page["edges"]]
    assert len(labels) == len(set(labels)) == first["totalCount"] > 3
    node = ask("query($id: ID!) { node(id: $id) { ... on Term { code } } }", id=first["edges"][0]["node"]["id"])
    assert node["data"] == {"node": {"code": "MONDO:0007254"}}
