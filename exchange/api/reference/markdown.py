"""Markdown tables."""

from collections.abc import Iterable, Sequence

NOTE = "<!-- Printed from the code by `python manage.py write_docs`; edit the code instead. -->"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a bar within a cell is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
