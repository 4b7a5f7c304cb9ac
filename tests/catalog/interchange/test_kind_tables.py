"""Tables of every kind: what the field's programs export, and what its kinds demand."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from catalog.interchange.formats import FORMATS
from catalog.kinds.fields import FieldType
from catalog.kinds.models import Software
from catalog.kinds.registry import KINDS
from catalog.listings.models import Listing, ListingKind
from catalog.stock.models import Lot
from exchange.kernel.errors import InvalidInput
from tests.catalog.interchange.reading import complaints, offers
from tests.factories.interchange import counts, imported, importer, problems

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
YAML = """instrument:
  display_name: Confocal 1
  instrument_id: scope-1
  manufacturer: Zeiss
capabilities:
  imaging_modes: [confocal_point, widefield]
modules:
- {type: autofocus}
software:
- {name: ZEN, version: ''}
"""


def example(kind: ListingKind) -> bytes:
    """Return a file of one row, made of the columns' own examples."""
    columns = FORMATS[f"table_{kind.value}"].columns
    # What a row refers to has to be on record, and in a file of one row is not.
    row = {column.name: column.example for column in columns if column.type is not FieldType.REFERENCE}
    if kind is ListingKind.EQUIPMENT:
        row["status"] = "offline"
    return json.dumps([row]).encode()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ListingKind)
def test_every_kind_has_a_table_whose_examples_load_and_load_once(kind: ListingKind) -> None:
    manager = importer()

    reason = {"problematic_because": "Sold as a reference of contaminated lines."}
    first = imported(example(kind), f"table_{kind.value}", *manager, reason)
    second = imported(example(kind), f"table_{kind.value}", *manager, reason)

    assert (problems(first), counts(first), counts(second)) == ([], (1, 1, 0, 0, 0), (1, 0, 0, 1, 0))
    assert Listing.objects.get().kind == kind.value
    assert KINDS[kind].model._default_manager.count() == 1


@pytest.mark.django_db
def test_what_the_database_forbids_is_a_problem_of_its_row_alone() -> None:
    header = "key,title,target,stated,passage_number,passage_most\n"
    rows = "".join(f"K{n},t,IL-8,1,9,{5 if n == 3 else 12}\n" for n in range(6))

    run = imported((header + rows).encode(), "table_antibody", *importer())

    assert (counts(run), problems(run)) == ((6, 5, 0, 0, 1), [(5, "key", "K3")])
    assert run.problems.get().reason == "The values do not go together: lot passages in order."
    assert Lot.objects.count() == 5


def test_a_number_needs_its_unit() -> None:
    content = "key,title,target,stated,amount,amount_unit\nK,t,IL-8,1,0.5,\nL,t,IL-8,1,0.5,furlong per cell\n"

    assert [(row, column) for row, column, _ in complaints("table_antibody", content)] == [
        (2, "amount_unit"),
        (3, "amount_unit"),
    ]


def test_what_holds_for_every_row_is_said_once() -> None:
    content = "accession,title,species\nCVCL_0031,MCF-7,\nCVCL_0030,x,Mus musculus\n"

    found = offers("table_cell_line", content, defaults="species=Homo sapiens\nbiosafety_level=2\nstated=3")

    assert [(one.details["species"], one.listing.origin) for one in found] == [
        ("Homo sapiens", "human_anonymous"),
        ("Mus musculus", "not_human"),
    ]
    assert [(lot.facts.stated, lot.facts.biosafety_level) for one in found for lot in one.lots] == [(3, 2)] * 2
    assert [one.listing.provider_key for one in found] == ["CVCL_0031", "CVCL_0030"]


@pytest.mark.parametrize(("text", "sentence"), [("species", "as column=value"), ("colour=red", "no column 'colour'")])
def test_what_holds_for_every_row_has_a_column(text: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        FORMATS["table_cell_line"].read_options({"defaults": text})


@pytest.mark.parametrize(
    ("kind", "column", "value", "reason"),
    [
        ("antibody", "rrid", "SCR_1234", "An RRID of this kind begins with AB_."),
        ("antibody", "clonality", "mono", "This is not one of the possible values."),
        ("compound", "cas_number", "12", "This is no CAS number."),
        ("service", "country", "XY", "This is not a country of ISO 3166."),
        ("service", "starts_on", "01/02/2026", "This could be two days."),
        ("equipment", "time_zone", "Mars", "This is not a time zone of IANA."),
        ("software", "homepage_url", "www", "This is no web address."),
        ("software", "publication_doi", "11.1/x", "This is no DOI."),
    ],
)
def test_a_value_that_cannot_be_is_named(kind: str, column: str, value: str, reason: str) -> None:
    needed, said = {"antibody": ("target", "x"), "service": ("service_type", "assay")}.get(kind, ("note", ""))
    content = f"key,title,{needed},{column}\nK,t,{said},{value}\n"

    assert complaints(f"table_{kind}", content) == [(2, column, reason)]


def test_a_row_without_any_key_is_named() -> None:
    assert complaints("table_software", "rrid,title\n,t\n") == [(2, "provider_key", "A value is missing.")]


def test_namibia_is_no_null() -> None:
    (offer,) = offers("table_service", "key,title,service_type,country\nK,t,assay,NA\n")

    assert offer.details["country"] == "NA"


def test_numbers_keep_the_decimals_of_their_column() -> None:
    (offer,) = offers("table_compound", 'key,title,molecular_weight_g_mol\nK,t,"371,5"\n')

    assert offer.details["molecular_weight_g_mol"] == Decimal("371.5")


def test_instruments_are_read_from_yaml() -> None:
    found = offers(
        "equipment_yaml", f"{YAML}---\n{YAML.replace('scope-1', 'scope-2')}", defaults="time_zone=Europe/Helsinki"
    )

    assert [one.listing.provider_key for one in found] == ["scope-1", "scope-2"]
    assert found[0].details == {
        "manufacturer": "Zeiss",
        "model": "",
        "location": "",
        "capabilities": ["confocal point", "widefield"],
        "accessories": ["autofocus"],
        "software": ["ZEN"],
        "page_url": "",
        "time_zone": "Europe/Helsinki",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "form", "defaults", "rows"),
    [
        ("tools/software_biotools_100.csv", "table_software", "", 100),
        ("tools/antibodies_200.json", "antibody_registry", "", 200),
        ("cell_lines/depmap_portal_models_metadata.csv", "table_cell_line", "species=Homo sapiens", 20),
        ("equipment/aic_turku/instruments/Abberior_STED.yaml", "equipment_yaml", "time_zone=Europe/Helsinki", 1),
    ],
)
def test_files_of_the_field_load(path: str, form: str, defaults: str, rows: int) -> None:
    if not (DATA / path).exists():
        pytest.skip(f"shared/data/{path} is not beside this checkout")

    run = imported((DATA / path).read_bytes(), form, *importer(), {"defaults": defaults})

    assert (run.failure, problems(run), counts(run)) == ("", [], (rows, rows, 0, 0, 0))


@pytest.mark.django_db
def test_a_licence_is_one_of_spdx() -> None:
    rows = b"key,name,licence\nA,a,gpl-3.0-or-later\nB,b,BSD\nC,c,Proprietary\nD,d,\n"

    run = imported(rows, "table_software", *importer())

    assert (counts(run), problems(run)) == ((4, 3, 0, 0, 1), [(3, "licence", "BSD")])
    assert run.problems.get().suggestion.startswith("Write its identifier")
    assert set(Software.objects.values_list("licence", flat=True)) == {
        "GPL-3.0-or-later",
        "LicenseRef-Proprietary",
        "",
    }
