"""Read small files by their formats, without a database."""

from typing import Any

from catalog.interchange.formats import FORMATS
from catalog.interchange.formats.base import Checked, Offer
from catalog.interchange.reading.source import open_source


def checked(form: str, content: bytes | str, **options: Any) -> list[Checked]:
    raw = content if isinstance(content, bytes) else content.encode()
    entry = FORMATS[form]
    said = entry.read_options(options)
    return [entry.check(row, said) for row in entry.rows(open_source(raw), {}, said).items]


def offers(form: str, content: bytes | str, **options: Any) -> list[Offer]:
    rows = [row for row in checked(form, content, **options) if not row.problems]
    return FORMATS[form].offers(rows, FORMATS[form].read_options(options))


def complaints(form: str, content: bytes | str, **options: Any) -> list[tuple[int, str, str]]:
    rows = checked(form, content, **options)
    return [(problem.row, problem.column, problem.reason) for row in rows for problem in row.problems]
