"""What was exported is imported as unchanged: every kind, as CSV and as a workbook."""

import io
import json
from collections.abc import Callable

import pytest

from catalog.interchange.exports.sheets.files import csv_parts, write_workbook
from catalog.interchange.exports.sheets.rows import Sheet, sheet
from catalog.interchange.formats import FORMATS
from catalog.kinds.fields import FieldType
from catalog.listings import queries as listings
from catalog.listings.models import Listing, ListingKind
from exchange.parties.models import Person, Unit
from tests.factories.interchange import counts, imported, importer, problems

pytestmark = pytest.mark.django_db

# Of stock a sheet says nothing; what is problematic needs its reason again only if it was not given.
REASON = {"problematic_because": "Sold as a reference of contaminated lines."}


def as_csv(table: Sheet) -> bytes:
    return b"".join(csv_parts(table))


def as_workbook(table: Sheet) -> bytes:
    file = io.BytesIO()
    write_workbook(table, file)
    return file.getvalue()


def loaded(kind: ListingKind, manager: tuple[Person, Unit]) -> None:
    """Import two listings of all columns' examples, of which one refers to the other where the kind can."""
    columns = FORMATS[f"table_{kind.value}"].columns
    row = {column.name: column.example for column in columns if column.type is not FieldType.REFERENCE}
    if kind is ListingKind.EQUIPMENT:
        row["status"] = "offline"
    referring = {column.name: "ONE" for column in columns if column.type is FieldType.REFERENCE}
    rows = [row | {"provider_key": "ONE"}, row | {"provider_key": "TWO", "title": "Two"} | referring]
    run = imported(json.dumps(rows).encode(), f"table_{kind.value}", *manager, REASON)
    assert (problems(run), counts(run)) == ([], (2, 2, 0, 0, 0))


@pytest.mark.parametrize("write", [as_csv, as_workbook])
@pytest.mark.parametrize("kind", ListingKind)
def test_what_was_exported_is_unchanged(kind: ListingKind, write: Callable[[Sheet], bytes]) -> None:
    manager = importer()
    loaded(kind, manager)
    before = [list(model.objects.order_by("pk").values()) for model in (Listing,)]
    found = listings.visible_to(manager[0]).order_by("pk")

    content = write(sheet(manager[0], found, kind=kind, address=lambda row: f"https://market.example/{row.pk}"))
    run = imported(content, f"table_{kind.value}", *manager)

    assert (run.failure, problems(run), counts(run)) == ("", [], (2, 0, 0, 2, 0))
    assert [list(model.objects.order_by("pk").values()) for model in (Listing,)] == before
