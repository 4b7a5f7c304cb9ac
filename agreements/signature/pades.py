"""Seal an agreement: one incremental PAdES signature with a timestamp for each person who signed.

The seal is the installation's, made for a person who confirmed the text: a simple electronic signature plus an
integrity seal, neither advanced nor qualified. Source: Regulation (EU) 910/2014, articles 3(10) and 25; EN 319 142-1
(level B-LT); RFC 3161.
"""

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError, PathError, ValidationError

from agreements.drafting.fields import field_rank
from agreements.drafting.text import clean_line
from agreements.signature.appearance import seal_face
from agreements.signature.certificates import SealIdentity
from agreements.signature.errors import (
    AlreadySealed,
    EarlierSealBroken,
    SealFailed,
    SealOutOfOrder,
    TimestampUnavailable,
    UnknownField,
)
from agreements.signature.verification import verify

DIGEST = "sha256"


@dataclass(frozen=True)
class SealedDocument:
    """A document with one more seal.

    Args:
        sealed_at: the timestamp authority's time of this seal.
    """

    content: bytes
    sha256: str
    sealed_at: datetime


def seal(
    pdf: bytes,
    *,
    field: str,
    signer_name: str,
    role_sentence: str,
    reason: str,
    identity: SealIdentity,
    timestamper: TimeStamper,
) -> SealedDocument:
    """Add one seal in an empty field and check it before returning it.

    The first seal certifies the document, so that only further seals may follow; a field that is signed last of all
    locks it. The bytes of the document are kept and the seal is appended.

    Args:
        role_sentence: in what capacity the person signs, e.g. "Authorised to bind Makerere University".
        reason: what the person confirmed.

    Raises:
        UnknownField, AlreadySealed, SealOutOfOrder: the field cannot be sealed now.
        EarlierSealBroken: a seal that is there does not hold any more.
        TimestampUnavailable: no timestamp authority gives the time.
        SealFailed: the key or its certificate does not make a sound seal, or the bytes are not a sealable PDF.
        UnprintableText: a name or sentence holds a character that an agreement cannot show.
    """
    name = clean_line("signer_name", signer_name)
    role, intent = clean_line("role_sentence", role_sentence), clean_line("reason", reason)
    fields = _fields(pdf)
    chosen = _field_to_seal(fields, field)
    is_first = not any(other.is_sealed for other in fields)
    if not is_first:
        _check_earlier(pdf, identity)
    signer = PdfSigner(
        PdfSignatureMetadata(
            field_name=field,
            md_algorithm=DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            name=name,
            reason=f"{role}. {intent}",
            certify=is_first,
            docmdp_permissions=MDPPerm.NO_CHANGES if chosen.locks else MDPPerm.FILL_FORMS,
            embed_validation_info=True,
            validation_context=identity.validation_context(),
        ),
        identity.signer,
        timestamper=timestamper,
        stamp_style=seal_face(signer_name=name, role_sentence=role, reason=intent),
    )
    return _checked(_signed(pdf, signer), field, identity)


def open_fields(pdf: bytes) -> list[str]:
    """Return the names of the fields that carry no seal yet, in the order of the signature page.

    Raises:
        SealFailed: the bytes are not a readable PDF.
    """
    return [field.name for field in _fields(pdf) if not field.is_sealed]


@dataclass(frozen=True)
class _Field:
    name: str
    is_sealed: bool
    locks: bool


def _fields(pdf: bytes) -> list[_Field]:
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        return [
            _Field(name, value is not None, "/Lock" in reference.get_object())
            for name, value, reference in enumerate_sig_fields(reader)
        ]
    except (PdfError, ValueError) as error:
        raise SealFailed("The document is not a readable PDF.") from error


def _field_to_seal(fields: list[_Field], name: str) -> _Field:
    """Return the field if it can be sealed now."""
    chosen = next((field for field in fields if field.name == name), None)
    if chosen is None:
        raise UnknownField(name)
    if chosen.is_sealed:
        raise AlreadySealed(name)
    for other in fields:
        if not other.is_sealed and field_rank(other.name) < field_rank(name):
            raise SealOutOfOrder(name, other.name)
    return chosen


def _check_earlier(pdf: bytes, identity: SealIdentity) -> None:
    for finding in verify(pdf, identity.trust_roots):
        if not finding.is_sound:
            raise EarlierSealBroken(finding.field)


def _signed(pdf: bytes, signer: PdfSigner) -> bytes:
    try:
        output = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True)
    except (CRLFetchError, OCSPFetchError) as error:
        raise SealFailed("The revocation status of the certificates cannot be fetched.") from error
    except (ValidationError, PathError, ValueError) as error:  # pyHanko's SigningError is a ValueError
        raise SealFailed("The key's or the timestamp authority's certificate is not valid for a seal.") from error
    except PdfError as error:
        raise SealFailed("The document does not take another seal.") from error
    except OSError as error:  # pyHanko's TimestampRequestError is one; nothing else here touches a network or a disk
        raise TimestampUnavailable("The timestamp authority gave no timestamp.") from error
    sealed: bytes = output.getvalue()
    return sealed


def _checked(pdf: bytes, field: str, identity: SealIdentity) -> SealedDocument:
    """Return the document if every seal in it is sound; a token of a wrong time or document is found out here."""
    findings = {finding.field: finding for finding in verify(pdf, identity.trust_roots)}
    unsound = [finding for finding in findings.values() if not finding.is_sound]
    sealed_at = findings[field].sealed_at
    if unsound or sealed_at is None:
        reasons = " ".join(problem.sentence for finding in unsound for problem in finding.problems)
        raise SealFailed(f"The new seal would not hold. {reasons}".strip())
    return SealedDocument(pdf, hashlib.sha256(pdf).hexdigest(), sealed_at)
