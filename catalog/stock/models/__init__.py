"""What is in the freezer: lots and specimens, promises on them, and every movement."""

from catalog.stock.models.holds import Hold, Movement
from catalog.stock.models.lots import Lot
from catalog.stock.models.specimens import Lineage, Specimen

__all__ = ["Hold", "Lineage", "Lot", "Movement", "Specimen"]
