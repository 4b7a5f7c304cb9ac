"""Verify the seals of an agreement offline, with nothing but the file and the roots to trust."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from asn1crypto.cms import SignerInfo
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.status import StandardCMSSignatureStatus
from pyhanko_certvalidator import ValidationContext

from exchange.kernel.errors import InvalidInput


class SealProblem(StrEnum):
    """What is wrong with a seal, each with the sentence for people as `sentence`."""

    UNREADABLE = "unreadable"
    CONTENT_CHANGED = "content_changed"
    SIGNATURE_INVALID = "signature_invalid"
    NOT_TRUSTED = "not_trusted"
    NO_TIMESTAMP = "no_timestamp"
    TIMESTAMP_NOT_TRUSTED = "timestamp_not_trusted"
    CHANGED_AFTERWARDS = "changed_afterwards"
    FIELD_ADDED = "field_added"

    @property
    def sentence(self) -> str:
        """Say it in plain English."""
        return SENTENCES[self]


SENTENCES = {
    SealProblem.UNREADABLE: "The seal or the document around it cannot be read.",
    SealProblem.CONTENT_CHANGED: "What the seal covers has been changed since.",
    SealProblem.SIGNATURE_INVALID: "The signature does not match its certificate.",
    SealProblem.NOT_TRUSTED: "The certificate does not lead to a trusted root, or was not valid at the time.",
    SealProblem.NO_TIMESTAMP: "The seal carries no timestamp, so nobody knows when it was made.",
    SealProblem.TIMESTAMP_NOT_TRUSTED: "The timestamp does not hold, or its authority is not trusted.",
    SealProblem.CHANGED_AFTERWARDS: "Something other than a further seal was added to the document after this seal.",
    SealProblem.FIELD_ADDED: "A signature field was added to the document after this seal.",
}


TIME_PROBLEMS = frozenset({SealProblem.NO_TIMESTAMP, SealProblem.TIMESTAMP_NOT_TRUSTED})
AFTERWARDS_PROBLEMS = frozenset({SealProblem.CHANGED_AFTERWARDS, SealProblem.FIELD_ADDED})
# An agreement has no form fields but its seals' fields, so filling forms is sealing.
SEALS_ONLY = frozenset({ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING})
# What pyHanko and asn1crypto raise at malformed input.
UNREADABLE = (PdfError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, kw_only=True)
class SealFinding:
    """What is true of one seal.

    Args:
        statement: the capacity in which the person signed and what was agreed to.
        sealed_at: the timestamp authority's time; None unless the timestamp can be trusted.
        intact: whether the bytes that the seal covers are unchanged.
        valid: whether the signature is the certificate's.
        trusted: whether certificate and timestamp led to a trusted root at that time.
        only_seals_after: whether nothing but further seals was added to the document since.
    """

    field: str
    signer_name: str
    statement: str
    certificate_subject: str
    sealed_at: datetime | None
    intact: bool
    valid: bool
    trusted: bool
    only_seals_after: bool
    problems: tuple[SealProblem, ...]

    @property
    def is_sound(self) -> bool:
        """Say whether nothing is wrong with the seal."""
        return not self.problems


def verify(pdf: bytes, trust_roots: Sequence[Certificate]) -> list[SealFinding]:
    """Check every seal of a document, in the order in which they were made.

    Certificates and revocation lists are taken from the document and judged at the time of the seal's timestamp, so
    that a seal outlives the certificate that made it. Nothing is fetched.

    Returns:
        one finding a seal; none for a document without seals.

    Raises:
        InvalidInput: the bytes are not a readable PDF.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        seals = reader.embedded_regular_signatures
    except UNREADABLE as error:
        raise InvalidInput("pdf", "The file is not a readable PDF.") from error
    store = _store(reader)
    return [_finding(seal, store, trust_roots) for seal in seals]


def _store(reader: PdfFileReader) -> DocumentSecurityStore:
    """Return the certificates and revocation lists in the document; an empty store when they cannot be read."""
    try:
        return DocumentSecurityStore.read_dss(reader)
    except UNREADABLE:
        return DocumentSecurityStore(None)


def _finding(
    seal: EmbeddedPdfSignature, store: DocumentSecurityStore, trust_roots: Sequence[Certificate]
) -> SealFinding:
    entries = seal.sig_object
    known = {
        "field": seal.field_name,
        "signer_name": str(entries.get("/Name", "")),
        "statement": str(entries.get("/Reason", "")),
    }
    try:
        context = _context(store, trust_roots, stated_time(seal.signer_info))
        status = validate_pdf_signature(seal, context, context)
        problems = tuple(_problems(seal, status))
    except UNREADABLE:
        return SealFinding(
            **known,
            certificate_subject="",
            sealed_at=None,
            intact=False,
            valid=False,
            trusted=False,
            only_seals_after=False,
            problems=(SealProblem.UNREADABLE,),
        )
    timestamp = status.timestamp_validity
    is_dated = timestamp is not None and not TIME_PROBLEMS.intersection(problems)
    return SealFinding(
        **known,
        certificate_subject=status.signing_cert.subject.human_friendly,
        sealed_at=timestamp.timestamp if timestamp is not None and is_dated else None,
        intact=status.intact,
        valid=status.valid,
        trusted=status.trusted and is_dated,
        only_seals_after=not AFTERWARDS_PROBLEMS.intersection(problems),
        problems=problems,
    )


def stated_time(signer_info: SignerInfo) -> datetime | None:
    """Return the time in a signature's timestamp token, not yet verified; None without a token."""
    for attribute in signer_info["unsigned_attrs"] or ():
        if attribute["type"].native == "signature_time_stamp_token":
            token = attribute["values"][0]["content"]["encap_content_info"]["content"].parsed
            stated: datetime = token["gen_time"].native
            return stated
    return None


def _context(
    store: DocumentSecurityStore, trust_roots: Sequence[Certificate], moment: datetime | None
) -> ValidationContext:
    return store.as_validation_context(
        {
            "trust_roots": list(trust_roots),
            "moment": moment,
            "allow_fetching": False,
            "revocation_mode": "require",
        }
    )


def _problems(seal: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Iterator[SealProblem]:
    covers_revision = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    yield from signature_problems(status, is_intact=status.intact and covers_revision)
    if status.docmdp_ok is False or status.modification_level not in SEALS_ONLY:
        yield SealProblem.CHANGED_AFTERWARDS
    if _fields(seal.reader) != _fields(seal.reader.get_historical_resolver(seal.signed_revision)):
        yield SealProblem.FIELD_ADDED


def signature_problems(status: StandardCMSSignatureStatus, *, is_intact: bool) -> Iterator[SealProblem]:
    """Say what is wrong with a signature and its timestamp, of a document or of anything else."""
    if not is_intact:
        yield SealProblem.CONTENT_CHANGED
    if not status.valid:
        yield SealProblem.SIGNATURE_INVALID
    if not status.trusted:
        yield SealProblem.NOT_TRUSTED
    timestamp = status.timestamp_validity
    if timestamp is None:
        yield SealProblem.NO_TIMESTAMP
    elif not (timestamp.intact and timestamp.valid and timestamp.trusted):
        yield SealProblem.TIMESTAMP_NOT_TRUSTED


def _fields(handler: PdfHandler) -> set[str]:
    return {name for name, _, _ in enumerate_sig_fields(handler)}
