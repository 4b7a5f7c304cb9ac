"""Samples as MIABIS names what it knows of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from catalog.interchange.formats.aliases import SPECIMEN_ALIASES
from catalog.interchange.formats.base import Checked
from catalog.interchange.formats.specimen_table import SpecimenTable
from catalog.interchange.reading.cells import Cells

# What MIABIS calls sample type is our material; our sample type, such as primary or metastasis, is none of its own.
LESION = "lesion"
HEADINGS = {
    "code": "Sample ID",
    "donor_pseudonym": "Donor ID",
    "material": "Sample type",
    "sample_type": LESION,
    "storage_temperature": "Storage temperature",
    "collected": "Creation date",
    "anatomical_site": "Anatomical site",
    "anatomical_site_code": "Anatomical site code",
    "diagnosis": "Sample content diagnosis",
    "diagnosis_code": "Sample content diagnosis code",
    "sex": "Sex",
    "age": "Age at event",
    "age_unit": "Age unit",
    "associated_data": "Dataset type",
}


class MiabisSamples(SpecimenTable):
    key = "miabis_samples"
    title = "Samples (MIABIS)"
    description = (
        "A collection with its samples, one a row, under the names of MIABIS Sample, Donor and Event. “Sample type” is"
        " the material; other columns are those of the table of specimens."
    )
    columns = tuple(replace(one, name=LESION) if one.name == "sample_type" else one for one in SpecimenTable.fields)
    aliases = {
        **SPECIMEN_ALIASES,
        **{heading.casefold(): name for name, heading in HEADINGS.items() if name != "sample_type"},
    }

    def check_cells(self, cells: Cells, options: Mapping[str, Any]) -> Checked:
        cells.values = {"sample_type" if name == LESION else name: text for name, text in cells.values.items()}
        cells.columns = {one.name: one for one in self.fields}
        return super().check_cells(cells, options)
