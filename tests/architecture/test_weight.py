"""The pages that strangers come to first load little: what a lab on a slow line waits for."""

import gzip
import json
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

DIST = ROOT / "frontend" / "dist"
MOST_BYTES = 200_000
PAGES = ("catalogue/catalogue-page.tsx", "catalogue/listing-page.tsx", "catalogue/compare-page.tsx")


@pytest.mark.parametrize("page", PAGES)
def test_first_page_loads_no_more_script_than_its_budget(page: str) -> None:
    manifest = DIST / ".vite" / "manifest.json"
    if not manifest.exists():
        pytest.skip("The pages are not built: make frontend")
    chunks = json.loads(manifest.read_text())
    loaded = ["index.html", f"src/features/{page}"]
    for name in loaded:
        loaded += [other for other in chunks[name].get("imports", ()) if other not in loaded]
    weight = sum(compressed(DIST / chunks[name]["file"]) for name in loaded)
    assert weight <= MOST_BYTES, f"{page} loads {weight} bytes of script"


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))
