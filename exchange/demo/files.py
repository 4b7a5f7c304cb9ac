"""Photos and documents of the demo world, as its managers would send them. Everything in them is invented."""

import random
import textwrap
from datetime import datetime

import typst

from catalog.files import operations
from catalog.files.rules import DocumentKind
from catalog.listings.models import Listing
from exchange.demo import drawings
from exchange.demo.drawings import Draw
from exchange.demo.offers import BIOBANK, CELL_BANK
from exchange.parties.models import Person, Unit

MANAGERS = {BIOBANK: "resource_manager", CELL_BANK: "cell_bank_manager"}
# By the listing's own key: what is drawn, and what it shows.
PHOTOS: dict[str, tuple[tuple[Draw, str], ...]] = {
    "MVB-BREAST": (
        (drawings.rack, "Drawing of a rack of blood tubes with caps of four colours"),
        (drawings.culture, "Drawing of tumour cells under the microscope"),
    ),
    "MVB-BILIARY": ((drawings.rack, "Drawing of a rack of tubes, seen from above"),),
    "CVCL_0031": ((drawings.culture, "Drawing of MCF-7 cells in a dish, in dense patches"),),
    "CVCL_0062": ((drawings.culture, "Drawing of MDA-MB-231 cells, spread over a dish"),),
    "NVP-001": ((drawings.vector, "Drawing of the map of a plasmid with four features"),),
    "NVP-003": ((drawings.vector, "Drawing of the map of a lentiviral vector with four features"),),
}
PLASMID, PLASMID_BP = "NVP-001", 6590

SHEET = """\
#set document(title: sys.inputs.title, date: none)
#set text(lang: "en")
#set heading(numbering: "1.")
#title()
#for line in sys.inputs.text.split("\\n") {
  if line.starts-with("# ") [= #line.slice(2)] else [#line #parbreak()]
}
"""
HANDLING = """\
# Purpose
This procedure says how frozen samples of the biobank are received and thawed. It belongs to an invented biobank.
# On arrival
Check the temperature trace of the parcel, and compare each label with the list that came with it.
Put the samples at -80 °C or colder within ten minutes.
# Thawing
Thaw on ice. Do not freeze a second time what was thawed; write down how often it was.
# Records
Confirm the receipt in the marketplace within two working days, sample by sample."""
CERTIFICATE = """\
# Identity
The profile of short tandem repeats matches that of the reference. This certificate is invented.
# Contamination
No mycoplasma was found by PCR.
# Growth
More than 85 % of the cells were viable after thawing."""
VARIABLES = """\
variable,meaning,unit
age_years,Age when the sample was taken,years
site,Anatomical site by ICD-O-3,
storage_c,Storage temperature,°C
thawed,How often it was thawed,
"""


def put_on_show(units: dict[str, Unit], people: dict[str, Person], *, now: datetime) -> None:
    """Add the photos and documents; added again, nothing changes."""
    for unit, manager in MANAGERS.items():
        by = people[manager]
        for listing in Listing.objects.filter(unit=units[unit]).order_by("provider_key"):
            for draw, alt_text in PHOTOS.get(listing.provider_key, ()):
                content = drawings.drawn(draw, listing.provider_key)
                photo = operations.add_photo(listing=listing, content=content, filename="drawing.png", by=by, now=now)
                operations.describe_photo(photo=photo, alt_text=alt_text, by=by, now=now)
                operations.check_photo(photo=photo)
            for kind, filename, content in _documents(listing.provider_key):
                operations.add_document(listing=listing, content=content, filename=filename, kind=kind, by=by, now=now)


def _documents(key: str) -> list[tuple[DocumentKind, str, bytes]]:
    if key == "MVB-BREAST":
        return [
            (DocumentKind.PROTOCOL, "Receipt and thawing.pdf", _sheet("Receipt and thawing", HANDLING)),
            (DocumentKind.DATA_SHEET, "Variables.csv", VARIABLES.encode()),
        ]
    if key == "CVCL_0031":
        return [(DocumentKind.CERTIFICATE, "Certificate of lot 2026-A.pdf", _sheet("Certificate", CERTIFICATE))]
    if key == PLASMID:
        return [(DocumentKind.SEQUENCE, "Sequence.fasta", _sequence(key))]
    return []


def _sheet(title: str, text: str) -> bytes:
    """Set a document in which assistive technology finds its way."""
    inputs = {"title": title, "text": text}
    return bytes(typst.compile(SHEET.encode(), sys_inputs=inputs, pdf_standards=["ua-1"]))


def _sequence(key: str) -> bytes:
    bases = random.Random(key).choices("ACGT", k=PLASMID_BP)  # noqa: S311 -- nothing is kept secret by it
    return "\n".join([f">{key} invented sequence", *textwrap.wrap("".join(bases), 70)]).encode() + b"\n"
