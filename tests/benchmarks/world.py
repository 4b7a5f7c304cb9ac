"""A catalogue of any size in the product's own tables, as skewed as real ones: few places and words are common."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from tests.factories.parties import OrganisationFactory, UnitFactory

PUBLISHED = datetime(2026, 7, 1, tzinfo=UTC)
PROVIDERS = 300
COUNTRIES = [
    "US", "GB", "DE", "NL", "SE", "FR", "IT", "ES", "FI", "NO", "DK", "CH", "AT", "BE", "CA", "AU", "JP",
    "CN", "KR", "IN", "BR", "MX", "ZA", "KE", "UG", "NG", "EG", "IL", "TR", "GR", "PL", "CZ", "HU",
]  # fmt: skip
MATERIALS = ["plasma", "serum", "whole_blood", "ffpe_block", "frozen_tissue", "dna", "rna", "pbmc", "urine", "saliva"]
DISEASES = [f"D{number:03}" for number in range(400)]
WORDS = [
    "collected", "consent", "linked", "clinical", "genotype", "array", "whole", "genome", "sequencing",
    "methylation", "imaging", "available", "processed", "barcoded", "monitored", "certified", "annotated",
    "histology", "reviewed", "tumour", "mutation", "EGFR", "KRAS", "BRCA1", "TP53", "HER2", "positive",
    "metastatic", "primary", "relapse", "remission", "control", "donor", "matched", "prospective", "trial",
    "baseline", "cytokine", "proteomics", "microbiome", "nanopore", "transcriptomics", "cytometry", "typing",
    "exposure", "questionnaire", "biopsy", "resection", "needle", "core", "slide",
]  # fmt: skip
LISTING = (
    "id unit_id kind provider_key title summary synonyms identifiers origin warning visibility published_at search_text"
)


def skewed(size: int, power: float = 0.9) -> list[float]:
    """Return weights of which the first is by far the greatest."""
    return [1 / (place + 1) ** power for place in range(size)]


def load(size: int, *, seed: int = 7) -> None:
    """Fill the tables with so many listings, two in three of them sample collections, the others datasets."""
    random = Random(seed)
    units = [
        UnitFactory.create(
            organisation=OrganisationFactory.create(country_code=random.choices(COUNTRIES, skewed(len(COUNTRIES)))[0])
        ).pk
        for _ in range(PROVIDERS)
    ]
    rows = list(_listings(size, units, random))
    _copy("listings_listing", LISTING, (row["listing"] for row in rows))
    _copy("kinds_samplecollection", "listing_id design source_study setting materials associated_data", (
        (row["id"], "", "", "", [row["material"]], []) for row in rows if row["material"]
    ))  # fmt: skip
    _copy(
        "kinds_dataset",
        "listing_id access_tier doi accession version data_types diseases formats people_by_category agreement_type"
        " access_url",
        ((row["id"], "open", "", "", "", [], row["diseases"], [], "{}", "", "") for row in rows if not row["material"]),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE listings_listing, kinds_samplecollection, kinds_dataset, parties_unit")


def _listings(size: int, units: list[Any], random: Random) -> Iterator[dict[str, Any]]:
    providers = random.choices(units, skewed(PROVIDERS, 0.85), k=size)
    materials = random.choices(MATERIALS, skewed(len(MATERIALS), 0.8), k=size)
    diseases = random.choices(DISEASES, skewed(len(DISEASES)), k=size)
    for number in range(size):
        key = UUID(int=random.getrandbits(128))
        is_dataset = random.random() < 1 / 3
        title = f"{'dataset' if is_dataset else materials[number]} {diseases[number]} {random.choice(WORDS)}"
        summary = " ".join(random.choices(WORDS, skewed(len(WORDS)), k=random.randint(14, 34)))
        kind = "dataset" if is_dataset else "sample_collection"
        age = timedelta(seconds=random.expovariate(1 / (200 * 86400)))
        listing: tuple[Any, ...] = (
            key, providers[number], kind, f"key-{number}", title, summary, [], [], "human_coded", "",
            "draft" if random.random() < 0.02 else "public", PUBLISHED - age, f"{title}\n{summary}",
        )  # fmt: skip
        stated = [{"vocabulary": "X", "code": diseases[number], "label": ""}]
        material = "" if is_dataset else materials[number]
        yield {"id": key, "listing": listing, "material": material, "diseases": json.dumps(stated)}


def _copy(table: str, columns: str, rows: Any) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns.split())}) FROM STDIN") as into:
        for row in rows:
            into.write_row(row)
