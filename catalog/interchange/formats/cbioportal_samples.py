"""Clinical sample files of cBioPortal: comment rows, then tab-separated rows, one a specimen.

Source: cBioPortal documentation, file formats, clinical data.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from catalog.consent.reading import read_shorthand
from catalog.interchange.formats.base import (
    THIRD_PARTY_TERMS,
    Checked,
    ConsentOption,
    Lot,
    Offer,
    Option,
)
from catalog.interchange.formats.reading_options import form_reference, one_line, yes_or_no
from catalog.interchange.formats.table import TableFormat
from catalog.interchange.reading.cells import Cells
from catalog.interchange.reading.source import FileKind, Source
from catalog.interchange.reading.tables import Table, read_tab_separated
from catalog.kinds.fields import NULLS, Field
from catalog.listings.facts import ListingFacts
from catalog.listings.models import ListingKind, Origin
from catalog.stock.facts import LotFacts, SpecimenFacts
from exchange.kernel.errors import InvalidInput

# cBioPortal writes "Normal" where tissue without disease has no site, type or code.
_NORMAL = NULLS | {"normal"}


class CbioportalSamples(TableFormat):
    key = "cbioportal_samples"
    title = "Samples (cBioPortal clinical sample file)"
    description = (
        "A collection with its specimens: tab-separated text with the comment rows of cBioPortal, one row a specimen."
        " Other columns may be there and are not read."
    )
    kind = ListingKind.SAMPLE_COLLECTION
    key_column = "SAMPLE_ID"
    columns = (
        Field("SAMPLE_ID", "The specimen's label, unique in the collection.", "P2_A", is_required=True, max_length=100),
        Field("PATIENT_ID", "The donor's pseudonym.", "2", is_required=True, max_length=100),
        Field("SAMPLE_CLASS", "The material.", "FFPE", is_required=True, max_length=60),
        Field("SAMPLE_TYPE", "Primary, metastasis, normal and the like.", "Primary", nulls=NULLS, max_length=60),
        Field("PRIMARY_SITE", "Where the tumour arose.", "Biliary Tract", nulls=_NORMAL),
        Field("METASTATIC_SITE", "Where a metastasis was taken from.", "Liver", nulls=_NORMAL),
        Field("CANCER_TYPE", "Group of diagnoses.", "Hepatobiliary Cancer", nulls=NULLS),
        Field("CANCER_TYPE_DETAILED", "The diagnosis.", "Gallbladder Cancer", nulls=NULLS),
        Field("ONCOTREE_CODE", "Code of the diagnosis in OncoTree.", "GBC", nulls=_NORMAL, max_length=40),
    )
    options = (
        Option("collection_key", "Your own identifier of the collection", "Found again by it.", one_line(200), True),
        Option("collection_title", "Title of the collection", "As people shall read it.", one_line(300), True),
        Option("collection_summary", "What the collection is", "A few sentences.", is_long=True),
        Option("design", "Design", "As MIABIS calls it, such as Disease specific.", one_line(60)),
        Option("source_study", "Study the samples were taken for", "Name or address of it.", one_line(500)),
        Option("consent_form", "Consent form of the donors", "Code and version, such as BC@2.", form_reference),
        Option("consent_title", "Title of that form", "Only for a form that is not on record yet.", one_line(200)),
        Option(
            "consent_terms",
            "What that form allows",
            "Only for a form that is not on record yet: DUO terms such as HMB; IRB; GS(AT, DE), or JSON.",
            read_shorthand,
            is_long=True,
        ),
        Option("consents_given", "Every donor of the file has signed it", "Yes or no; no if not said.", yes_or_no),
        THIRD_PARTY_TERMS,
    )

    def together(self, values: dict[str, Any]) -> dict[str, Any]:
        needy = ("consent_title", "consent_terms", "consents_given")
        if "consent_form" not in values and (without := [key for key in needy if values.get(key)]):
            raise InvalidInput("options", f"The option {without[0]} needs the option consent_form.", option=without[0])
        if ("consent_title" in values) != ("consent_terms" in values):
            raise InvalidInput(
                "options", "A new consent form needs both consent_title and consent_terms.", option="consent_terms"
            )
        return values

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
        return Checked(line=cells.line, key=sample, item=facts, problems=tuple(cells.problems))

    def offers(self, rows: Sequence[Checked], options: Mapping[str, Any]) -> list[Offer]:
        listing = ListingFacts(
            provider_key=options["collection_key"],
            title=options["collection_title"],
            summary=options.get("collection_summary", ""),
            origin=Origin.HUMAN_CODED.value,
            third_party_terms=options.get("third_party_terms"),
        )
        details = {"design": options.get("design", ""), "source_study": options.get("source_study", "")}
        lots = tuple(Lot(line=row.line, facts=row.item) for row in rows)
        return [Offer(line=None, listing=listing, details=details, lots=lots, consent=_consent(options))]


def _consent(options: Mapping[str, Any]) -> ConsentOption | None:
    if "consent_form" not in options:
        return None
    code, version = options["consent_form"]
    return ConsentOption(
        code=code,
        version=version,
        title=options.get("consent_title", ""),
        terms=options.get("consent_terms"),
        are_given=options.get("consents_given", False),
    )
