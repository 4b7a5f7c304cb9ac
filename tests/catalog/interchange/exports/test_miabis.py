"""Biobanks, collections and samples under the names of MIABIS, and what an import makes of them."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from catalog.interchange.exports import miabis
from catalog.interchange.exports.sheets.files import csv_parts
from catalog.interchange.exports.sheets.rows import Sheet, sheet
from catalog.interchange.formats import FORMATS
from catalog.kinds.fields import FieldType
from catalog.listings import queries as listings
from catalog.listings.models import Listing, ListingKind
from catalog.stock.models import Lot, Specimen
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.factories.interchange import COLLECTION, counts, imported, importer, problems
from tests.factories.listings import SampleCollectionFactory
from tests.factories.parties import PersonFactory, member

pytestmark = pytest.mark.django_db

SPECIMENS = (
    "code,donor_pseudonym,material,sample_type,sex,age,anatomical_site,anatomical_site_code,diagnosis,diagnosis_code,"
    "sprec,sprec_version,storage_temperature,freeze_thaw_count,associated_data,amount,amount_unit,container,position,"
    "relation,parents\n"
    "A,D1,Whole blood,Normal,Female,63.5,Vein,UBERON:0001638,Gallbladder carcinoma,ICD10:C23,SER-SST-A-B-N-B-A,2.0,"
    "-80 °C,2,Clinical dataset|Genomic dataset,0.5,ml,Freezer 2,B7,,\n"
    "A-1,D1,DNA,,Female,,,,,,,,RT,,,,,,,derivative,A\n"
    "B,D2,Serum,,,,,,,,,,,,,,,,,,\n"
)


def content(table: Sheet) -> bytes:
    return b"".join(csv_parts(table))


def rows(table: Sheet) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(table).decode("utf-8-sig"), newline="")))


def exported(viewer: Person | None) -> Sheet:
    found = listings.visible_to(viewer).order_by("title", "pk")
    table = sheet(viewer, found, kind=ListingKind.SAMPLE_COLLECTION, address=lambda row: f"https://x.example/{row.pk}")
    return miabis.collections(table)


def stored() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Listing, Lot, Specimen)]


def test_collections_are_named_as_miabis_does_and_imported_as_unchanged() -> None:
    manager = importer()
    columns = FORMATS["table_sample_collection"].columns
    row = {column.name: column.example for column in columns if column.type is not FieldType.REFERENCE}
    part = row | {"provider_key": "PART", "title": "Part", "parent": row["provider_key"]}
    imported(json.dumps([part, row]).encode(), "table_sample_collection", *manager, {"problematic_because": "x"})
    before = stored()

    table = content(exported(manager[0]))
    run = imported(table, "table_sample_collection", *manager)

    assert (run.failure, problems(run), counts(run)) == ("", [], (2, 0, 0, 2, 0))
    assert stored() == before
    told = next(one for one in rows(exported(manager[0])) if one["Name"] == "Part")
    assert {name: told[name] for name in ("Collection ID", "Age low", "Age low unit", "Part of", "Sample source")} == {
        "Collection ID": "PART",
        "Age low": "18",
        "Age low unit": "Years",
        "Part of": row["provider_key"],
        "Sample source": "Human",
    }
    assert told["Sample type"] == "Serum|Tissue (FFPE)"


def test_samples_are_named_as_miabis_does_and_imported_as_unchanged() -> None:
    manager = importer()
    first = imported(SPECIMENS.encode(), "specimens", *manager, COLLECTION)
    listing = Listing.objects.get()
    before = stored()

    table = content(miabis.samples(manager[0], listing))
    run = imported(table, "miabis_samples", *manager, COLLECTION)

    assert (problems(first), counts(first)) == ([], (3, 3, 0, 0, 0))
    assert (run.failure, problems(run), counts(run)) == ("", [], (3, 0, 0, 3, 0))
    assert stored() == before
    told = rows(miabis.samples(manager[0], listing))
    assert [one["Sample ID"] for one in told] == ["A", "A-1", "B"]
    assert (told[0]["Sample type"], told[0]["Sex"], told[0]["Storage temperature"]) == (
        "Whole blood",
        "Female",
        "'-60 °C to -85 °C",
    )
    assert (told[1]["relation"], told[1]["parents"]) == ("derivative", "A")


def test_samples_are_told_to_those_who_may_know_the_donors_only() -> None:
    manager = importer()
    imported(SPECIMENS.encode(), "specimens", *manager, COLLECTION)
    listing = Listing.objects.get()

    for stranger in (None, PersonFactory.create(), member(Role.RESEARCHER), member(Role.RESOURCE_MANAGER)):
        assert rows(miabis.samples(stranger, listing)) == []


def test_biobanks_are_those_whose_collections_are_seen() -> None:
    shown = SampleCollectionFactory.create(listing__unit__name="Shown").listing.unit
    SampleCollectionFactory.create(
        listing__unit__name="Hidden", listing__visibility="draft", listing__published_at=None
    )

    assert rows(miabis.biobanks(None)) == [
        {
            "Biobank ID": str(shown.pk),
            "Name": "Shown",
            "Juristic person": shown.organisation.name,
            "Country": shown.organisation.country_code,
        }
    ]


def test_addresses_answer_tables(client: Client) -> None:
    SampleCollectionFactory.create(listing__title="Biliary tract")
    for address in ("/miabis/biobanks.csv", "/miabis/collections.csv", "/miabis/collections.xlsx"):
        response: Any = client.get(address)
        assert (response.status_code, response["X-Rows"]) == (200, "1")
        assert b"".join(response.streaming_content)
    assert client.get("/miabis/collections/nonsense/samples.csv").status_code == 404
    assert client.get("/miabis/biobanks.pdf").status_code == 404
    assert client.post("/miabis/biobanks.csv").status_code in (403, 405)
