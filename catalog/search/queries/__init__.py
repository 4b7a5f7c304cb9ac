"""Find listings through the eyes of a viewer, and count what else could be found."""

from catalog.search.queries.finding import MOST_VALUES, Search, find
from catalog.search.queries.sql import JOINED, as_shown, places, search
from catalog.search.queries.wish import ORDERS, VERDICT, Facet, FacetValue, Sort, Wish

__all__ = [
    "JOINED",
    "MOST_VALUES",
    "ORDERS",
    "VERDICT",
    "Facet",
    "FacetValue",
    "Search",
    "Sort",
    "Wish",
    "as_shown",
    "find",
    "places",
    "search",
]
