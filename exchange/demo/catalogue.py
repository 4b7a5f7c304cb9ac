"""Fill the demo world's catalogue from files, as its managers would."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from catalog.interchange import operations
from exchange.parties.models import Person, Unit

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class DemoFile:
    """A file of the demo world, who imports it and what they say beside it."""

    name: str
    format: str
    unit: str
    importer: str
    options: dict[str, str]


def _collection(name: str, key: str, title: str, summary: str, form: str, form_title: str, terms: str) -> DemoFile:
    return DemoFile(
        name=f"{name}.txt",
        format="cbioportal_samples",
        unit="Mur Valley Biobank",
        importer="resource_manager",
        options={
            "collection_key": key,
            "collection_title": title,
            "collection_summary": summary,
            "design": "Disease specific",
            "consent_form": form,
            "consent_title": form_title,
            "consent_terms": terms,
            "consents_given": "yes",
            "third_party_terms": "no",
        },
    )


FILES = (
    _collection(
        "breast_samples",
        "MVB-BREAST",
        "Breast cancer: tumour and matched blood",
        "Primary tumours, metastases and matched normal blood of women treated in the Mur valley since 2016.",
        "MVB-GENERAL@3",
        "General consent of the Mur Valley Biobank",
        "HMB; IRB; PUB",
    ),
    _collection(
        "biliary_samples",
        "MVB-BILIARY",
        "Biliary tract cancer: gallbladder and bile ducts",
        "A rare-cancer collection with blood taken before treatment.",
        "MVB-CANCER@1",
        "Consent for cancer research of the Mur Valley Biobank",
        "DS(MONDO:0004992); IRB; NPU",
    ),
    _collection(
        "melanoma_samples",
        "MVB-MELANOMA",
        "Melanoma: primary tumours and metastases",
        "Collected for the study of resistance; use is limited to melanoma.",
        "MVB-MELANOMA@1",
        "Consent of the melanoma study",
        "DS(MONDO:0005105); IRB; NPUNCU; RTN",
    ),
    DemoFile(
        name="cell_lines.txt",
        format="cellosaurus",
        unit="Aire Cell Bank",
        importer="cell_bank_manager",
        options={
            "vials": "24",
            "lot": "2026-A",
            "passage_number": "7",
            "mycoplasma_tested_on": "2026-09-14",
            "mycoplasma_method": "PCR",
            "third_party_terms": "no",
            "biosafety_level": "1",
            "use_terms": "GRU; NCU",
            "problematic_because": "Melanoma groups use the line under its true identity, and ask for it by this name.",
        },
    ),
    DemoFile(
        name="plasmids.csv",
        format="table_plasmid",
        unit="Aire Cell Bank",
        importer="cell_bank_manager",
        options={"lot": "2026-A", "defaults": "third_party_terms=no"},
    ),
)


def stock_shelves(units: dict[str, Unit], people: dict[str, Person], *, now: datetime) -> None:
    """Import every file of `FILES`; imported again, nothing changes."""
    for file in FILES:
        by = people[file.importer]
        upload = operations.store_upload(filename=file.name, content=(DATA / file.name).read_bytes(), by=by, now=now)
        run = operations.start_import(
            upload=upload, unit=units[file.unit], format=file.format, options=file.options, by=by, now=now
        )
        operations.run_import(run=run, now=now)
