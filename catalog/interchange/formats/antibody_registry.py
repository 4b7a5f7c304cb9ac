"""Antibodies as the Antibody Registry gives them out."""

from collections.abc import Mapping
from typing import Any

from catalog.interchange.formats.base import Checked
from catalog.interchange.formats.kind_table import KindTable
from catalog.interchange.reading.cells import Cells
from catalog.interchange.reading.values import SEVERAL
from catalog.listings.models import ListingKind


class AntibodyRegistry(KindTable):
    """The registry's columns: species separated by commas, and a clonality in words."""

    def __init__(self) -> None:
        super().__init__(ListingKind.ANTIBODY)
        self.key, self.title = "antibody_registry", "Antibodies (Antibody Registry, JSON or CSV)"
        # The registry's own ids are told apart by its RRIDs, which labs know.
        self.aliases = {alias: name for alias, name in self.aliases.items() if alias != "id"}

    def check_cells(self, cells: Cells, options: Mapping[str, Any]) -> Checked:
        values = dict(cells.values)
        if "target_species" in values:
            values["target_species"] = SEVERAL.join(part.strip() for part in values["target_species"].split(","))
        if "clonality" in values:
            values["clonality"] = values["clonality"].removesuffix(" antibody")
        cells.values = values
        return super().check_cells(cells, options)
