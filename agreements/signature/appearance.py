"""What a seal shows on the page, drawn by the same typesetter and fonts as the agreement."""

import io

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle

from agreements.drafting.rendering import SEAL_HEIGHT, SEAL_LABEL, SEAL_WIDTH
from agreements.drafting.typesetting import MissingGlyphsError, Typesetter


class _Face(PdfContent):
    """The first page of a PDF as the content of a field."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(box=BoxConstraints(width=SEAL_WIDTH, height=SEAL_HEIGHT))
        self._pdf = pdf

    def render(self) -> bytes:
        """Import the page into the document that is being written and return the operator that draws it."""
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        self.resources.xobject[pdf_name("/Seal")] = page
        return b"/Seal Do"


def seal_face(*, signer_name: str, role_sentence: str, reason: str) -> StaticStampStyle:
    """Draw who signs, in what capacity, what for, and what kind of signature it is.

    Raises:
        TypesettingError: the template is at fault.
    """
    typesetter = Typesetter(
        "seal.typ",
        {
            "signer_name": signer_name,
            "role_sentence": role_sentence,
            "reason": reason,
            "label": SEAL_LABEL,
            "width": SEAL_WIDTH,
            "height": SEAL_HEIGHT,
        },
    )
    try:
        pdf = typesetter.pdf(("a-2b",))
    except MissingGlyphsError:
        pdf = typesetter.pdf()
    return StaticStampStyle(
        border_width=0,
        background=_Face(pdf),
        background_opacity=1.0,
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MIN,
            y_align=AxisAlignment.ALIGN_MIN,
            inner_content_scaling=InnerScaling.NO_SCALING,
        ),
    )
