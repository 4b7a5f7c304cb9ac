"""Verification: every way to tamper is found, and time alone breaks no seal."""

import io
import random
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from agreements.drafting.rendering import RenderedAgreement
from agreements.signature.authority import AuthorityFiles
from agreements.signature.certificates import SealIdentity, demo_identity
from agreements.signature.pades import SealedDocument
from agreements.signature.verification import SENTENCES, SealProblem, verify
from exchange.kernel.errors import InvalidInput


def appended(pdf: bytes, change: str) -> bytes:
    """Append a revision to a document, as an attacker would."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if change == "visible field":
        append_signature_field(writer, SigFieldSpec("seal-1-intruder", box=(10, 10, 100, 50)))
    elif change == "hidden field":
        append_signature_field(writer, SigFieldSpec("seal-1-intruder"))
    elif change == "catalogue":
        piece = generic.DictionaryObject({pdf_name("/Title"): generic.pdf_string("x")})
        writer.root[pdf_name("/PieceInfo")] = writer.add_object(piece)
        writer.update_root()
    elif change == "page":
        page, _ = writer.find_page_for_modification(0)
        stream = writer.add_object(generic.StreamObject(stream_data=b"0 0 600 900 re f"))
        page.get_object()[pdf_name("/Contents")] = generic.ArrayObject([page.get_object().raw_get("/Contents"), stream])
        writer.mark_update(page)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def problems(pdf: bytes, identity: SealIdentity) -> list[tuple[SealProblem, ...]]:
    return [finding.problems for finding in verify(pdf, identity.trust_roots)]


def test_sound_seal_has_every_good_mark(sealed_once: SealedDocument, identity: SealIdentity) -> None:
    [finding] = verify(sealed_once.content, identity.trust_roots)
    assert (finding.intact, finding.valid, finding.trusted, finding.only_seals_after) == (True, True, True, True)
    assert finding.problems == ()
    assert finding.is_sound
    assert finding.certificate_subject == "Common Name: Reagora demo seal, Organization: Reagora demo"


def test_document_without_seals_has_no_findings(agreement: RenderedAgreement, identity: SealIdentity) -> None:
    assert verify(agreement.content, identity.trust_roots) == []


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\nstartxref\n9\n%%EOF\n"])
def test_what_is_no_pdf_is_refused(content: bytes, identity: SealIdentity) -> None:
    with pytest.raises(InvalidInput) as caught:
        verify(content, identity.trust_roots)
    assert caught.value.field == "pdf"


def test_flipped_byte_of_the_text_breaks_both_seals(sealed_twice: SealedDocument, identity: SealIdentity) -> None:
    changed = bytearray(sealed_twice.content)
    place = changed.index(b"stream") + 40
    changed[place] ^= 1
    findings = verify(bytes(changed), identity.trust_roots)
    assert [(finding.intact, finding.is_sound) for finding in findings] == [(False, False), (False, False)]


def test_flipped_byte_of_the_second_seal_leaves_the_first_intact(
    sealed_once: SealedDocument, sealed_twice: SealedDocument, identity: SealIdentity
) -> None:
    earlier = len(sealed_once.content)
    changed = sealed_twice.content[:earlier] + sealed_twice.content[earlier:].replace(b"/Reason", b"/Season", 1)
    first, second = verify(changed, identity.trust_roots)
    assert (first.intact, first.valid, second.intact) == (True, True, False)


def test_no_flipped_byte_that_the_last_seal_covers_goes_unnoticed(
    sealed_twice: SealedDocument, identity: SealIdentity
) -> None:
    last = PdfFileReader(io.BytesIO(sealed_twice.content)).embedded_regular_signatures[-1]
    start, length, resume, rest = map(int, last.byte_range)
    covered = [*range(start, start + length), *range(resume, resume + rest)]
    generator = random.Random(7)
    for place in generator.sample(covered, 25):
        changed = bytearray(sealed_twice.content)
        changed[place] ^= 1 << generator.randrange(8)
        try:
            findings = verify(bytes(changed), identity.trust_roots)
        except InvalidInput:
            continue
        assert sum(finding.is_sound for finding in findings) < 2, place


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_cut_document_is_not_sound(sealed_twice: SealedDocument, identity: SealIdentity, share: float) -> None:
    cut = sealed_twice.content[: int(len(sealed_twice.content) * share)]
    try:
        findings = verify(cut, identity.trust_roots)
    except InvalidInput:
        return
    assert sum(finding.is_sound for finding in findings) < 2


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("page", (SealProblem.CHANGED_AFTERWARDS,)),
        ("catalogue", (SealProblem.CHANGED_AFTERWARDS,)),
        ("visible field", (SealProblem.CHANGED_AFTERWARDS, SealProblem.FIELD_ADDED)),
        ("hidden field", (SealProblem.FIELD_ADDED,)),
    ],
)
def test_revision_after_the_first_seal_is_found(
    sealed_once: SealedDocument, identity: SealIdentity, change: str, expected: tuple[SealProblem, ...]
) -> None:
    [found] = problems(appended(sealed_once.content, change), identity)
    assert found == expected
    [finding] = verify(appended(sealed_once.content, change), identity.trust_roots)
    assert (finding.intact, finding.only_seals_after) == (True, False)


@pytest.mark.parametrize("change", ["page", "catalogue", "visible field", "hidden field"])
def test_revision_after_the_last_seal_is_found(
    sealed_twice: SealedDocument, identity: SealIdentity, change: str
) -> None:
    findings = verify(appended(sealed_twice.content, change), identity.trust_roots)
    assert [finding.only_seals_after for finding in findings] == [False, False]


def test_seal_by_a_stranger_is_not_trusted(sealed_twice: SealedDocument, stranger: AuthorityFiles) -> None:
    findings = verify(sealed_twice.content, demo_identity(stranger).trust_roots)
    assert [(finding.intact, finding.valid, finding.trusted, finding.sealed_at) for finding in findings] == [
        (True, True, False, None)
    ] * 2
    assert findings[0].problems == (SealProblem.NOT_TRUSTED, SealProblem.TIMESTAMP_NOT_TRUSTED)


def test_no_roots_trust_nothing(sealed_once: SealedDocument) -> None:
    [finding] = verify(sealed_once.content, ())
    assert (finding.intact, finding.trusted) == (True, False)


def test_seal_outlives_the_certificates_that_made_it(sealed_twice: SealedDocument, identity: SealIdentity) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=20 * 365), tick=False):
        assert problems(sealed_twice.content, identity) == [(), ()]


def test_every_problem_has_a_sentence() -> None:
    assert set(SENTENCES) == set(SealProblem)
    assert SealProblem.NO_TIMESTAMP.sentence == "The seal carries no timestamp, so nobody knows when it was made."
