"""What the demo world offers besides its managers' files: something of every other kind. All of it is invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalog.consent.operations import store_use_terms
from catalog.consent.reading import read_shorthand
from catalog.kinds.facts import words
from catalog.kinds.models import Protocol, SampleCollection
from catalog.kinds.operations import store_details
from catalog.kinds.registry import kind_of
from catalog.listings.facts import ListingFacts
from catalog.listings.models import Listing, ListingKind
from catalog.listings.operations import store_listings
from catalog.stock.facts import LotFacts
from catalog.stock.operations import store_lots
from exchange.parties.models import Person, Unit

K = ListingKind
BIOBANK, CELL_BANK = "Mur Valley Biobank", "Aire Cell Bank"
LABORATORY, CORE = "Tumour Genomics Laboratory", "Rift Imaging Core"


@dataclass(frozen=True, kw_only=True)
class DemoOffer:
    """A listing of a unit, with what its kind says and its stock."""

    kind: ListingKind
    unit: str
    key: str
    title: str
    summary: str
    details: Mapping[str, Any]
    terms: str = ""
    lots: tuple[LotFacts, ...] = field(default=())


OFFERS = (
    DemoOffer(
        kind=K.SAMPLE_COLLECTION,
        unit=BIOBANK,
        key="MVB-ALL",
        title="Solid tumours of the Mur valley",
        summary="All solid tumours that the biobank holds; its parts have the specimens.",
        details={
            "design": "Disease-specific cohort",
            "setting": "Routine health care setting",
            "materials": ["Tissue (FFPE)", "Whole blood", "DNA"],
            "associated_data": ["Clinical dataset", "Genomic dataset"],
            "youngest_age_years": 18,
            "oldest_age_years": 91,
        },
    ),
    DemoOffer(
        kind=K.PROTOCOL,
        unit=BIOBANK,
        key="MVB-SOP-7@1",
        title="Plasma from EDTA blood, version 1",
        summary="From venepuncture to the freezer within four hours.",
        details={
            "number": "MVB-SOP-7",
            "version": "1",
            "valid_from_on": date(2023, 2, 1),
            "valid_until_on": date(2026, 1, 31),
            "language": "English",
        },
    ),
    DemoOffer(
        kind=K.PROTOCOL,
        unit=BIOBANK,
        key="MVB-SOP-7@2",
        title="Plasma from EDTA blood, version 2",
        summary="From venepuncture to the freezer within two hours, with a second centrifugation.",
        details={
            "number": "MVB-SOP-7",
            "version": "2",
            "valid_from_on": date(2026, 2, 1),
            "purpose": "Plasma for circulating tumour DNA.",
            "methods": ["Venepuncture", "Centrifugation", "Freezing"],
            "standards": ["ISO 20387"],
            "language": "English",
        },
    ),
    DemoOffer(
        kind=K.ANTIBODY,
        unit=CELL_BANK,
        key="ACR-AB-11",
        title="Anti-p53, clone AV-53",
        summary="Binds wild-type and mutant p53 in fixed tissue.",
        terms="GRU; NCU",
        details={
            "target": "p53",
            "target_uniprot": ["P04637"],
            "target_species": ["human"],
            "host": "mouse",
            "clonality": "monoclonal",
            "clone": "AV-53",
            "isotype": "IgG2a",
            "form": "purified",
            "applications": ["Western blot", "Immunohistochemistry"],
            "dilution": "1:500 in Western blot",
        },
        lots=(
            LotFacts(
                code="2026-03",
                unit="vial",
                stated=40,
                amount=Decimal("0.1"),
                amount_unit="ml",
                concentration=Decimal("1.0"),
                concentration_unit="mg/ml",
                expires_on=date(2029, 3, 31),
            ),
        ),
    ),
    DemoOffer(
        kind=K.ORGANISM,
        unit=CELL_BANK,
        key="ACR-MM-4",
        title="Mouse with conditional loss of Trp53 in the bile ducts",
        summary="Develops intrahepatic tumours within nine months.",
        terms="GRU; NCU",
        details={
            "species": "Mus musculus",
            "taxon_id": 10090,
            "strain_name": "B6-Trp53<flox> demo strain",
            "background_strain": "C57BL/6",
            "affected_genes": ["Trp53"],
            "allele_types": ["Conditional knockout"],
            "availability": "cryopreserved",
            "recovery_weeks": 14,
            "genotyping_protocol": "PCR with two primers: wild type 270 bp, floxed 390 bp.",
            "health_report": "Specific pathogen free, tested every quarter.",
        },
        lots=(LotFacts(code="straws-1", unit="straw", stated=12, frozen_on=date(2025, 5, 6)),),
    ),
    DemoOffer(
        kind=K.COMPOUND,
        unit=LABORATORY,
        key="NVC-0031",
        title="NVC-0031, a probe of kinase MEK1",
        summary="An allosteric inhibitor made for cell culture; not for use in people.",
        terms="GRU; NCU",
        details={
            "formula": "C21H19N3O4",
            "molecular_weight_g_mol": Decimal("377.400"),
            "purity_percent": Decimal("98.50"),
            "salt_form": "free base",
            "solubility": "DMSO, 40 mg/ml",
            "targets": ["MEK1"],
            "mechanism": "Allosteric inhibitor",
            "storage": "-20 °C, dry and dark",
            "hazard_statements": ["H302"],
            "is_controlled": False,
            "supplier": "Own synthesis",
        },
        lots=(LotFacts(code="batch-2", unit="vial", stated=25, amount=Decimal(5), amount_unit="mg"),),
    ),
    DemoOffer(
        kind=K.SOFTWARE,
        unit=LABORATORY,
        key="NVC-SW-1",
        title="ductcall",
        summary="Calls variants in cell-free DNA of patients with tumours of the bile ducts.",
        details={
            "version": "1.4.0",
            "licence": "GPL-3.0-or-later",
            "commercial_licence": "Ask the institute's technology office.",
            "software_types": ["Command-line tool"],
            "languages": ["Python"],
            "operating_systems": ["Linux", "Mac"],
            "topics": ["Oncology"],
            "functions": ["Variant calling"],
            "source_url": "https://code.example/ductcall",
            "cost": "Free of charge",
        },
    ),
    DemoOffer(
        kind=K.DATASET,
        unit=LABORATORY,
        key="NVC-DS-2",
        title="Exomes of 412 tumours of the bile ducts",
        summary="Tumour and blood of patients in Uganda, with survival.",
        terms="DS(MONDO:0004992); IRB; NPU",
        details={
            "access_tier": "controlled",
            "version": "2",
            "data_types": ["Whole exome sequences", "Survival"],
            "formats": ["CRAM", "VCF", "CSV"],
            "size_gb": Decimal("3120.500"),
            "people": 412,
            "people_by_category": {"genomic": 412, "health": 398},
            "agreement_type": "Data use agreement",
            "access_url": "https://data.example/nvc-ds-2",
        },
    ),
    DemoOffer(
        kind=K.EQUIPMENT,
        unit=CORE,
        key="RIC-LS9",
        title="Light-sheet microscope",
        summary="For cleared tissue up to a centimetre across.",
        details={
            "manufacturer": "Optika Werke",
            "model": "LS-9",
            "location": "Hill Campus, house C, room 12",
            "time_zone": "Africa/Nairobi",
            "capabilities": ["Light-sheet imaging", "Live imaging"],
            "accessories": ["Incubation chamber"],
            "is_training_required": True,
            "training": "Half a day, every Monday.",
            "sample_requirements": "Cleared tissue, biosafety level 1.",
            "person_in_charge": "Head of the imaging core",
        },
    ),
    DemoOffer(
        kind=K.SERVICE,
        unit=CORE,
        key="RIC-WS-2027",
        title="Workshop: imaging of tumours in three dimensions",
        summary="From clearing to counting, on the participants' own samples.",
        details={
            "service_type": "workshop",
            "methods": ["Tissue clearing", "Light-sheet imaging"],
            "country": "KE",
            "place": "Nairobi, Hill Campus",
            "is_online": False,
            "starts_on": date(2027, 3, 1),
            "ends_on": date(2027, 3, 5),
            "apply_by_on": date(2027, 1, 15),
            "time_zone": "Africa/Nairobi",
            "places": 16,
            "duration": "5 days",
            "eligibility": "Doctoral students and postdocs of African institutions.",
            "funding": "Travel and lodging",
            "languages": ["English"],
        },
    ),
)
PARTS = {"MVB-ALL": ("MVB-BREAST", "MVB-BILIARY", "MVB-MELANOMA")}


@transaction.atomic
def offer(units: Mapping[str, Unit], *, by: Person, now: datetime) -> None:
    """Store every offer of `OFFERS`, and which collections are parts of which; stored again, nothing changes."""
    for one in OFFERS:
        _store(one, units[one.unit], by, now)
    for whole, parts in PARTS.items():
        parent = SampleCollection.objects.get(listing__provider_key=whole)
        details = Listing.objects.filter(unit=units[BIOBANK], provider_key__in=parts)
        store_details(details={listing: {"parent_id": parent.pk} for listing in details})
    old, new = (Protocol.objects.get(listing__provider_key=f"MVB-SOP-7@{version}") for version in "12")
    store_details(details={new.listing: {"supersedes_id": old.pk}})


def _store(one: DemoOffer, unit: Unit, by: Person, now: datetime) -> None:
    facts = ListingFacts(
        provider_key=one.key,
        title=one.title,
        summary=one.summary,
        origin="human_coded" if one.kind in (K.SAMPLE_COLLECTION, K.DATASET) else "not_human",
        words=words(kind_of(one.kind).fields, one.details),
        use_terms_id=store_use_terms(read_shorthand(one.terms)).pk if one.terms else None,
        third_party_terms=False,
    )
    ((listing, _),) = store_listings(unit=unit, kind=one.kind, facts=[facts], by=by, now=now).values()
    store_details(details={listing: one.details})
    store_lots(facts={listing: one.lots}, now=now)
