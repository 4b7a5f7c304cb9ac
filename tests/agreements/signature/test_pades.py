"""Sealing: order, fields, failures that leave nothing behind."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from asn1crypto import tsp
from asn1crypto.crl import CertificateList
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from agreements.drafting.errors import UnprintableText
from agreements.drafting.rendering import RenderedAgreement
from agreements.signature import authority as module
from agreements.signature.authority import AuthorityFiles, ensure_authority, read_pair
from agreements.signature.certificates import SealIdentity, demo_identity, demo_timestamper
from agreements.signature.errors import (
    AlreadySealed,
    EarlierSealBroken,
    SealFailed,
    SealOutOfOrder,
    TimestampUnavailable,
    UnknownField,
)
from agreements.signature.pades import SealedDocument, open_fields, seal
from agreements.signature.verification import verify


def seal_in(
    pdf: bytes, field: str, identity: SealIdentity, timestamper: TimeStamper, *, name: str = "A. Signer"
) -> SealedDocument:
    return seal(
        pdf,
        field=field,
        signer_name=name,
        role_sentence="Authorised to bind the organisation",
        reason="Agreed.",
        identity=identity,
        timestamper=timestamper,
    )


def test_both_seals_hold_and_say_who_signed(
    sealed_once: SealedDocument, sealed_twice: SealedDocument, identity: SealIdentity
) -> None:
    findings = verify(sealed_twice.content, identity.trust_roots)
    assert [finding.is_sound for finding in findings] == [True, True]
    assert [(finding.field, finding.signer_name, finding.statement, finding.sealed_at) for finding in findings] == [
        (
            "seal-1-provider",
            "Prof. Zoë Müller 李小龙",
            "Authorised to bind Provider Biobank. I have read this agreement and agree to it.",
            sealed_once.sealed_at,
        ),
        (
            "seal-2-recipient",
            "محمد الأمين",
            "Authorised to bind Recipient Institute. I have read this agreement and agree to it.",
            sealed_twice.sealed_at,
        ),
    ]


def test_seal_is_appended_and_leaves_what_was_there(
    agreement: RenderedAgreement, sealed_once: SealedDocument, sealed_twice: SealedDocument
) -> None:
    assert sealed_once.content.startswith(agreement.content)
    assert sealed_twice.content.startswith(sealed_once.content)
    assert sealed_twice.sha256 == sha256(sealed_twice.content).hexdigest()


def test_first_seal_certifies_and_last_seal_locks(sealed_twice: SealedDocument) -> None:
    first, last = PdfFileReader(io.BytesIO(sealed_twice.content)).embedded_regular_signatures
    assert (first.docmdp_level, last.docmdp_level) == (MDPPerm.FILL_FORMS, MDPPerm.NO_CHANGES)
    assert first.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_fields_open_one_after_the_other(
    agreement: RenderedAgreement, sealed_once: SealedDocument, sealed_twice: SealedDocument
) -> None:
    assert [open_fields(pdf) for pdf in (agreement.content, sealed_once.content, sealed_twice.content)] == [
        ["seal-1-provider", "seal-2-recipient"],
        ["seal-2-recipient"],
        [],
    ]


def test_later_rank_does_not_sign_first(
    agreement: RenderedAgreement, identity: SealIdentity, timestamper: TimeStamper
) -> None:
    with pytest.raises(SealOutOfOrder) as caught:
        seal_in(agreement.content, "seal-2-recipient", identity, timestamper)
    assert caught.value.params == {"name": "seal-2-recipient", "before": "seal-1-provider"}


@pytest.mark.parametrize("order", [("provider", "recipient"), ("recipient", "provider")])
def test_equal_ranks_sign_in_any_order(
    unordered: RenderedAgreement, identity: SealIdentity, timestamper: TimeStamper, order: tuple[str, str]
) -> None:
    pdf = unordered.content
    for party in order:
        pdf = seal_in(pdf, f"seal-1-{party}", identity, timestamper).content
    findings = verify(pdf, identity.trust_roots)
    assert [(finding.field, finding.is_sound) for finding in findings] == [(f"seal-1-{party}", True) for party in order]


def test_field_that_is_not_there_is_named(
    agreement: RenderedAgreement, identity: SealIdentity, timestamper: TimeStamper
) -> None:
    with pytest.raises(UnknownField) as caught:
        seal_in(agreement.content, "seal-1-nobody", identity, timestamper)
    assert (caught.value.field, caught.value.params) == ("field", {"name": "seal-1-nobody"})


def test_field_is_sealed_once(sealed_once: SealedDocument, identity: SealIdentity, timestamper: TimeStamper) -> None:
    with pytest.raises(AlreadySealed):
        seal_in(sealed_once.content, "seal-1-provider", identity, timestamper)


def test_nothing_is_built_on_a_broken_seal(
    sealed_once: SealedDocument, identity: SealIdentity, timestamper: TimeStamper
) -> None:
    changed = sealed_once.content.replace(b"/Reason", b"/Season", 1)
    with pytest.raises(EarlierSealBroken) as caught:
        seal_in(changed, "seal-2-recipient", identity, timestamper)
    assert caught.value.params == {"name": "seal-1-provider"}


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_not_sealed(content: bytes, identity: SealIdentity, timestamper: TimeStamper) -> None:
    with pytest.raises(SealFailed, match="not a readable PDF"):
        seal_in(content, "seal-1-provider", identity, timestamper)


def test_name_that_misleads_is_not_sealed(
    agreement: RenderedAgreement, identity: SealIdentity, timestamper: TimeStamper
) -> None:
    with pytest.raises(UnprintableText):
        seal_in(agreement.content, "seal-1-provider", identity, timestamper, name="Good\u202eeman")


@pytest.mark.parametrize("name", ["བཀྲ་ཤིས", "X" * 400, "A name of many words " * 20])
def test_any_printable_name_is_sealed(
    agreement: RenderedAgreement, identity: SealIdentity, timestamper: TimeStamper, name: str
) -> None:
    sealed = seal_in(agreement.content, "seal-1-provider", identity, timestamper, name=name)
    assert [finding.signer_name for finding in verify(sealed.content, identity.trust_roots)] == [name.strip()]


class FailingTimeStamper(TimeStamper):
    """A service that breaks down at some request."""

    def __init__(self, working: DummyTimeStamper, good_answers: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko leaves it without types
        self.working = working
        self.good_answers = good_answers

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        if self.good_answers == 0:
            raise TimeoutError("no answer")
        self.good_answers -= 1
        return await self.working.async_request_tsa_response(req)


@pytest.mark.parametrize("good_answers", [0, 1])
def test_timestamp_that_fails_returns_nothing(
    agreement: RenderedAgreement, identity: SealIdentity, timestamper: DummyTimeStamper, good_answers: int
) -> None:
    failing = FailingTimeStamper(timestamper, good_answers)
    with pytest.raises(TimestampUnavailable):
        seal_in(agreement.content, "seal-1-provider", identity, failing)


def test_timestamp_of_a_stranger_is_refused(
    agreement: RenderedAgreement, identity: SealIdentity, stranger: AuthorityFiles
) -> None:
    with pytest.raises(SealFailed):
        seal_in(agreement.content, "seal-1-provider", identity, demo_timestamper(stranger))


def test_key_of_a_stranger_is_refused(
    agreement: RenderedAgreement, identity: SealIdentity, timestamper: TimeStamper, stranger: AuthorityFiles
) -> None:
    posing = replace(demo_identity(stranger), trust_roots=identity.trust_roots)
    with pytest.raises(SealFailed):
        seal_in(agreement.content, "seal-1-provider", posing, timestamper)


def test_expired_key_is_refused(agreement: RenderedAgreement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEY_BITS", 2048)
    ensure_authority(tmp_path, now=datetime.now(UTC) - timedelta(days=900))
    files = AuthorityFiles(tmp_path)
    with pytest.raises(SealFailed):
        seal_in(agreement.content, "seal-1-provider", demo_identity(files), demo_timestamper(files))


def test_unknown_revocation_status_is_refused(
    agreement: RenderedAgreement, identity: SealIdentity, timestamper: TimeStamper
) -> None:
    with pytest.raises(SealFailed):
        seal_in(agreement.content, "seal-1-provider", replace(identity, revocations=()), timestamper)


def test_revoked_key_is_refused(
    agreement: RenderedAgreement, authority: AuthorityFiles, identity: SealIdentity, timestamper: TimeStamper
) -> None:
    issuer, now = read_pair(authority.authority), datetime.now(UTC)
    revoked = (
        x509.RevokedCertificateBuilder()
        .serial_number(read_pair(authority.seal).certificate.serial_number)
        .revocation_date(now - timedelta(hours=1))
        .build()
    )
    revocations = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now - timedelta(minutes=1))
        .next_update(now + timedelta(days=1))
        .add_revoked_certificate(revoked)
        .sign(issuer.key, hashes.SHA256())
    )
    stolen = replace(identity, revocations=(CertificateList.load(revocations.public_bytes(Encoding.DER)),))
    with pytest.raises(SealFailed):
        seal_in(agreement.content, "seal-1-provider", stolen, timestamper)


class MisdatingTimeStamper(TimeStamper):
    """An authority that certifies the time of another document, without a nonce to tell."""

    def __init__(self, working: DummyTimeStamper) -> None:
        super().__init__(include_nonce=False)  # type: ignore[no-untyped-call]  # as above
        self.working = working

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        req["message_imprint"]["hashed_message"] = b"\0" * 32
        return await self.working.async_request_tsa_response(req)


def test_timestamp_of_another_document_is_found_out(
    agreement: RenderedAgreement, identity: SealIdentity, timestamper: DummyTimeStamper
) -> None:
    with pytest.raises(SealFailed, match="The new seal would not hold"):
        seal_in(agreement.content, "seal-1-provider", identity, MisdatingTimeStamper(timestamper))
