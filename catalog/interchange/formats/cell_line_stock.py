"""The stock of a cell bank, line by line, as a small table beside the entries. Plain Python."""

from dataclasses import dataclass, replace

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.reading.cells import Cells
from catalog.interchange.reading.mapping import match_columns, require_columns
from catalog.interchange.reading.source import FileKind, Source
from catalog.interchange.reading.tables import read_table
from catalog.kinds.fields import Field
from catalog.stock.facts import LotFacts

COLUMNS = (
    Field("accession", "Accession of the line.", "CVCL_0031", is_required=True, max_length=20),
    Field("lot", "Label of the lot; “bank” if not said.", "2024-A", max_length=100),
    Field("vials", "How many there are now, promised ones included.", "12", is_required=True),
    Field("passage_number", "Passage number.", "7"),
    Field("mycoplasma_tested_on", "Day of the last negative test.", "2026-01-31"),
    Field("biosafety_level", "1 to 4.", "1"),
)


@dataclass(frozen=True)
class LineStock:
    """A lot of a line and the row of the table that states it."""

    line: int
    facts: LotFacts


def read_stock(text: str) -> dict[str, list[LineStock]]:
    """Return the lots by accession.

    Raises:
        ValueError: the table cannot be read; it names the row, the column and the reason.
    """
    try:
        source = Source(FileKind.TEXT, text=text.replace("\r\n", "\n"))
        table = read_table(source, [column.name for column in COLUMNS])
        matched = match_columns(table.header, COLUMNS, {}, {})
        require_columns(table.header, COLUMNS, matched, {})
        rows = list(replace(table, names=tuple(matched.get(name, "") for name in table.header)))
    except FileRefusedError as refusal:
        raise ValueError(str(refusal)) from refusal
    stock: dict[str, list[LineStock]] = {}
    for row in rows:
        cells = Cells(row.line, row.cells, {column.name: column for column in COLUMNS})
        accession = cells.matching(
            "accession", r"CVCL_[A-Z0-9]{4}", "This is no accession.", "It looks like CVCL_0031."
        )
        facts = LotFacts(
            code=cells.text("lot") or "bank",
            unit="vial",
            stated=cells.count("vials", most=1_000_000) or 0,
            passage_number=cells.count("passage_number", most=10_000),
            mycoplasma_tested_on=cells.day("mycoplasma_tested_on"),
            biosafety_level=cells.count("biosafety_level", least=1, most=4),
        )
        if any(entry.facts.code == facts.code for entry in stock.get(accession, [])):
            cells.refuse("lot", "The lot is named twice.", "Keep one of the two.")
        for problem in cells.problems:
            raise ValueError(f"row {problem.row}, {problem.column}: {problem.reason} {problem.suggestion}".strip())
        stock.setdefault(accession, []).append(LineStock(row.line, facts))
    return stock
