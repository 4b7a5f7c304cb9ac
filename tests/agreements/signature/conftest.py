"""A demo authority, an agreement and its sealed copies, made once for all tests of the room."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from agreements.drafting.rendering import RenderedAgreement, render_pdf
from agreements.drafting.rules import FormId
from agreements.signature import authority as module
from agreements.signature.authority import AuthorityFiles, ensure_authority
from agreements.signature.certificates import SealIdentity, demo_identity, demo_timestamper
from agreements.signature.pades import SealedDocument, seal
from tests.factories.deals import filled_agreement, signature_blocks

AGREED = "I have read this agreement and agree to it."


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> AuthorityFiles:
    directory = tmp_path_factory.mktemp("authority") / "seal"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "KEY_BITS", 2048)
        ensure_authority(directory, now=datetime.now(UTC))
    return AuthorityFiles(directory)


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AuthorityFiles:
    """Return an authority that nobody here trusts."""
    monkeypatch.setattr(module, "KEY_BITS", 2048)
    ensure_authority(tmp_path / "stranger", now=datetime.now(UTC))
    return AuthorityFiles(tmp_path / "stranger")


@pytest.fixture(scope="session")
def identity(authority: AuthorityFiles) -> SealIdentity:
    return demo_identity(authority)


@pytest.fixture(scope="session")
def timestamper(authority: AuthorityFiles) -> DummyTimeStamper:
    stamper = demo_timestamper(authority)
    assert isinstance(stamper, DummyTimeStamper)
    return stamper


@pytest.fixture(scope="session")
def agreement() -> RenderedAgreement:
    return render_pdf(filled_agreement(FormId.LETTER))


@pytest.fixture(scope="session")
def unordered() -> RenderedAgreement:
    """An agreement that both parties may sign in any order."""
    return render_pdf(filled_agreement(FormId.LETTER, signatures=signature_blocks(recipient_rank=1)))


@pytest.fixture(scope="session")
def sealed_once(agreement: RenderedAgreement, identity: SealIdentity, timestamper: TimeStamper) -> SealedDocument:
    return seal(
        agreement.content,
        field="seal-1-provider",
        signer_name="Prof. Zoë Müller 李小龙",
        role_sentence="Authorised to bind Provider Biobank",
        reason=AGREED,
        identity=identity,
        timestamper=timestamper,
    )


@pytest.fixture(scope="session")
def sealed_twice(sealed_once: SealedDocument, identity: SealIdentity, timestamper: TimeStamper) -> SealedDocument:
    return seal(
        sealed_once.content,
        field="seal-2-recipient",
        signer_name="محمد الأمين",
        role_sentence="Authorised to bind Recipient Institute",
        reason=AGREED,
        identity=identity,
        timestamper=timestamper,
    )
