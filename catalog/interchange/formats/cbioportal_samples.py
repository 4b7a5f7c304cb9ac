"""Clinical sample files of cBioPortal: comment rows, then tab-separated rows, one a specimen.

Source: cBioPortal documentation, file formats, clinical data.
"""

from collections.abc import Mapping
from typing import Any

from catalog.interchange.formats.base import Checked, Lot
from catalog.interchange.formats.collections import COLLECTION_OPTIONS, NORMAL, CollectionTable
from catalog.interchange.reading.cells import Cells
from catalog.interchange.reading.source import FileKind, Source
from catalog.interchange.reading.tables import Table, read_tab_separated
from catalog.kinds.fields import NULLS, Field
from catalog.stock.facts import LotFacts, SpecimenFacts


class CbioportalSamples(CollectionTable):
    key = "cbioportal_samples"
    title = "Samples (cBioPortal clinical sample file)"
    description = (
        "A collection with its specimens: tab-separated text with the comment rows of cBioPortal, one row a specimen."
        " Other columns may be there and are not read."
    )
    key_column = "SAMPLE_ID"
    columns = (
        Field("SAMPLE_ID", "The specimen's label, unique in the collection.", "P2_A", is_required=True, max_length=100),
        Field("PATIENT_ID", "The donor's pseudonym.", "2", is_required=True, max_length=100),
        Field("SAMPLE_CLASS", "The material.", "FFPE", is_required=True, max_length=60),
        Field("SAMPLE_TYPE", "Primary, metastasis, normal and the like.", "Primary", nulls=NULLS, max_length=60),
        Field("PRIMARY_SITE", "Where the tumour arose.", "Biliary Tract", nulls=NORMAL),
        Field("METASTATIC_SITE", "Where a metastasis was taken from.", "Liver", nulls=NORMAL),
        Field("CANCER_TYPE", "Group of diagnoses.", "Hepatobiliary Cancer", nulls=NULLS),
        Field("CANCER_TYPE_DETAILED", "The diagnosis.", "Gallbladder Cancer", nulls=NULLS),
        Field("ONCOTREE_CODE", "Code of the diagnosis in OncoTree.", "GBC", nulls=NORMAL, max_length=40),
    )
    options = COLLECTION_OPTIONS

    def table(self, source: Source) -> Table:
        # Cells of such files are never quoted.
        is_tabbed = source.kind is FileKind.TEXT and f"{self.key_column}\t" in source.text
        return read_tab_separated(source.text) if is_tabbed else super().table(source)

    def check_cells(self, cells: Cells, options: Mapping[str, Any]) -> Checked:
        sample, donor, material = (cells.text(name) for name in ("SAMPLE_ID", "PATIENT_ID", "SAMPLE_CLASS"))
        code = cells.matching(
            "ONCOTREE_CODE",
            r"[A-Z][A-Z0-9_]{1,39}",
            "This is not a code of OncoTree.",
            "Codes are capital letters and digits, such as GBC.",
        )
        site = cells.text("METASTATIC_SITE") or cells.text("PRIMARY_SITE")
        facts = LotFacts(
            code=sample,
            unit="aliquot",
            stated=1,
            specimen=SpecimenFacts(
                donor_pseudonym=donor,
                material=material,
                consent_id=None,
                sample_type=cells.text("SAMPLE_TYPE"),
                anatomical_site=site,
                diagnosis=cells.text("CANCER_TYPE_DETAILED") or cells.text("CANCER_TYPE"),
                diagnosis_code=f"ONCOTREE:{code}" if code else "",
            ),
        )
        lot = Lot(line=cells.line, facts=facts)
        return Checked(line=cells.line, key=sample, item=lot, problems=tuple(cells.problems))
