"""Formats of rows and columns, whatever file they come in."""

import csv
import io
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.formats.base import Checked, Corrections, ImportFormat, Rows
from catalog.interchange.reading.cells import Cells, Problem
from catalog.interchange.reading.mapping import PROBLEM, SUGGESTION, match_columns, require_columns
from catalog.interchange.reading.source import Source
from catalog.interchange.reading.tables import Table, TableRow, read_table
from exchange.kernel.errors import InvalidInput

EXAMPLES = 3
# A spreadsheet takes a cell that begins so for a formula, unless a quotation mark says that it is text.
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class FoundColumn:
    """A column of a file: what it is read as, empty if nothing, and its first values."""

    header: str
    name: str
    examples: tuple[str, ...]


class TableFormat(ImportFormat):
    """A format whose rows have columns, which may be called otherwise in a file."""

    accept: str = ".csv,.tsv,.txt,.xlsx,.json,.zip"
    has_columns: bool = True
    aliases: Mapping[str, str] = {}

    @abstractmethod
    def check_cells(self, cells: Cells, options: Mapping[str, Any]) -> Checked:
        """Look at the cells of one row."""

    def together(self, values: dict[str, Any]) -> dict[str, Any]:
        names = {column.name for column in self.columns}
        if strange := [name for name in values.get("defaults", {}) if name not in names]:
            raise InvalidInput("options", f"The option defaults: there is no column {strange[0]!r}.", option="defaults")
        return values

    def table(self, source: Source) -> Table:
        return read_table(source, [*(column.name for column in self.columns), *self.aliases])

    def rows(self, source: Source, mapping: Mapping[str, str], options: Mapping[str, Any]) -> Rows:
        table = self.table(source)
        matched = match_columns(table.header, self.columns, mapping, self.aliases)
        said = options.get("defaults", {})
        wanted = [column for column in self.columns if column.name not in said]
        require_columns(table.header, wanted, matched, mapping)
        if not len(table):
            raise FileRefusedError("The file has a header and no rows below it.")
        called = replace(table, names=tuple(matched.get(name, "") for name in table.header))
        return Rows(called, {name: header for header, name in matched.items()})

    def check(self, row: TableRow, options: Mapping[str, Any]) -> Checked:
        said = options.get("defaults", {})
        values = {**said, **{name: text for name, text in row.cells.items() if text or name not in said}}
        cells = Cells(row.line, values, self.by_name)
        if row.beyond:
            cells.refuse(
                self.key_column,
                "The row has more values than the header has columns.",
                "Quote values that hold the separator.",
            )
        return self.check_cells(cells, options)

    def found_columns(self, source: Source) -> list[FoundColumn]:
        """Return the columns of a file with what each is read as.

        Raises:
            FileRefusedError: the file as a whole cannot be read.
        """
        table = self.table(source)
        matched = match_columns(table.header, self.columns, {}, self.aliases)
        first = list(islice(table, EXAMPLES))
        return [
            FoundColumn(name, matched.get(name, ""), tuple(value for row in first if (value := row.cells[name])))
            for name in table.header
            if name not in (PROBLEM, SUGGESTION)
        ]

    def corrections(self, source: Source, problems: Mapping[int, list[Problem]]) -> Corrections:
        table, text = self.table(source), io.StringIO()
        header = [name for name in table.header if name not in (PROBLEM, SUGGESTION)]
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([*map(_as_text, header), PROBLEM, SUGGESTION])
        for row in table:
            if found := problems.get(row.line):
                reasons = " ".join(f"{one.column}: {one.reason}" for one in found)
                suggestions = " ".join(f"{one.column}: {one.suggestion}" for one in found if one.suggestion)
                cells = [_as_text(row.cells[name]) for name in header]
                writer.writerow([*cells, *map(_as_text, row.beyond), reasons, suggestions])
        # Spreadsheets recognise UTF-8 by its mark.
        return Corrections(".csv", "\ufeff" + text.getvalue())


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
