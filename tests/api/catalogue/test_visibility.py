"""Nothing hidden is shown, counted or found, whichever way it is asked for."""

import json
from dataclasses import dataclass, field

import pytest

from catalog.listings.models import Listing
from catalog.stock.models import Lot
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.api.catalogue.scenery import WITHDRAWN, add_donors, collection, facets, found, id_of, one, refused
from tests.factories.listings import CellLineFactory, ListingFactory
from tests.factories.parties import MembershipFactory, PersonFactory, UnitFactory, member
from tests.factories.requests import ProjectFactory
from tests.factories.stock import LotFactory, SpecimenFactory

pytestmark = pytest.mark.django_db

EVERYTHING = """fragment All on Listing { title summary providerKey synonyms identifiers availableCount donorCount
    distinctUseTerms { id } cellLine { accession }
    lots { totalCount edges { cursor node { ...OfLot } } } }
fragment OfLot on Lot { id code specimen { material diagnosis donorPseudonym consent { id donorPseudonym } } }"""


@dataclass
class Secrets:
    """A public listing beside hidden ones of the same unit, whose every text is a secret."""

    public: Listing
    draft: Listing
    withdrawn: Listing
    lots: list[Lot] = field(default_factory=list)

    @classmethod
    def hidden(cls) -> "Secrets":
        public = ListingFactory.create(title="glioma plasmid")
        draft, withdrawn = (
            CellLineFactory.create(
                accession=f"CVCL_777{number}",
                listing__unit=public.unit,
                listing__visibility=visibility,
                listing__title=f"glioma secret {visibility}",
                listing__summary="secret summary",
                listing__identifiers=[f"CVCL_777{number}"],
                listing__provider_key=f"secret key {number}",
                listing__kind="cell_line",
            ).listing
            for number, visibility in enumerate(("draft", "withdrawn"))
        )
        lots = [
            SpecimenFactory.create(
                lot__listing=listing, lot__code="secret lot", donor_pseudonym=f"secret donor {listing.pk}"
            ).lot
            for listing in (draft, withdrawn)
        ]
        return cls(public, draft, withdrawn, lots)

    def strangers(self) -> list[Person | None]:
        """Return everybody who must not see them."""
        unit = self.public.unit
        former = MembershipFactory.create(unit=unit, role="resource_manager", until_on="2021-01-01").person
        elsewhere = UnitFactory.create(organisation=unit.organisation)
        others = [member(role, unit=unit) for role in (Role.RESEARCHER, Role.LEGAL_OFFICER)]
        return [
            None,
            PersonFactory.create(),
            former,
            member(Role.RESEARCHER),
            member(Role.RESOURCE_MANAGER),
            member(Role.RESOURCE_MANAGER, unit=elsewhere),
            member(Role.ORGANISATION_ADMIN, unit.organisation),
            *others,
        ]


@pytest.fixture
def secrets() -> Secrets:
    return Secrets.hidden()


def test_hidden_listings_are_absent_from_every_list_and_count(secrets: Secrets) -> None:
    for viewer in secrets.strangers():
        for words in ("glioma", "secret", "CVCL_7770", "rrid:cvcl_7771", "glioma secret draft", "glima", ""):
            titles = found(f'search: "{words}"', viewer)
            assert set(titles) <= {"glioma plasmid"}, words
        assert found('search: "secret lot"', viewer) == []
        assert facets('search: "glioma"', viewer) == {"kind": {"PLASMID": 1}, "country": {"BE": 1}}
        assert facets(f'unit: "{id_of(secrets.public.unit)}"', viewer) == {"kind": {"PLASMID": 1}, "country": {"BE": 1}}
        assert found("mine: true", viewer) == []
        document = (
            "query($id: ID!) { node(id: $id) { ... on Unit { listings { totalCount edges { node { title } } } } } }"
        )
        shown = ask(document, viewer, id=id_of(secrets.public.unit))["data"]["node"]["listings"]
        assert shown == {"totalCount": 1, "edges": [{"node": {"title": "glioma plasmid"}}]}


def test_hidden_rows_are_absent_by_their_ids(secrets: Secrets) -> None:
    document = f"""query($id: ID!, $lot: ID!, $consent: ID!) {{
        listing(id: $id) {{ ...All }} node(id: $id) {{ ...All }}
        lot: node(id: $lot) {{ ...OfLot }} consent: node(id: $consent) {{ ... on ConsentRecord {{ formTitle }} }} }}
        {EVERYTHING}"""
    for viewer in secrets.strangers():
        for lot in secrets.lots:
            ids = {"id": lot.listing, "lot": lot, "consent": lot.specimen.consent}
            answer = ask(document, viewer, **{name: id_of(row) for name, row in ids.items()})
            assert answer == {"data": {"listing": None, "node": None, "lot": None, "consent": None}}
    for role in (Role.RESOURCE_MANAGER, Role.COMMITTEE_CHAIR):
        viewer = member(role, unit=secrets.public.unit)
        for lot in secrets.lots:
            ids = {"id": lot.listing, "lot": lot, "consent": lot.specimen.consent}
            data = ask(document, viewer, **{name: id_of(row) for name, row in ids.items()})["data"]
            assert data["listing"]["title"] == data["node"]["title"] == lot.listing.title
            assert data["lot"]["code"] == "secret lot"
            is_told = role is Role.RESOURCE_MANAGER
            assert (data["consent"] is not None) == is_told
            assert (data["lot"]["specimen"]["donorPseudonym"] is not None) == is_told
            assert (data["lot"]["specimen"]["consent"] is not None) == is_told


