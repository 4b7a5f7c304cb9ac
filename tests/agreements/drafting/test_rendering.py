"""The rendered PDF: standards, words, letters of many scripts, places for seals."""

import io
import subprocess
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pytest_django import Settings

from agreements.drafting.rendering import SEAL_HEIGHT, SEAL_WIDTH, render_pdf
from agreements.drafting.rules import FormId
from agreements.drafting.typesetting import TypesettingError, code_points
from tests import needs
from tests.factories.deals import (
    PartyFactory,
    ScheduleItemFactory,
    SignatureBlockFactory,
    filled_agreement,
    signature_blocks,
)

NAMES = {
    "Arabic": "محمد الأمين",
    "Armenian": "Արամ Խաչատրյան",
    "Bengali": "রবীন্দ্রনাথ ঠাকুর",
    "Chinese": "李小龙 陳大文",
    "Cyrillic": "Наталія Шевченко",
    "Devanagari": "देवेन्द्र शर्मा",
    "Ethiopic": "አበበ በቀለ",
    "Georgian": "ნინო ბერიძე",
    "Greek": "Ελένη Παπαδοπούλου",
    "Hebrew": "דוד לוי",
    "Japanese": "山田太郎 やまだ タロウ",
    "Khmer": "សុខា",
    "Korean": "김철수",
    "Lao": "ສົມສັກ",
    "Latin": "Ngũgĩ Đặng Þóra Łukasz Šķēle Ọlá",
    "Myanmar": "အောင်ဆန်း",
    "N'Ko": "ߛߏߟߏߡߊߣߊ",
    "Sinhala": "නිමල්",
    "Tamil": "செல்வம்",
    "Telugu": "రామారావు",
    "Thai": "สมชาย",
    "Tifinagh": "ⵎⵓⵃⴰ",
    "signs": "≥ 5 °C → 10 µl ± 2 ‰ ♀ ♂ H₂O",
}
TIBETAN = "བཀྲ་ཤིས"


