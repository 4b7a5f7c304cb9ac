"""A CSV file of ROR records: its rows read and checked one by one."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exchange.parties.rules.ror import COLUMNS, RorRecord, RowProblem, RowRejectedError, record_of


@dataclass(frozen=True)
class RorFile:
    """What a file holds: the records to load, the rows that only repeat one, and what is wrong with the others."""

    records: tuple[RorRecord, ...]
    repeated: int
    problems: tuple[RowProblem, ...]

    @property
    def rejected(self) -> int:
        """Count the rejected rows."""
        return len({problem.row for problem in self.problems})


class FileRefusedError(Exception):
    """Raise when a file is not a table of ROR records at all."""


def read(lines: Iterable[str]) -> RorFile:
    """Read the lines of a file, the first being its header; columns beyond those that are kept are ignored.

    Raises:
        FileRefusedError: columns are missing, or it is not CSV.
    """
    reader = csv.DictReader(lines, strict=True)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise FileRefusedError(f"The header lacks {', '.join(missing)}.")
    records: dict[str, tuple[int, RorRecord]] = {}
    repeated, problems = 0, []
    for row, cells in _numbered(reader):
        try:
            record = record_of(_whole(cells, row), row=row)
        except RowRejectedError as rejected:
            problems += rejected.problems
            continue
        first_row, first = records.setdefault(record.ror_id, (row, record))
        if first_row == row:
            continue
        if first == record:
            repeated += 1
        else:
            reason = f"row {first_row} says something else about this organisation"
            problems.append(RowProblem(row, "ror_id", record.ror_id, reason))
    return RorFile(tuple(record for _, record in records.values()), repeated, tuple(problems))


def _numbered(reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str | None, str | list[str] | None]]]:
    """Give each row the number of the line it ends on, so that an editor finds it."""
    try:
        for cells in reader:
            yield reader.line_num, dict(cells)
    except csv.Error as error:
        raise FileRefusedError(f"Line {reader.reader.line_num} is not CSV: {error}.") from error


def _whole(cells: dict[str | None, str | list[str] | None], row: int) -> dict[str, str]:
    """Return the cells of a row that has as many as the header."""
    extra = cells.pop(None, None)
    if extra:
        raise RowRejectedError([RowProblem(row, "", "|".join(extra), "more values than the header has columns")])
    lacking = [column or "" for column, value in cells.items() if value is None]
    if lacking:
        raise RowRejectedError([RowProblem(row, lacking[0], "", "fewer values than the header has columns")])
    return {column: value for column, value in cells.items() if column is not None and isinstance(value, str)}
