"""Render a filled agreement as PDF/A-2a and PDF/UA-1 with empty, tagged signature fields.

The same text gives the same bytes.
"""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

from agreements.drafting.conditions import written_date
from agreements.drafting.deal import FilledAgreement, PartyRole, SignatureBlock
from agreements.drafting.fields import FieldPlace, field_name, place_fields
from agreements.drafting.typesetting import MissingGlyphsError, PDFStandard, Typesetter, code_points

ARCHIVAL_STANDARDS: tuple[PDFStandard, ...] = ("a-2a", "ua-1")
SEAL_LABEL = "Simple signature plus integrity seal"
# Size of a signature field in points.
SEAL_WIDTH, SEAL_HEIGHT = 212, 92


@dataclass(frozen=True)
class RenderedAgreement:
    """A rendered agreement.

    Args:
        standards: the PDF standards the file claims, ("a-2a", "ua-1"), or none when a glyph was missing.
        unsupported: the texts that no font could draw; the document lists them and keeps them as text.
        fields: names of the empty signature fields, in the order of the signature page.
    """

    content: bytes
    sha256: str
    standards: tuple[PDFStandard, ...]
    unsupported: tuple[str, ...]
    fields: tuple[str, ...]


def render_pdf(filled: FilledAgreement) -> RenderedAgreement:
    """Render an agreement.

    When no font draws a character, the document is rendered once more without the archival standards and with a
    note that lists such characters, so that a rare name never blocks a deal.

    Raises:
        TypesettingError: the template is at fault.
    """
    content = _content(filled)
    standards, unsupported = ARCHIVAL_STANDARDS, tuple[str, ...]()
    typesetter = Typesetter("agreement.typ", content)
    try:
        pdf = typesetter.pdf(standards)
    except MissingGlyphsError as missing:
        standards, unsupported = (), missing.texts
        typesetter = Typesetter("agreement.typ", {**content, "note": _note(unsupported)})
        pdf = typesetter.pdf()
    places = _places(filled, typesetter)
    pdf = place_fields(pdf, places)
    return RenderedAgreement(
        pdf, hashlib.sha256(pdf).hexdigest(), standards, unsupported, tuple(place.name for place in places)
    )


def _content(filled: FilledAgreement) -> dict[str, Any]:
    """Return what the template reads."""
    day = filled.prepared_on
    names = {PartyRole.PROVIDER: filled.provider.name, PartyRole.RECIPIENT: filled.recipient.name}
    return {
        "title": filled.title,
        "short_title": filled.short_title,
        "number": filled.number,
        "form": filled.form,
        "form_version": filled.form_version,
        "digest": filled.digest,
        "authors": [filled.provider.name, filled.recipient.name],
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "prepared_on": written_date(day),
        "provider": asdict(filled.provider),
        "recipient": asdict(filled.recipient),
        "note": "",
        "clauses": [{"title": clause.title, "parts": _parts(clause.text)} for clause in filled.clauses],
        "cites": filled.cites,
        "items": [asdict(item) for item in filled.items],
        "seal_label": SEAL_LABEL,
        "seal_width": SEAL_WIDTH,
        "seal_height": SEAL_HEIGHT,
        "signatures": [
            {
                "field": field_name(block.rank, block.key),
                "party": block.party.value,
                "party_name": names[block.party],
                "role_sentence": block.role_sentence,
                "signer_name": block.signer_name,
            }
            for block in _ordered(filled)
        ],
    }


def _ordered(filled: FilledAgreement) -> list[SignatureBlock]:
    """Return the signature blocks in the order in which they are signed."""
    return sorted(filled.signatures, key=lambda block: block.rank)


def _parts(text: str) -> list[dict[str, Any]]:
    """Split a clause into its paragraphs and lists."""
    parts: list[dict[str, Any]] = []
    for line in filter(None, text.split("\n")):
        if not line.startswith("- "):
            parts.append({"kind": "paragraph", "text": line})
        elif parts and parts[-1]["kind"] == "list":
            parts[-1]["items"].append(line[2:])
        else:
            parts.append({"kind": "list", "items": [line[2:]]})
    return parts


def _note(unsupported: tuple[str, ...]) -> str:
    return (
        "Some characters of this document have no glyph in the fonts at hand and show as empty boxes. They are kept in "
        f"its text layer and are: {', '.join(map(code_points, unsupported))}. For that reason it is not a PDF/A file."
    )


def _places(filled: FilledAgreement, typesetter: Typesetter) -> list[FieldPlace]:
    names = {PartyRole.PROVIDER: filled.provider.name, PartyRole.RECIPIENT: filled.recipient.name}
    blocks = _ordered(filled)
    found = {value["field"]: value for value in typesetter.metadata("seal-place")}
    last_rank = blocks[-1].rank
    closes = sum(block.rank == last_rank for block in blocks) == 1
    return [
        FieldPlace(
            name=(name := field_name(block.rank, block.key)),
            description=f"Seal of the {block.party}, {names[block.party]}",
            page=int(str(found[name]["page"])),
            x=float(str(found[name]["x"])),
            y=float(str(found[name]["y"])),
            width=SEAL_WIDTH,
            height=SEAL_HEIGHT,
            locks=closes and block.rank == last_rank,
        )
        for block in blocks
    ]
