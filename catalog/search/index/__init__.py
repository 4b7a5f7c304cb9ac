"""The catalogue in memory: which listings carry a token, how many of a set carry each, and which come next.

Plain Python on compressed bitmaps; it knows neither the database nor who looks.
"""

from catalog.search.index.base import Base, Entry
from catalog.search.index.counting import Counted, counts
from catalog.search.index.live import FacetIndex
from catalog.search.index.paging import Place, Tier, page

__all__ = ["Base", "Counted", "Entry", "FacetIndex", "Place", "Tier", "counts", "page"]