def text_of(pdf: bytes) -> str:
    if needs.PDFTOTEXT is None:
        pytest.skip(needs.how_to_get("poppler-utils"))
    return subprocess.run([needs.PDFTOTEXT, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def words_of(pdf: bytes) -> str:
    """Return the text on one line, as line breaks depend on the layout."""
    return " ".join(text_of(pdf).split())


@pytest.mark.parametrize("form_id", FormId)
def test_agreement_claims_the_archival_standards_and_is_tagged(form_id: FormId) -> None:
    rendered = render_pdf(filled_agreement(form_id))
    assert rendered.standards == ("a-2a", "ua-1")
    assert rendered.unsupported == ()
    root = PdfFileReader(io.BytesIO(rendered.content)).root
    metadata = root["/Metadata"].data.decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert root["/Lang"] == "en-GB"
    assert bool(root["/MarkInfo"]["/Marked"]) is True
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"]) is True


def test_same_text_gives_the_same_bytes() -> None:
    items = tuple(ScheduleItemFactory.build_batch(30))
    assert render_pdf(filled_agreement(items=items)) == render_pdf(filled_agreement(items=items))


def test_another_text_gives_other_bytes() -> None:
    items = tuple(ScheduleItemFactory.build_batch(2))
    first, second = (render_pdf(filled_agreement(items=items, number=number)) for number in ("A-1", "A-2"))
    assert first.sha256 != second.sha256


def test_document_says_every_clause_item_and_party() -> None:
    items = (
        ScheduleItemFactory.build(
            description="Frozen tissue", identifiers="T-77", quantity="3 aliquots", conditions=("post:publish-results",)
        ),
    )
    filled = filled_agreement(items=items)
    words = words_of(render_pdf(filled).content)
    for expected in (
        "Transfer agreement for human material",
        "A-2026-00042 · 20 November 2026",
        "Provider Biobank",
        "Recipient Institute",
        "1 Campus Road 10000 Sampleton",
        "Frozen tissue T-77 3 aliquots",
        "Simple signature plus integrity seal.",
        filled.digest,
    ):
        assert expected in words
    for number, clause in enumerate(filled.clauses, 1):
        assert f"{number}. {clause.title}" in words
        # Paragraphs may be cut by the head and foot of a page, so their beginnings are looked for.
        assert clause.text.split("\n")[0][:40] in words


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_shipped_fonts_draw_names_of_many_scripts(name: str) -> None:
    rendered = render_pdf(filled_agreement(recipient=PartyFactory.build(name=name)))
    assert (rendered.standards, rendered.unsupported) == (("a-2a", "ua-1"), ())


def test_names_stay_text_that_can_be_copied() -> None:
    words = words_of(render_pdf(filled_agreement(recipient=PartyFactory.build(name="李小龙 Müller Ελένη"))).content)
    assert "李小龙 Müller Ελένη" in words


def test_letter_without_glyph_falls_back_and_is_listed_in_the_document() -> None:
    rendered = render_pdf(filled_agreement(recipient=PartyFactory.build(name=f"{TIBETAN} Institute")))
    assert rendered.standards == ()
    assert "".join(rendered.unsupported).startswith("བ")
    assert rendered.fields == ("seal-1-provider", "seal-2-recipient")
    words = words_of(rendered.content)
    assert "U+0F56" in words
    assert "it is not a PDF/A file" in words


def test_fallback_gives_the_same_bytes_too() -> None:
    filled = filled_agreement(recipient=PartyFactory.build(name=TIBETAN))
    assert render_pdf(filled) == render_pdf(filled)


def test_fonts_that_are_not_where_the_settings_say_are_an_error_and_no_empty_page(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DOCUMENT_FONT_PATHS = [str(tmp_path)]
    with pytest.raises(TypesettingError, match="DOCUMENT_FONT_PATHS holds no Noto Sans and no Noto Serif"):
        render_pdf(filled_agreement())


def test_data_never_becomes_source() -> None:
    evil = '#panic("x") #read("/etc/passwd") $x$ *bold* @ref <label> \\ " #{ }'
    words = words_of(render_pdf(filled_agreement(purpose=evil)).content)
    assert '#panic("x") #read("/etc/passwd") $x$ *bold* @ref <label> \\ " #{ }' in words


def test_long_words_wrap_inside_their_cells_and_can_be_copied() -> None:
    items = (ScheduleItemFactory.build(description="D" * 200, identifiers="I" * 200, quantity="9" * 40),)
    rendered = render_pdf(filled_agreement(items=items))
    lines = text_of(rendered.content).splitlines()
    for letter, count, longest in (("D", 200, 30), ("I", 200, 50), ("9", 40, 20)):
        found = [line for line in lines if set(line) == {letter}]
        assert "".join(found) == letter * count
        assert max(map(len, found)) <= longest
    assert rendered.standards == ("a-2a", "ua-1")


def test_long_schedule_repeats_its_header_on_every_page() -> None:
    rendered = render_pdf(filled_agreement(items=tuple(ScheduleItemFactory.build_batch(120))))
    assert rendered.fields == ("seal-1-provider", "seal-2-recipient")
    assert text_of(rendered.content).count("IDENTIFIERS") >= 4


@pytest.mark.parametrize("count", [2, 9])
def test_each_signature_block_has_an_empty_tagged_field_on_its_page(count: int) -> None:
    blocks = [*signature_blocks()]
    blocks += [SignatureBlockFactory.build(key=f"witness-{number}", rank=1) for number in range(count - 2)]
    rendered = render_pdf(filled_agreement(signatures=tuple(blocks)))
    reader = PdfFileReader(io.BytesIO(rendered.content))
    fields = list(enumerate_sig_fields(reader))
    assert tuple(name for name, _, _ in fields) == rendered.fields
    assert rendered.fields[-1] == "seal-2-recipient"
    numbers = reader.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = dict(zip(list(numbers)[::2], list(numbers)[1::2], strict=True))
    for _, value, reference in fields:
        field = reference.get_object()
        assert value is None
        left, lower, right, upper = map(float, field["/Rect"])
        assert (right - left, upper - lower) == (SEAL_WIDTH, SEAL_HEIGHT)
        assert left > 0 < lower
        assert field["/TU"].startswith("Seal of the ")
        assert parents[field["/StructParent"]].get_object()["/S"] == "/Form"


def test_only_the_field_signed_last_locks_the_document() -> None:
    def locks(recipient_rank: int) -> list[bool]:
        pdf = render_pdf(filled_agreement(signatures=signature_blocks(recipient_rank=recipient_rank))).content
        return ["/Lock" in field.get_object() for _, _, field in enumerate_sig_fields(PdfFileReader(io.BytesIO(pdf)))]

    assert locks(2) == [False, True]
    assert locks(1) == [False, False]


def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    if needs.QPDF is None:
        pytest.skip(needs.how_to_get("qpdf"))
    file = tmp_path / "agreement.pdf"
    file.write_bytes(render_pdf(filled_agreement()).content)
    checked = subprocess.run([needs.QPDF, "--check", file], capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, b"")


def test_code_points_are_written_as_unicode_does() -> None:
    assert code_points("A𠮷") == "U+0041 U+20BB7"
