"""Listings of one kind as rows and columns, by the fields that the kind declares."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from django.db import models

from catalog.consent.reading import read_shorthand
from catalog.interchange.formats.aliases import ALIASES
from catalog.interchange.formats.base import DEFAULTS, PROBLEMATIC_BECAUSE, Checked, Lot, Offer, Option
from catalog.interchange.formats.ordering import parents_first
from catalog.interchange.formats.reading_options import one_line
from catalog.interchange.formats.table import TableFormat
from catalog.interchange.reading.cells import Cells
from catalog.interchange.reading.values import read_value
from catalog.kinds.fields import LISTING_FIELDS, Field, FieldType
from catalog.kinds.registry import KINDS
from catalog.kinds.rules.licence import licence_expression
from catalog.listings.facts import ListingFacts
from catalog.listings.models import ListingKind, Origin
from catalog.stock.facts import LotFacts
from catalog.stock.fields import LOT_FIELDS
from catalog.stock.models import Lot as StockLot
from exchange.kernel.errors import InvalidInput

KEY = "provider_key"
# What else tells listings of a kind apart, where the provider has no key of its own for them.
_KNOWN_BY = ("rrid", "accession", "doi", "number")
# Words by which a listing is found stand in fields of these types.
_OF_WORDS = frozenset({FieldType.TEXT, FieldType.LIST, FieldType.RRID, FieldType.DOI})
_HUMAN = frozenset({"homo sapiens", "human", "homo sapiens (human)"})


class KindTable(TableFormat):
    """A table of listings of a kind."""

    key_column = KEY
    stock_column = "stated"

    def __init__(self, kind: ListingKind) -> None:
        entry = KINDS[kind]
        self.kind, self.key = kind, f"table_{kind.value}"
        self.title = f"{entry.plural} (table)"
        self.description = (
            f"One {entry.title.lower()} a row, as CSV, TSV, XLSX or JSON. Several values in one cell are separated by"
            " “|”. Columns that are not listed here are shown before the import, and may be ignored."
        )
        self.details = tuple(field for field in entry.fields if field.type is not FieldType.REFERENCE)
        self.references = tuple(field for field in entry.fields if field.type is FieldType.REFERENCE)
        taken = {field.name for field in (*LISTING_FIELDS, *self.details)}
        # Of a line and of its lot the medium is said under two names.
        self.lots = {
            f"lot_{field.name}" if field.name in taken else field.name: field.name
            for field in LOT_FIELDS
            if entry.stock and kind is not ListingKind.SAMPLE_COLLECTION
        }
        self.unit = entry.stock.unit if entry.stock else ""
        self.identities = tuple(field.name for field in self.details if field.name in _KNOWN_BY)
        key, *others = LISTING_FIELDS
        listing = (replace(key, is_required=not self.identities), *others)
        of_lot = {field.name: field for field in LOT_FIELDS}
        lots = tuple(replace(of_lot[name], name=column) for column, name in self.lots.items())
        self.columns = (*listing, *self.details, *self.references, *lots)
        titles = {field.title: field.name for field in reversed(self.columns)}
        self.aliases = titles | {
            alias: name
            for names in (ALIASES[None], ALIASES.get(kind, {}))
            for alias, name in names.items()
            if name in {field.name for field in self.columns}
        }
        self.options = _options(has_lots=bool(self.lots))
        self._places = _places(entry.model, _decimals(self.details)) | _places(
            StockLot, {column: self.lots[column] for column in _decimals(lots)}
        )

    def check_cells(self, cells: Cells, options: Mapping[str, Any]) -> Checked:
        found = {field.name: self._said(cells, field) for field in self.columns if field.name in cells.values}
        key = found.get(KEY) or next((found[name] for name in self.identities if found.get(name)), "")
        if not key:
            cells.refuse(KEY, "A value is missing.", "Say your own identifier of it.")
        details = {field.name: found[field.name] for field in self.details if field.name in found}
        stated = found.get("stated")
        lot = self._lot(cells, found, options) if self.lots and stated is not None else None
        offer = Offer(
            line=cells.line,
            listing=self._listing(key, found, details, options.get("problematic_because", "")),
            details=details,
            lots=(Lot(line=cells.line, facts=lot),) if lot else (),
            use_terms=found.get("use_terms") or options.get("use_terms"),
            references={field.name: found[field.name] for field in self.references if field.name in found},
        )
        return Checked(line=cells.line, key=key, item=offer, problems=tuple(cells.problems))

    def _said(self, cells: Cells, field: Field) -> Any:
        if field.type is FieldType.USE_TERMS:
            return _use_terms(cells, field)
        value = read_value(cells, field, places=self._places.get(field.name, 0))
        if field.name in _PATTERNS and value and not re.fullmatch(*_PATTERNS[field.name][:1], value):
            cells.refuse(field.name, *_PATTERNS[field.name][1:])
        if field.name == "licence" and value:
            value = _licence(cells, value)
        prefix = KINDS[self.kind].rrid_prefix
        if field.type is FieldType.RRID and value and not value.startswith(prefix):
            cells.refuse(field.name, f"An RRID of this kind begins with {prefix}.", f"Such as {field.example}.")
        if value in (None, "") and field in self.details:
            return _nothing(KINDS[self.kind].model, field.name)
        return value

    def _listing(
        self, key: str, found: Mapping[str, Any], details: Mapping[str, Any], problematic_because: str
    ) -> ListingFacts:
        warning = found.get("warning") or found.get("problematic_reason") or ""
        exact = [str(found[name]) for name in self.identities if found.get(name)]
        words = [details[field.name] for field in self.details if field.type in _OF_WORDS and details.get(field.name)]
        return ListingFacts(
            provider_key=key,
            title=found.get("title", ""),
            summary=found.get("summary", ""),
            synonyms=tuple(found.get("synonyms", ())),
            identifiers=tuple(dict.fromkeys([*exact, *found.get("identifiers", ())])),
            words=tuple(str(one) for value in words for one in (value if isinstance(value, list) else [value])),
            origin=found.get("origin") or self._origin(found),
            third_party_terms=found.get("third_party_terms"),
            warning=warning,
            warning_reason=problematic_because if warning else "",
        )

    def _origin(self, found: Mapping[str, Any]) -> str:
        if self.kind is ListingKind.SAMPLE_COLLECTION:
            return Origin.HUMAN_CODED.value
        is_human = self.kind is ListingKind.CELL_LINE and found.get("species", "").casefold() in _HUMAN
        return (Origin.HUMAN_ANONYMOUS if is_human else Origin.NOT_HUMAN).value

    def _lot(self, cells: Cells, found: Mapping[str, Any], options: Mapping[str, Any]) -> LotFacts:
        own = {name: found[column] for column, name in self.lots.items() if column in found}
        own |= {"code": own.get("code") or options.get("lot", "main")}
        known = {field.name for field in fields_of(LotFacts)}
        facts = {name: value for name, value in own.items() if name in known}
        lot = LotFacts(**facts | {"unit": own.get("unit") or self.unit})
        try:
            lot.check_units()
        except InvalidInput as error:
            cells.refuse(error.field or KEY, error.message, "Such as 0.5 and ml.")
        return lot

    def offers(self, rows: Sequence[Checked], options: Mapping[str, Any]) -> list[Offer]:
        return [row.item for row in parents_first(rows, lambda row: tuple(filter(None, row.item.references.values())))]


# What PostgreSQL demands of some codes, with a reason and an example.
_PATTERNS: Mapping[str, tuple[str, str, str]] = {
    "accession": (r"(?!CVCL).*|CVCL_[A-Z0-9]{4}", "This is not an accession.", "It looks like CVCL_0031."),
    "cas_number": (r"[1-9]\d{1,6}-\d{2}-\d", "This is no CAS number.", "It looks like 50-18-0."),
    "inchi_key": (r"[A-Z]{14}-[A-Z]{10}-[A-Z]", "This is no InChIKey.", "It has 14, 10 and 1 letters."),
}


def _licence(cells: Cells, text: str) -> str:
    try:
        return licence_expression(text)
    except ValueError as error:
        cells.refuse("licence", str(error), "Write its identifier, such as GPL-3.0-or-later, or LicenseRef-Own.")
        return ""


def _use_terms(cells: Cells, field: Field) -> Any:
    text = cells.text(field.name)
    try:
        return read_shorthand(text) if text else None
    except (ValueError, InvalidInput) as error:
        cells.refuse(field.name, str(error), f"Such as {field.example}.")
        return None


def _nothing(model: type[models.Model], name: str) -> Any:
    """Return what the table holds where nothing is known."""
    column = model._meta.get_field(name)
    return None if isinstance(column, models.Field) and column.null else column.get_default()  # type: ignore[union-attr]


def _decimals(columns: Sequence[Field]) -> dict[str, str]:
    return {field.name: field.name for field in columns if field.type is FieldType.DECIMAL}


def _places(model: type[models.Model], names: Mapping[str, str]) -> dict[str, int]:
    """Return how many decimals the table keeps of numbers, by column."""
    own = {column: model._meta.get_field(name) for column, name in names.items()}
    return {name: column.decimal_places or 0 for name, column in own.items() if isinstance(column, models.DecimalField)}


def _options(*, has_lots: bool) -> tuple[Option, ...]:
    lot = Option("lot", "Label of the lots", "“main” if not said, where the file does not say it.", one_line(100))
    return (
        *((lot,) if has_lots else ()),
        Option(
            "use_terms",
            "What may be done with them",
            "DUO terms such as GRU; NCU, or JSON.",
            read_shorthand,
            is_long=True,
        ),
        PROBLEMATIC_BECAUSE,
        DEFAULTS,
    )
