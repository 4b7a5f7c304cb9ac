"""What people search for: a mix of 24 filters by how often they are asked, and 500 that are all different."""

import json
from dataclasses import dataclass
from random import Random
from typing import Any

Filter = dict[str, str]


@dataclass(frozen=True)
class Asked:
    """A filter: a value by name of a facet, and words by ``text``."""

    name: str
    chosen: Filter
    weight: int = 1


def _icd(code: str) -> Filter:
    return {"diagnosis": f"ICD10:{code}"}


GRU, HMB = {"condition": "DUO:0000042"}, {"condition": "DUO:0000006"}
SAMPLES, DATASETS = {"kind": "sample_collection"}, {"kind": "dataset"}
COLD = {"temperature": "minus_85_to_minus_60"}
MIX = (
    Asked("home", {}, 3),
    Asked("kind", SAMPLES, 3),
    Asked("kind_dataset", DATASETS, 2),
    Asked("country", {"country": "DE"}),
    Asked("kind_country", {**SAMPLES, "country": "GB"}, 2),
    Asked("icd_category", _icd("C50"), 3),
    Asked("icd_leaf", _icd("C34.1"), 2),
    Asked("icd_chapter", _icd("II")),
    Asked("icd_kind", {**_icd("C18"), **DATASETS}, 3),
    Asked("icd_material_temperature", {**_icd("C50"), "material": "plasma", **COLD}, 3),
    Asked("icd_full", {**SAMPLES, **_icd("C34"), "material": "dna", **COLD, "country": "CA", **GRU}, 2),
    Asked("icd_rare", _icd("G30"), 2),
    Asked("site_material", {"site": "C50", "material": "frozen_tissue"}, 2),
    Asked("condition", {**SAMPLES, **HMB, "availability": "available"}, 2),
    Asked("condition_icd", {**GRU, **_icd("E11")}),
    Asked("material", {"material": "serum"}, 2),
    Asked("material_country", {"material": "dna", "country": "DE"}),
    Asked("text_common", {"text": "sequencing"}),
    Asked("text_two", {"text": "KRAS colon"}, 2),
    Asked("text_kind", {"text": "nanopore", **DATASETS}, 2),
    Asked("text_icd", {"text": "EGFR", **_icd("C34")}, 2),
    Asked("text_rare", {"text": "alzheimer twin"}),
    Asked("temperature_material", {"temperature": "nitrogen_liquid", "material": "pbmc"}),
    Asked("empty", {"kind": "software", **_icd("C50")}),
)
CODES = (
    "C50 C34 C18 C61 C64 C67 C16 C22 C25 C71 C73 C56 C44 C93 C00 E11 I10 I21 J45 F32 G30 M05 C50.1 C34.1 C18.3 II IX"
    " C15-C26 C81-C96"
)
TEXTS = (
    "sequencing nanopore KRAS EGFR_tumour proteomics_plasma methylation metastatic_relapse BRCA1 cytokine_panel imaging"
    " microbiome_stool survival colon_stage_III breast_twin"
)
CHANCES: tuple[tuple[str, float, str], ...] = (
    ("kind", 0.45, "sample_collection " * 5 + "dataset dataset cell_line antibody equipment"),
    ("diagnosis", 0.45, CODES),
    ("material", 0.4, "plasma serum whole_blood ffpe_block frozen_tissue dna rna pbmc urine saliva stool csf"),
    ("temperature", 0.2, "minus_85_to_minus_60 minus_35_to_minus_18 nitrogen_liquid room_temperature 2_to_10"),
    ("country", 0.25, "US GB DE NL SE FR IT ES FI NO DK CH AT BE CA AU JP CN KR IN BR PT EE RS PH NZ KE ZA"),
    ("condition", 0.15, "DUO:0000042 DUO:0000006 DUO:0000004 DUO:0000045 DUO:0000019"),
    ("text", 0.2, TEXTS),
)  # fmt: skip


def varied(size: int = 500) -> list[Asked]:
    """Return filters of three or four parts, no two alike."""
    random = Random(11)
    found: dict[str, Asked] = {}
    while len(found) < size:
        chosen = {name: random.choice(values.split()) for name, chance, values in CHANCES if random.random() < chance}
        if "diagnosis" in chosen:
            chosen |= _icd(chosen["diagnosis"])
        if "text" in chosen:
            chosen["text"] = chosen["text"].replace("_", " ")
        found.setdefault(json.dumps(chosen, sort_keys=True), Asked(f"varied_{len(found)}", chosen))
    return list(found.values())


def in_turn(asked: tuple[Asked, ...] = MIX) -> list[Asked]:
    """Return the filters as often as they are asked, in an order that is always the same."""
    repeated = [one for one in asked for _ in range(one.weight)]
    return Random(1).sample(repeated, len(repeated))


CARD = """
fragment Card on Listing {
  id kind title summary warning availableCount donorCount donorCountSuppressed
  unit { id name organisation { id name countryCode } }
}
"""
ARGUMENTS = {
    "kind": "[ListingKind!]", "diagnosis": "[String!]", "material": "[String!]", "temperature": "[String!]",
    "country": "[String!]", "condition": "[String!]", "site": "[String!]", "availability": "[String!]",
    "text": "String",
}  # fmt: skip
FACETS = ("kind", "country", "material", "diagnosis")
COUNTS = f"totalCount facets(only: {json.dumps(FACETS)}) {{ name values {{ value count }} }}"


def _document(counts: str) -> str:
    declared = ", ".join(f"${name}: {kind}" for name, kind in ARGUMENTS.items())
    given = ", ".join(f"{'search' if name == 'text' else name}: ${name}" for name in ARGUMENTS)
    return (
        f"query Search({declared}) {{ listings({given}, first: 20, sort: NEWEST) {{ {counts}"
        f" edges {{ node {{ ...Card }} }} }} }} {CARD}"
    )


FULL, PAGE = _document(COUNTS), _document("")
SUGGESTIONS = "query Suggestions($text: String!) { listingSuggestions(text: $text) { kind label } }"
DETAIL = f"query Detail($id: ID!) {{ listing(id: $id) {{ ...Card synonyms identifiers origin visibility }} }} {CARD}"


def variables(chosen: Filter) -> dict[str, Any]:
    """Return a filter as the API takes it."""
    return {
        name: value if name == "text" else [value.upper()] if name == "kind" else [value]
        for name, value in chosen.items()
    }
