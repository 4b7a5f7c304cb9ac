"""The catalogue's index in memory."""

from pathlib import Path

from exchange.settings.places import DATA_DIR

# Where the index is kept for the next start; None goes without an index, and SQL answers every search.
SEARCH_INDEX_DIR: Path | None = DATA_DIR / "search"
