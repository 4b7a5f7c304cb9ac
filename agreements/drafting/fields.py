"""Place the empty signature fields of an agreement, tagged for screen readers."""

import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, append_signature_field

FIELD_NAME = re.compile(r"seal-([1-9]\d*)-([a-z0-9-]+)")


@dataclass(frozen=True, kw_only=True)
class FieldPlace:
    """Where a seal goes.

    Args:
        description: read aloud in place of the field's name.
        page: from 1.
        x: left edge in points from the left of the page, as `y` is the upper edge from its top.
        locks: whether a seal here forbids every later change of the document.
    """

    name: str
    description: str
    page: int
    x: float
    y: float
    width: float
    height: float
    locks: bool


def field_name(rank: int, key: str) -> str:
    """Return the name of the signature field of a block."""
    return f"seal-{rank}-{key}"


def field_rank(name: str) -> int:
    """Return the rank in a field's name.

    Raises:
        ValueError: the name is not one that `field_name` makes.
    """
    match = FIELD_NAME.fullmatch(name)
    if match is None:
        raise ValueError(f"{name!r} is not the name of a seal's field.")
    return int(match[1])


class _ReproducibleWriter(IncrementalPdfFileWriter):
    """Write a revision without randomness and without the time, which pyHanko puts into its identifier and metadata."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        first, _ = prev.trailer["/ID"]
        second = hashlib.sha256(b"fields:" + first.original_bytes).digest()[:16]
        return generic.ArrayObject([first, generic.ByteStringObject(second)])

    def _update_meta(self) -> None:
        """Leave the metadata that typst wrote."""


def place_fields(pdf: bytes, places: Sequence[FieldPlace]) -> bytes:
    """Add empty signature fields to a PDF in one revision that depends on nothing but the arguments."""
    writer: IncrementalPdfFileWriter = _ReproducibleWriter(io.BytesIO(pdf))
    for place in places:
        page, _ = writer.find_page_for_modification(place.page - 1)
        top = float(page.get_object()["/MediaBox"][3])
        append_signature_field(
            writer,
            SigFieldSpec(
                place.name,
                on_page=place.page - 1,
                box=_box(place, top),
                readable_field_name=place.description,
                field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL) if place.locks else None,
                doc_mdp_update_value=MDPPerm.NO_CHANGES if place.locks else None,
            ),
        )
    _tag_fields(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _box(place: FieldPlace, page_height: float) -> tuple[int, int, int, int]:
    """Return the field's corners in whole points, counted from the lower left of the page."""
    left, upper = round(place.x), round(page_height - place.y)
    return left, upper - round(place.height), left + round(place.width), upper


def _tag_fields(writer: IncrementalPdfFileWriter) -> None:
    """Give each field a Form element in the structure tree, as PDF/UA asks of widgets.

    Source: ISO 14289-1:2014, 7.18.4; ISO 32000-1:2008, 14.7.4.
    """
    tree = writer.root["/StructTreeRoot"]
    document_reference = tree["/K"].raw_get(0)
    document = document_reference.get_object()
    children = document["/K"]
    numbers = tree["/ParentTree"]
    next_key = int(tree["/ParentTreeNextKey"])
    for field_reference in writer.root["/AcroForm"]["/Fields"]:
        field = field_reference.get_object()
        form = writer.add_object(
            generic.DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/StructElem"),
                    pdf_name("/S"): pdf_name("/Form"),
                    pdf_name("/P"): document_reference,
                    pdf_name("/Pg"): field.raw_get("/P"),
                    pdf_name("/K"): generic.DictionaryObject(
                        {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field_reference}
                    ),
                }
            )
        )
        field[pdf_name("/StructParent")] = generic.NumberObject(next_key)
        children.append(form)
        numbers["/Nums"].extend([generic.NumberObject(next_key), form])
        next_key += 1
    tree[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(next_key)
    for changed in (tree, document, children, numbers):
        writer.update_container(changed)
