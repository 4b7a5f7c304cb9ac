"""The harvest feed over HTTP: OAI-PMH with tombstones."""

from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

import pgtrigger
import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.interchange.exports.harvest import records
from catalog.listings.models import Listing
from exchange.api.exports.addresses import listing_address
from tests.factories.listings import ListingFactory, SampleCollectionFactory

pytestmark = pytest.mark.django_db

NAMES = {
    "oai": "http://www.openarchives.org/OAI/2.0/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)
ALL = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


def listed(title: str = "pX", *, at: datetime = NOON, **values: Any) -> Listing:
    listing: Listing = ListingFactory.create(title=title, **values)
    with pgtrigger.ignore("listings.Listing:listing_versioned"):
        Listing.objects.filter(pk=listing.pk).update(changed_at=at)
    return listing


def ask(client: Client, arguments: dict[str, str] | None = None, /, **named: str) -> Element:
    response = client.get("/oai", {**(arguments or {}), **named})
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8")
    return ET.fromstring(response.content)


def texts(answer: Element, path: str) -> list[str]:
    return [one.text or "" for one in answer.iterfind(f".//{path}", NAMES)]


def code(answer: Element) -> str:
    (error,) = answer.iterfind("oai:error", NAMES)
    return error.attrib["code"]


def id_of(listing: Listing) -> str:
    return f"oai:localhost:{listing.pk}"


def test_identify_says_what_there_is(client: Client) -> None:
    listed()
    answer = ask(client, verb="Identify")
    assert texts(answer, "oai:Identify/oai:deletedRecord") == ["persistent"]
    assert texts(answer, "oai:Identify/oai:earliestDatestamp") == ["2026-02-01T12:00:00Z"]
    assert texts(answer, "oai:Identify/oai:granularity") == ["YYYY-MM-DDThh:mm:ssZ"]
    assert texts(answer, "oai:Identify/oai:baseURL") == ["http://localhost:8000/oai"]
    assert texts(ask(client, verb="ListMetadataFormats"), "oai:metadataPrefix") == ["oai_dc", "dcat"]


def test_record_in_dublin_core(client: Client) -> None:
    listing = listed("p<X> & \x0bY", synonyms=["pY"], summary="What it is.", identifiers=["Addgene_1"])
    answer = ask(client, verb="GetRecord", identifier=id_of(listing), metadataPrefix="oai_dc")
    (record,) = answer.iterfind(".//oai_dc:dc", NAMES)
    said = [(one.tag.partition("}")[2], one.text) for one in record]
    assert said == [
        ("title", "p<X> & Y"),
        ("title", "pY"),
        ("publisher", listing.unit.organisation.name),
        ("description", "What it is."),
        ("date", "2026-01-05T09:00:00+00:00"),
        ("type", "Plasmid"),
        ("identifier", listing_address(listing)),
        ("identifier", "Addgene_1"),
    ]
    assert texts(answer, "oai:header/oai:datestamp") == ["2026-02-01T12:00:00Z"]


def test_record_in_dcat(client: Client) -> None:
    collection = SampleCollectionFactory(listing__title="Melanoma").listing
    answer = ask(client, verb="GetRecord", identifier=id_of(collection), metadataPrefix="dcat")
    (dataset,) = answer.iterfind(".//rdf:RDF/dcat:Dataset", NAMES)
    assert dataset.attrib[f"{{{NAMES['rdf']}}}about"] == listing_address(collection)
    assert texts(answer, "dcat:Dataset/dct:title") == ["Melanoma"]
    plasmid = ask(client, verb="GetRecord", identifier=id_of(listed()), metadataPrefix="dcat")
    assert len(list(plasmid.iterfind(".//rdf:RDF/dcat:Resource", NAMES))) == 1


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_listing_that_was_taken_back_is_a_tombstone(client: Client, visibility: str) -> None:
    listing = listed("secret", visibility=visibility, identifiers=["secret"])
    answer = ask(client, ALL)
    (header,) = answer.iterfind(".//oai:header", NAMES)
    assert header.attrib == {"status": "deleted"}
    assert texts(answer, "oai:identifier") == [id_of(listing)]
    assert list(answer.iterfind(".//oai:metadata", NAMES)) == []
    assert b"secret" not in client.get("/oai", ALL).content


def test_listing_that_never_was_public_is_no_record(client: Client) -> None:
    draft = listed(visibility="draft", published_at=None)
    assert code(ask(client, ALL)) == "noRecordsMatch"
    assert code(ask(client, verb="GetRecord", identifier=id_of(draft), metadataPrefix="oai_dc")) == "idDoesNotExist"


def test_list_is_narrowed_by_day_and_by_second(client: Client) -> None:
    old, new = listed(at=NOON), listed(at=NOON + timedelta(days=2, microseconds=500))

    def found(**span: str) -> list[str]:
        return texts(ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **span), "oai:identifier")

    assert found() == [id_of(old), id_of(new)]
    assert found(until="2026-02-02") == [id_of(old)]
    assert found(**{"from": "2026-02-02"}) == [id_of(new)]
    assert found(**{"from": "2026-02-03T12:00:00Z", "until": "2026-02-03T12:00:00Z"}) == [id_of(new)]
    assert found(**{"from": "2026-02-01", "until": "2026-02-03"}) == [id_of(old), id_of(new)]


