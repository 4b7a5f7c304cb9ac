"""Keep the index for the next start, and what people have saved to search again."""

from catalog.search.operations.keeping import keep_index
from catalog.search.operations.news import note_news
from catalog.search.operations.saving import forget_search, rename_search, save_search, set_alert

__all__ = ["forget_search", "keep_index", "note_news", "rename_search", "save_search", "set_alert"]