def test_ids_of_another_type_find_nothing(secrets: Secrets) -> None:
    manager = member(Role.RESOURCE_MANAGER, unit=secrets.public.unit)
    lot = secrets.lots[0]
    for name in ("Lot", "ConsentRecord", "Specimen", "SampleCollection", "CellLine", "UseTerms", "Term", "Unit"):
        wrong = id_of(lot.listing, name)
        answer = ask("query($id: ID!) { listing(id: $id) { title } node(id: $id) { id } }", manager, id=wrong)
        assert answer == {"data": {"listing": None, "node": None}}


def test_lots_are_for_members_only() -> None:
    listing = collection(12, title="public")
    former = MembershipFactory.create(until_on="2021-01-01").person
    lot = id_of(listing.lots.first())
    fields = "lots { totalCount edges { node { id } } } lots2: lots(availableOnly: true) { totalCount }"
    document = "query($id: ID!) { node(id: $id) { id } }"

    for viewer in (None, PersonFactory.create(), former):
        assert one(listing, fields, viewer) == {"lots": {"totalCount": 0, "edges": []}, "lots2": {"totalCount": 0}}
        assert ask(document, viewer, id=lot) == {"data": {"node": None}}
    researcher = member(Role.RESEARCHER)
    assert one(listing, fields, researcher)["lots"]["totalCount"] == 12
    assert ask(document, researcher, id=lot) == {"data": {"node": {"id": lot}}}


def test_lots_of_ended_consents_are_neither_shown_nor_counted_to_others() -> None:
    listing = collection(11)
    add_donors(listing, 3, **WITHDRAWN)
    ended = listing.lots.filter(specimen__consent__status="withdrawn").first()
    fields = "availableCount donorCount lots(first: 1) { totalCount }"

    assert one(listing, fields, member(Role.RESEARCHER)) == {
        "availableCount": 11,
        "donorCount": 11,
        "lots": {"totalCount": 11},
    }
    assert one(listing, fields, member(Role.RESOURCE_MANAGER, unit=listing.unit))["lots"] == {"totalCount": 14}
    document = "query($id: ID!) { node(id: $id) { id } }"
    assert ask(document, member(Role.RESEARCHER), id=id_of(ended)) == {"data": {"node": None}}


def test_donors_of_one_unit_are_hidden_from_another_on_the_same_page() -> None:
    own, others = collection(2, title="own"), collection(2, title="others")
    manager = member(Role.RESOURCE_MANAGER, unit=own.unit)
    document = """{ listings { edges { node { title providerKey lots { edges { node {
        specimen { donorPseudonym consent { donorPseudonym formTitle } } } } } } } } }"""

    nodes = [edge["node"] for edge in ask(document, manager)["data"]["listings"]["edges"]]
    by_title = {node["title"]: node for node in nodes}

    theirs = by_title["others"]
    assert theirs["providerKey"] is None
    assert {json.dumps(edge["node"]["specimen"]) for edge in theirs["lots"]["edges"]} == {
        json.dumps({"donorPseudonym": None, "consent": None})
    }
    told = {edge["node"]["specimen"]["donorPseudonym"] for edge in by_title["own"]["lots"]["edges"]}
    assert told == set(own.lots.values_list("specimen__donor_pseudonym", flat=True))
    secrets = others.lots.values_list("specimen__donor_pseudonym", flat=True)
    assert [secret for secret in secrets if f'"{secret}"' in json.dumps(nodes)] == []


def test_projects_of_others_cannot_be_asked_for() -> None:
    project = ProjectFactory.create(title="secret project")
    lot = LotFactory.create()
    stranger = member(Role.RESOURCE_MANAGER, unit=lot.listing.unit)
    documents = {
        "project": """query($id: ID!, $project: ID!) { listing(id: $id) { title
            verdict(project: $project) { verdict } } }""",
        "usableFor": """query($id: ID!, $project: ID!) { listings(usableFor: $project) { totalCount }
            node(id: $id) { id } }""",
    }
    for viewer in (None, stranger, PersonFactory.create()):
        for asked, document in documents.items():
            variables = {"id": id_of(lot.listing), "project": id_of(project)}
            answer = ask(document, viewer, **variables)
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_FOUND"]
            assert [error["extensions"]["field"] for error in answer["errors"]] == [asked]
            assert "secret project" not in json.dumps(answer)
    nested = """query($project: ID!) { listings { edges { node { lots { edges { node {
        verdict(project: $project) { verdict } } } } } } } }"""
    assert refused(nested, stranger, project=id_of(project)) == [("NOT_FOUND", "project")]


def test_a_number_that_would_tell_of_few_donors_stays_untold_whatever_is_asked() -> None:
    listing = collection(9, title="few")
    project = ProjectFactory.create()
    document = """query($id: ID!, $project: ID!) { listing(id: $id) { availableCount donorCount donorCountSuppressed
        verdict(project: $project) { lotsPermitted lotsTotal } } }"""

    assert ask(document, project.owner, id=id_of(listing), project=id_of(project))["data"]["listing"] == {
        "availableCount": None,
        "donorCount": None,
        "donorCountSuppressed": True,
        "verdict": {"lotsPermitted": None, "lotsTotal": None},
    }
    # Held or sent away, a further donor's sample must not make the other nine known by subtraction.
    SpecimenFactory.create(lot__listing=listing, lot__held=1)
    assert one(listing, "availableCount donorCount") == {"availableCount": None, "donorCount": 10}
