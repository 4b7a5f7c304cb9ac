"""Specimens of a collection as rows and columns, by the fields that the stock room declares."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from catalog.interchange.formats.aliases import SPECIMEN_ALIASES
from catalog.interchange.formats.base import DEFAULTS, Checked, Lot, Offer
from catalog.interchange.formats.collections import COLLECTION_OPTIONS, CollectionTable
from catalog.interchange.formats.ordering import parents_first
from catalog.interchange.reading.cells import Cells
from catalog.interchange.reading.values import read_value
from catalog.kinds.fields import Field
from catalog.stock.facts import LineageFacts, LotFacts, SpecimenFacts
from catalog.stock.fields import LOT_FIELDS, SPECIMEN_FIELDS
from catalog.vocabulary.rules.miabis import AGE_UNIT, SEX
from catalog.vocabulary.rules.sprec import SprecVersion, parse_sprec
from catalog.vocabulary.rules.storage_temperatures import read_storage_temperature
from exchange.kernel.errors import InvalidInput

# What the table of specimens keeps of a lot; the others are of cells.
_OF_LOT = ("code", "unit", "stated", "amount", "amount_unit", "concentration", "concentration_unit", "container")
_PLACES = {"amount": 6, "concentration": 6, "age": 1}
# Their values are known by several spellings, which a list of choices is not.
_SPELLED: Mapping[str, Callable[[str], str]] = {
    "sex": SEX.read,
    "age_unit": AGE_UNIT.read,
    "storage_temperature": read_storage_temperature,
}


class SpecimenTable(CollectionTable):
    key = "specimens"
    title = "Specimens (table)"
    description = (
        "A collection with its specimens, one a row, as CSV, TSV, XLSX or JSON. Several values in one cell are"
        " separated by “|”. What a specimen was made from is named by its label, in the same file or on record."
    )
    key_column = "code"
    stock_column = "stated"
    fields = (
        *(replace(one, is_required=one.name == "code") for one in LOT_FIELDS if one.name in (*_OF_LOT, "position")),
        *SPECIMEN_FIELDS,
    )
    columns = fields
    aliases = SPECIMEN_ALIASES
    options = (*COLLECTION_OPTIONS, DEFAULTS)

    def check_cells(self, cells: Cells, options: Mapping[str, Any]) -> Checked:
        found = {column.name: _said(cells, column) for column in self.fields if column.name in cells.values}
        found["sprec"], found["sprec_version"] = _sprec(cells, found.get("sprec"), found.get("sprec_version"))
        if found.get("age") is not None:
            found["age_unit"] = found.get("age_unit") or "years"
            if found.get("collected"):
                cells.refuse("collected", "Age and day together tell when somebody was born.", "Say one of the two.")
        elif found.get("age_unit"):
            found["age_unit"] = ""
        facts = _lot(cells, found)
        lot = Lot(
            line=cells.line,
            facts=facts,
            protocol=found.get("protocol") or "",
            made_from=_made_from(cells, facts.code, found.get("relation") or "", found.get("parents") or ()),
        )
        return Checked(line=cells.line, key=facts.code, item=lot, problems=tuple(cells.problems))

    def offers(self, rows: Sequence[Checked], options: Mapping[str, Any]) -> list[Offer]:
        in_order = parents_first(rows, _parents)
        return super().offers(in_order, options)


def _parents(row: Checked) -> Sequence[str]:
    return row.item.made_from.parents if row.item.made_from else ()


def _said(cells: Cells, column: Field) -> Any:
    if column.name not in _SPELLED:
        return read_value(cells, column, places=_PLACES.get(column.name, 0))
    text = cells.text(column.name)
    try:
        return _SPELLED[column.name](text) if text else ""
    except InvalidInput as error:
        suggestion = str(error.params.get("suggestion") or "")
        cells.refuse(column.name, error.message, f"Write {suggestion or ' or '.join(column.choices)}.")
        return ""


def _sprec(cells: Cells, code: str | None, version: str | None) -> tuple[str, str]:
    """Return a code as it is kept, with its version; neither without the other."""
    if not code:
        return "", ""
    if not version:
        versions = ", ".join(one.value for one in SprecVersion)
        cells.refuse("sprec_version", "The versions give letters other meanings.", f"Say one of {versions}.")
        return "", ""
    try:
        return str(parse_sprec(code, version=SprecVersion(version))), version
    except InvalidInput as error:
        cells.refuse("sprec", error.message, "Such as SER-SST-A-B-N-B-A.")
        return "", ""


def _lot(cells: Cells, found: Mapping[str, Any]) -> LotFacts:
    own = {name: value for name, value in found.items() if name in _LOT and value not in (None, "")}
    of_specimen = {name: value for name, value in found.items() if name in _SPECIMEN and value not in (None, "")}
    of_specimen["associated_data"] = tuple(found.get("associated_data") or ())
    required: dict[str, Any] = {"donor_pseudonym": "", "material": "", "consent_id": None}
    specimen = SpecimenFacts(**required | of_specimen)
    counted: dict[str, Any] = {"code": "", "unit": "aliquot", "stated": 1}
    lot = LotFacts(**counted | own, specimen=specimen)
    try:
        lot.check_units()
    except InvalidInput as error:
        cells.refuse(error.field or "code", error.message, "Such as 0.5 and ml.")
    return lot


_LOT = {one.name for one in fields_of(LotFacts)} - {"specimen"}
_SPECIMEN = {one.name for one in fields_of(SpecimenFacts)}


def _made_from(cells: Cells, code: str, relation: str, parents: Sequence[str]) -> LineageFacts | None:
    """Return what it was made from, as far as that goes without knowing the other specimens."""
    if not relation and not parents:
        return None
    if not relation:
        cells.refuse("relation", "It is not said how it was made from these.", "Write aliquot, derivative or pool.")
    elif not parents:
        cells.refuse("parents", "It is not said from what it was made.", "Write the label of the other specimen.")
    elif relation != "pool" and len(parents) > 1:
        cells.refuse("parents", "Only a pool is made from several.", "Write one label, or call it a pool.")
    elif code in parents:
        cells.refuse("parents", "A specimen is not made from itself.", "Write the label of the other specimen.")
    return LineageFacts(code=code, relation=relation, parents=tuple(parents))