def test_long_list_goes_on_with_its_token(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PAGE", 2)
    made = [id_of(listed(at=NOON + timedelta(seconds=number // 2))) for number in range(5)]
    listed(at=NOON + timedelta(days=9))
    found: list[str] = []
    arguments = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "until": "2026-02-02"}
    tokens = []
    while True:
        answer = ask(client, arguments)
        found += texts(answer, "oai:identifier")
        tokens += texts(answer, "oai:resumptionToken")
        if not tokens[-1]:
            break
        arguments = {"verb": "ListIdentifiers", "resumptionToken": tokens[-1]}
    assert sorted(found) == sorted(made)
    assert len(tokens) == 3


def test_short_list_has_no_token(client: Client) -> None:
    listed()
    assert list(ask(client, ALL).iterfind(".//oai:resumptionToken", NAMES)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "badVerb"),
        ("verb=Steal", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&from=2026-01-01", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-13-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01&until=2026-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01&until=2026-02-01T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a", "noSetHierarchy"),
        ("verb=ListSets", "noSetHierarchy"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=W10=", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=bnVsbA==", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=x&from=2026-01-01", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=x", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:x", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%01", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=x", "idDoesNotExist"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=9999-12-31", "noRecordsMatch"),
    ],
)
def test_bad_requests_have_the_protocols_codes(client: Client, query: str, expected: str) -> None:
    answer = ET.fromstring(client.get(f"/oai?{query}").content)
    assert code(answer) == expected
    (request,) = answer.iterfind("oai:request", NAMES)
    assert (request.attrib == {}) == (expected in {"badVerb", "badArgument"})


def test_feed_is_asked_by_post_as_well_and_not_too_often(client: Client, settings: LazySettings) -> None:
    listed()
    posted = client.post("/oai", {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"})
    assert len(texts(ET.fromstring(posted.content), "oai:identifier")) == 1
    assert client.delete("/oai").status_code == 405
    settings.GRAPHQL_RATE_BURST = 1
    assert [client.get("/oai", {"verb": "Identify"}).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("rows", [1, 3])
def test_statements_do_not_grow(client: Client, rows: int) -> None:
    for _ in range(rows):
        listed()
    with CaptureQueriesContext(connection) as asked:
        ask(client, ALL)
    # The bucket, the moment, the page, photos, the terms of donors, and what the kind says.
    assert len(asked) == 6


@pytest.mark.django_db(transaction=True)
def test_change_that_is_seen_late_is_not_missed(client: Client, undelivered: None) -> None:
    """A change bears the moment at which its transaction began: the feed answers for no later one."""
    listing = listed()
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE listings_listing SET title = 'late' WHERE id = %s", [listing.pk])
        (answered,) = texts(ask(client, verb="Identify"), "oai:responseDate")
        other.commit()
    finally:
        other.close()
    headers = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **{"from": answered})
    assert texts(headers, "oai:identifier") == [id_of(listing)]
    listing.refresh_from_db()
    assert answered <= listing.changed_at.strftime("%Y-%m-%dT%H:%M:%SZ")
