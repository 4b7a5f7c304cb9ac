"""PDFs in the process that parses them."""

import zlib
from io import BytesIO

import pytest
import typst
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from catalog.files import checking
from catalog.files.errors import FileRefusedError
from tests.factories.files import pdf


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(FileRefusedError) as refused:
        checking.pdf_pages(content)
    return refused.value.code, refused.value.message


def test_pages_of_a_harmless_document_are_counted() -> None:
    assert checking.pdf_pages(pdf()) == 1
    assert checking.pdf_pages(typst.compile(b"#set document(date: none)\nA#pagebreak()B#pagebreak()C")) == 3


JAVASCRIPT, PROGRAM, FILES = "JavaScript", "a command that starts a program", "other files"


@pytest.mark.parametrize(
    ("root", "objects", "what"),
    [
        ("/OpenAction<</S/JavaScript/JS(app.alert(1))>>", [], JAVASCRIPT),
        ("/OpenAction<</S/J#61vaScript/J#53(app.alert(1))>>", [], JAVASCRIPT),
        ("/OpenAction 4 0 R", ["<</S 5 0 R>>", "/JavaScript"], JAVASCRIPT),
        ("/AA<</WC[<</S/JavaScript/JS(x)>>]>>", [], JAVASCRIPT),
        ("/Names<</JavaScript<</Names[(a) 4 0 R]>>>>", ["<<>>"], JAVASCRIPT),
        ("", ["<</S/JavaScript/JS(nothing refers to it)>>"], JAVASCRIPT),
        ("/OpenAction<</S/Launch/F(cmd.exe)>>", [], PROGRAM),
        ("/Names<</EmbeddedFiles<</Names[(a) 4 0 R]>>>>", ["<</Type/Filespec/F(a.exe)>>"], FILES),
        ("", ["<</Type/Annot/Subtype/FileAttachment>>"], FILES),
        ("/AcroForm<</XFA 4 0 R/Fields[]>>", ["()"], "a form that is a program"),
        ("", ["<</Type/Annot/Subtype/RichMedia>>"], "films or programs"),
        ("", ["<</Type/Action/S/SubmitForm/F(https://x.example)>>"], "a form that sends what is typed to somebody"),
    ],
)
def test_a_document_that_does_more_is_refused(root: str, objects: list[str], what: str) -> None:
    message = f"The PDF holds {what}. Print it into a new PDF, and send that."
    assert refusal(pdf(*objects, root=root)) == ("UNSAFE", message)


def test_what_an_earlier_version_held_is_looked_at() -> None:
    first = pdf(root="/OpenAction<</S/JavaScript/JS(x)>>")
    place, start = len(first), first.rindex(b"xref\n0 4")
    later = b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
    end = b"xref\n1 1\n%010d 00000 n \ntrailer<</Size 4/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    assert refusal(first + later + end % (place, start, place + len(later)))[0] == "UNSAFE"


def test_what_is_packed_into_a_stream_of_objects_is_looked_at() -> None:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(pdf(root="/OpenAction<</S/JavaScript/JS(x)>>"))))
    writer.stream_xrefs = True
    packed = BytesIO()
    writer.write(packed)
    assert refusal(packed.getvalue())[0] == "UNSAFE"


def test_a_document_with_a_password_is_refused() -> None:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(pdf())))
    writer.encrypt(owner_pass="owner", user_pass="")
    locked = BytesIO()
    writer.write(locked)
    assert refusal(locked.getvalue()) == (
        "UNREADABLE",
        "The PDF is protected by a password. Save it without.",
    )


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n<html><script>alert(1)</script></html>",
        pdf()[:150],
        pdf().replace(b"/Count 1", b"/Count x"),
        pdf().replace(b"/Root 1 0 R", b""),
    ],
    ids=["markup", "cut off", "no number", "no root"],
)
def test_a_damaged_document_is_refused(content: bytes) -> None:
    assert refusal(content) == ("UNREADABLE", "The PDF is damaged or cut off. Save it again.")


def test_a_document_without_pages_is_refused() -> None:
    assert refusal(pdf().replace(b"/Count 1", b"/Count 0")) == ("UNREADABLE", "The PDF has no pages.")


def test_a_bomb_is_refused() -> None:
    """The table of objects unpacks to more than the process may take."""
    packed = zlib.compress(bytes(1_500_000_000), 9)
    table = (
        b"4 0 obj<</Type/XRef/W[1 4 1]/Size 250000000/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n%b\n"
        b"endstream endobj\nstartxref\n%d\n%%%%EOF\n"
    )
    body = pdf()[: pdf().rindex(b"xref\n0 4")]
    content = body + table % (len(packed), packed, len(body))
    assert len(content) < 2_000_000
    assert refusal(content)[0] in {"TOO_LARGE", "UNREADABLE"}
