"""The table that chooses the form: dated rows, each with a sentence and a citation.

Rows are read in the order of precedence of the practice: jurisdiction, terms that are agreed already, third party,
human origin, data, sector, then the forms between two nonprofits. A new situation is a new row; a changed one ends the
old row with `until_on` and adds another.
"""

from agreements.drafting.rules.table.additions import OVERLAYS, WARNINGS
from agreements.drafting.rules.table.forms import FORMS
from agreements.drafting.rules.table.row import Effect, Fact, Row, Standing, Value
from agreements.drafting.rules.table.stops import STOPS

TABLE_VERSION = "2026-11-26"
ROWS: tuple[Row, ...] = (*STOPS, *FORMS, *OVERLAYS, *WARNINGS)

__all__ = ["ROWS", "TABLE_VERSION", "Effect", "Fact", "Row", "Standing", "Value"]
