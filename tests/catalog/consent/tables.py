"""What the tables of the consent matcher share: a small ontology and one way to ask."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from catalog.consent.reading import read_purpose, read_use_terms
from catalog.consent.rules import Decision, Ontology, match
from catalog.vocabulary.rules import transitive_ancestors

ROOT = Path(__file__).resolve().parents[3]
FIELD_FILES = ROOT.parent / "shared" / "data" / "consent"
TODAY = dt.date(2026, 6, 1)

BREAST, BREAST_CHILD, LUNG = "MONDO:0007254", "MONDO:0005494", "MONDO:0008903"
CANCER, TUMOUR, NEOPLASM = "MONDO:0004992", "MONDO:0045024", "MONDO:0005070"
MELANOMA, UVEAL_MELANOMA, DIABETES = "MONDO:0005105", "MONDO:0006486", "MONDO:0005015"
LYMPHOMA, ABSENT = "MONDO:0005062", "MONDO:9999999"
DOID_CANCER, DOID_COLORECTAL = "DOID:162", "DOID:9256"

ONTOLOGY = Ontology(
    transitive_ancestors(
        {
            BREAST_CHILD: [BREAST],
            BREAST: [CANCER],
            LUNG: [CANCER],
            CANCER: [NEOPLASM],
            MELANOMA: [NEOPLASM],
            UVEAL_MELANOMA: [MELANOMA, CANCER],
            NEOPLASM: [TUMOUR],
            TUMOUR: ["MONDO:0000001"],
            DIABETES: ["MONDO:0000001"],
            DOID_COLORECTAL: [DOID_CANCER],
            DOID_CANCER: ["DOID:4"],
        }
    ),
    certain={LYMPHOMA: frozenset({NEOPLASM, TUMOUR})},
    oncology=frozenset({LYMPHOMA, MELANOMA}),
)


def terms(
    permission: str, *modifiers: dict[str, Any], diseases: list[str] | None = None, **rest: Any
) -> dict[str, Any]:
    """Return the JSON of a consent with one permission."""
    granted: dict[str, Any] = {"code": permission}
    if diseases is not None:
        granted["diseases"] = diseases
    return {"permissions": [granted], "modifiers": list(modifiers), **rest}


def decide(consent: dict[str, Any], purpose: dict[str, Any], today: dt.date = TODAY) -> Decision:
    """Read both sides and match them."""
    return match(read_use_terms(consent), read_purpose(purpose), today=today, ontology=ONTOLOGY)


def answer(consent: dict[str, Any], purpose: dict[str, Any]) -> tuple[str, list[str]]:
    """Return the verdict and all reasons, as texts."""
    decision = decide(consent, purpose)
    return decision.verdict.value, decision.texts


def field_file(name: str) -> Path:
    """Return a file of real cases that is not part of the repository; skip the test without it."""
    path = FIELD_FILES / name
    if not path.exists():
        pytest.skip(f"shared/data/consent/{name} is not beside this checkout")
    return path
