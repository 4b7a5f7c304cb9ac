"""The tables of the kinds; one file a kind holds its fields."""

from catalog.kinds.cell_line import CellLine
from catalog.kinds.plasmid import Plasmid
from catalog.kinds.sample_collection import SampleCollection

__all__ = ["CellLine", "Plasmid", "SampleCollection"]
