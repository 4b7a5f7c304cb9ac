"""The tables of the kinds; one file a kind holds its fields."""

from catalog.kinds.antibody import Antibody
from catalog.kinds.cell_line import CellLine
from catalog.kinds.compound import Compound
from catalog.kinds.dataset import Dataset
from catalog.kinds.equipment import Equipment
from catalog.kinds.organism import Organism
from catalog.kinds.plasmid import Plasmid
from catalog.kinds.protocol import Protocol
from catalog.kinds.sample_collection import SampleCollection
from catalog.kinds.service import Service
from catalog.kinds.software import Software

__all__ = [
    "Antibody",
    "CellLine",
    "Compound",
    "Dataset",
    "Equipment",
    "Organism",
    "Plasmid",
    "Protocol",
    "SampleCollection",
    "Service",
    "Software",
]
