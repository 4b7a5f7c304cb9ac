"""Plasmid lists: a CSV file of our own columns, one row a plasmid."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from catalog.interchange.formats.base import THIRD_PARTY_TERMS, Checked, Lot, Offer, Option
from catalog.interchange.formats.reading_options import one_line
from catalog.interchange.formats.table import TableFormat
from catalog.interchange.reading.cells import Cells
from catalog.kinds.fields import NULLS, Field
from catalog.listings.facts import ListingFacts
from catalog.listings.models import ListingKind, Origin
from catalog.stock.facts import LotFacts

_COPIES = {"high": "high", "low": "low", "medium": "medium", "single": "single"}
_LEVELS = (1, 4)
BODY_TEMPERATURE = Decimal("37.0")


class PlasmidsCsv(TableFormat):
    key = "plasmids_csv"
    title = "Plasmids (CSV)"
    description = (
        "One plasmid a row, separated by comma, semicolon or tab. Several values in one cell are separated by “|”."
        " Columns that are not listed here may be there and are not read."
    )
    kind = ListingKind.PLASMID
    key_column = "key"
    columns = (
        Field("key", "Your own identifier of the plasmid.", "NVP-001", is_required=True),
        Field("name", "Name of the plasmid.", "pNV-TP53-WT", is_required=True),
        Field("synonyms", "Other names.", "pTP53|p53 wild type", nulls=NULLS, max_length=1000),
        Field("backbone", "Vector backbone.", "pcDNA3.1", is_required=True, max_length=100),
        Field(
            "insert_gene",
            "Symbol of the inserted gene; empty for an empty vector.",
            "TP53",
            nulls=NULLS,
            max_length=100,
        ),
        Field("insert_species", "Species of the gene.", "Homo sapiens", nulls=NULLS, max_length=100),
        Field("bacterial_resistance", "Resistance in bacteria.", "ampicillin", is_required=True, max_length=300),
        Field("selection_marker", "Marker in mammalian cells.", "neomycin", nulls=NULLS, max_length=60),
        Field("growth_strain", "Strain in which it is grown.", "DH5alpha", is_required=True, max_length=60),
        Field("growth_temperature_c", "Growth temperature in °C; 37 if not said.", "37", nulls=NULLS),
        Field("copy_number", "high, medium, low or single.", "high", nulls=NULLS),
        Field("size_bp", "Length of the whole plasmid in base pairs.", "6590", nulls=NULLS),
        Field("vials", "How many there are now, promised ones included; 0 if not said.", "12", nulls=NULLS),
        Field("biosafety_level", "1 to 4.", "1", nulls=NULLS),
        Field("summary", "What it is for.", "Wild-type p53 for rescue experiments.", nulls=NULLS, max_length=2000),
    )
    options = (Option("lot", "Label of the lots", "“main” if not said.", one_line(100)), THIRD_PARTY_TERMS)

    def check_cells(self, cells: Cells, options: Mapping[str, Any]) -> Checked:
        key = cells.text("key")
        lot = LotFacts(
            code=options.get("lot", "main"),
            unit="tube",
            stated=cells.count("vials", most=1_000_000) or 0,
            biosafety_level=cells.count("biosafety_level", least=_LEVELS[0], most=_LEVELS[1]),
        )
        offer = Offer(
            line=cells.line,
            listing=_listing(cells, key, options),
            details=_details(cells),
            lots=(Lot(line=cells.line, facts=lot),),
        )
        return Checked(line=cells.line, key=key, item=offer, problems=tuple(cells.problems))

    def offers(self, rows: Sequence[Checked], options: Mapping[str, Any]) -> list[Offer]:
        return [row.item for row in rows]


def _listing(cells: Cells, key: str, options: Mapping[str, Any]) -> ListingFacts:
    words = ("backbone", "insert_gene", "insert_species", "bacterial_resistance", "selection_marker")
    return ListingFacts(
        provider_key=key,
        title=cells.text("name"),
        summary=cells.text("summary"),
        synonyms=_several(cells.text("synonyms")),
        origin=Origin.NOT_HUMAN.value,
        third_party_terms=options.get("third_party_terms"),
        words=tuple(word for name in words if (word := cells.text(name))),
    )


def _details(cells: Cells) -> dict[str, Any]:
    temperature = cells.decimal("growth_temperature_c", least=Decimal(4), most=Decimal(60))
    return {
        "backbone": cells.text("backbone"),
        "insert_gene": cells.text("insert_gene"),
        "insert_species": cells.text("insert_species"),
        "bacterial_resistance": list(_several(_short(cells, "bacterial_resistance", 60))),
        "selection_marker": cells.text("selection_marker"),
        "growth_strain": cells.text("growth_strain"),
        "growth_temperature_c": BODY_TEMPERATURE if temperature is None else temperature,
        "copy_number": cells.choice("copy_number", _COPIES),
        "size_bp": cells.count("size_bp", least=1, most=2_000_000_000),
    }


def _several(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for value in text.split("|") if (part := value.strip())))


def _short(cells: Cells, name: str, longest: int) -> str:
    """Return a cell of several values if each is short enough."""
    return cells.checked(
        name,
        lambda text: all(len(value) <= longest for value in _several(text)) and bool(_several(text)),
        f"A value has more than {longest} characters, or there is none.",
        "Separate several values by “|”.",
    )
