"""Every kind of listing is known wherever listings are read, shown, imported and demonstrated."""

import re

import pytest
from graphene.utils.str_converters import to_camel_case

from catalog.interchange.exports.linked_data import TYPES
from catalog.interchange.formats import FORMATS
from catalog.kinds.fields import FieldType
from catalog.kinds.registry import KINDS
from catalog.listings.models import ListingKind
from exchange.api.schema import schema
from exchange.demo.catalogue import FILES
from exchange.demo.offers import OFFERS
from tests.architecture.sources import ROOT

PAGES = ROOT / "frontend" / "src"


@pytest.mark.parametrize("kind", list(ListingKind))
def test_kind_has_a_type_with_its_fields(kind: ListingKind) -> None:
    listing = schema.graphql_schema.type_map["Listing"]
    own = listing.fields[to_camel_case(kind.value)].type.fields

    assert {to_camel_case(field.name) for field in KINDS[kind].fields} <= set(own)


@pytest.mark.parametrize("kind", list(ListingKind))
def test_kind_has_an_icon_a_name_and_a_place_among_the_filters(kind: ListingKind) -> None:
    entry = re.search(
        rf"\b{kind.name}: \{{ icon: Icon\w+, label: '([^']+)', one: (?:'(\w+)'|null) \}}",
        (PAGES / "components" / "listing-kind.tsx").read_text(),
    )

    assert entry is not None
    assert entry[1] == KINDS[kind].title
    assert (entry[2] is None) == (KINDS[kind].stock is None)
    assert f"'{kind.name}'" in (PAGES / "features" / "catalogue" / "search.ts").read_text()


def test_page_knows_how_to_read_every_type_of_field() -> None:
    shown = set(re.findall(r"case '(\w+)'", (PAGES / "features" / "catalogue" / "fact-value.tsx").read_text()))
    plain = {"TEXT", "LONG_TEXT", "RRID", "TIME_ZONE", "PARTIAL_DAY"}
    used = {field.type.name for kind in KINDS.values() for field in kind.fields} - {FieldType.REFERENCE.name}

    assert used - plain <= shown
    assert shown <= {kind.name for kind in FieldType}


@pytest.mark.parametrize("kind", list(ListingKind))
def test_kind_is_exported_as_linked_data(kind: ListingKind) -> None:
    assert TYPES[kind]


@pytest.mark.parametrize("kind", list(ListingKind))
def test_kind_has_a_table_of_its_fields_to_import(kind: ListingKind) -> None:
    form = FORMATS[f"table_{kind.value}"]

    assert form.kind is kind
    assert {field.name for field in KINDS[kind].fields} <= {column.name for column in form.columns}


def test_nothing_is_imported_that_is_no_kind() -> None:
    assert {form.kind for form in FORMATS.values()} == set(ListingKind)


@pytest.mark.parametrize("kind", list(ListingKind))
def test_kind_is_in_the_demo_world(kind: ListingKind) -> None:
    imported = {FORMATS[file.format].kind for file in FILES}

    assert kind in imported | {offer.kind for offer in OFFERS}
