"""What a search finds as a table."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from catalog.consent.reading import read_shorthand
from catalog.consent.rules import Modifier, Permission, UseTerms
from catalog.consent.rules.duo import DS, GRU, GS, HMB, MOR, NCU, TS
from catalog.interchange.exports.sheets import rows
from catalog.interchange.exports.sheets.files import csv_parts, write_workbook
from catalog.interchange.exports.sheets.rows import Sheet, sheet
from catalog.interchange.exports.sheets.terms import shorthand
from catalog.kinds.fields import LISTING_FIELDS
from catalog.listings import queries as listings
from catalog.listings.models import ListingKind
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.factories.consent import use_terms_set
from tests.factories.listings import ListingFactory, PlasmidFactory
from tests.factories.parties import PersonFactory, UnitFactory, member

BESIDE = ["kind", "provider", "organisation", "provider_country", "published_on", "link"]
ATTACKS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=HYPERLINK(1)|x"]


def made(viewer: Person | None = None, kind: ListingKind | None = None) -> Sheet:
    found = listings.visible_to(viewer).order_by("title", "pk")
    return sheet(viewer, found, kind=kind, address=lambda row: f"https://market.example/{row.title}")


def as_csv(table: Sheet) -> list[dict[str, str]]:
    text = b"".join(csv_parts(table)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def worksheet(table: Sheet) -> Any:
    file = io.BytesIO()
    write_workbook(table, file)
    return load_workbook(file).active


def as_workbook(table: Sheet) -> list[dict[str, object]]:
    header, *found = worksheet(table).iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in found]


@pytest.mark.django_db
def test_one_kind_has_its_fields() -> None:
    unit = UnitFactory(name="Core", organisation__name="University")
    listing = ListingFactory(
        unit=unit,
        provider_key="secret-key",
        title="pX",
        synonyms=["a", "b"],
        use_terms=use_terms_set(UseTerms(permissions=(Permission(code=GRU),), modifiers=(Modifier(code=NCU),))),
    )
    PlasmidFactory(listing=listing, bacterial_resistance=["ampicillin", "kanamycin"], size_bp=6590)
    (row,) = as_csv(made(kind=ListingKind.PLASMID))
    told = {name: value for name, value in row.items() if value}
    assert told == {
        "title": "pX",
        "synonyms": "a|b",
        "origin": "not_human",
        "third_party_terms": "no",
        "use_terms": "GRU; NCU",
        "backbone": "pcDNA3.1",
        "bacterial_resistance": "ampicillin|kanamycin",
        "growth_strain": "DH5alpha",
        "growth_temperature_c": "37.0",
        "size_bp": "6590",
        "kind": "plasmid",
        "provider": "Core",
        "organisation": "University",
        "provider_country": "BE",
        "published_on": "2026-01-05",
        "link": "https://market.example/pX",
    }
    (cells,) = as_workbook(made(kind=ListingKind.PLASMID))
    assert {name: value for name, value in cells.items() if value is not None} == {
        **told,
        "growth_temperature_c": 37,
        "size_bp": 6590,
    }


@pytest.mark.django_db
def test_several_kinds_have_what_every_listing_has() -> None:
    assert made().header == [*(field.name for field in LISTING_FIELDS), *BESIDE]


@pytest.mark.django_db
def test_key_is_told_to_its_own_people_only() -> None:
    unit = UnitFactory()
    ListingFactory(unit=unit, provider_key="own-key", title="a")
    ListingFactory(provider_key="other-key", title="b")
    manager = member(Role.RESOURCE_MANAGER, unit=unit)
    assert [row["provider_key"] for row in as_csv(made(manager))] == ["own-key", ""]
    for stranger in (None, PersonFactory(), member(Role.RESEARCHER)):
        assert [row["provider_key"] for row in as_csv(made(stranger))] == ["", ""]


@pytest.mark.django_db
def test_limit_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    for _ in range(3):
        ListingFactory()
    table = made()
    assert (table.number, table.total, len(as_csv(table))) == (2, 3, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_is_a_formula(attack: str) -> None:
    ListingFactory(title=attack, synonyms=[attack], summary='a\n=b, "c"')
    (row,) = as_csv(made())
    assert (row["title"], row["synonyms"]) == (f"'{attack}", f"'{attack}")
    assert row["summary"] == 'a\n=b, "c"'
    cells = {cell.value: cell for (cell,) in worksheet(made()).iter_cols(min_row=2, max_row=2)}
    assert "f" not in {cell.data_type for cell in cells.values()}
    assert cells[attack].quotePrefix


@pytest.mark.django_db
def test_workbook_leaves_out_what_it_cannot_hold() -> None:
    ListingFactory(title="a\x0bb", summary="x" * 40_000)
    (row,) = as_workbook(made())
    assert (row["title"], row["summary"]) == ("ab", "x" * 32_767)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_statements_do_not_grow(number: int) -> None:
    unit = UnitFactory()
    for _ in range(number):
        PlasmidFactory(listing__unit=unit)
    manager = member(Role.RESOURCE_MANAGER, unit=unit)
    with CaptureQueriesContext(connection) as asked:
        assert len(list(made(manager, ListingKind.PLASMID).rows)) == number
    # The count, the rows, whose units are the viewer's, and the plasmids.
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (UseTerms(), ""),
        (UseTerms(permissions=(Permission(code=HMB),), modifiers=(Modifier(code=NCU),)), "HMB; NCU"),
        (
            UseTerms(
                permissions=(Permission(code=DS, diseases=("MONDO:0005105", "MONDO:0007254")),),
                modifiers=(Modifier(code=GS, countries=("DE", "AT")), Modifier(code=TS, months=24)),
            ),
            "DS(MONDO:0005105, MONDO:0007254); GS(AT, DE); TS(24)",
        ),
        (UseTerms(permissions=(Permission(code=GRU),), text="Ask first."), None),
        (UseTerms(permissions=(Permission(code=GRU, modifiers=(Modifier(code=NCU),)),)), None),
        (UseTerms(permissions=(Permission(code=GRU), Permission(code=HMB)), alternatives=True), None),
        (UseTerms(permissions=(Permission(code=GRU),), modifiers=(Modifier(code=MOR, text="Later"),)), None),
    ],
)
def test_terms_are_read_as_they_were(terms: UseTerms, expected: str | None) -> None:
    written = shorthand(terms)
    assert written == expected if expected is not None else written.startswith("{")
    assert read_shorthand(written) == terms


def test_numbers_are_written_with_a_point() -> None:
    table = Sheet(["a", "b"], iter([[Decimal("-0.50"), 1_000_000]]), 1)
    assert b"".join(csv_parts(table)).decode("utf-8-sig") == "a,b\r\n-0.50,1000000\r\n"
