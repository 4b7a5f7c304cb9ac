"""What the settings choose: the demo's authority, or the operator's key, roots and timestamps."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pytest_django import Settings

from agreements.signature import certificates
from agreements.signature.authority import AuthorityFiles, read_certificate, read_pair
from agreements.signature.errors import TimestampUnavailable
from agreements.signature.timestamps import TimestampService

NOW = datetime.now(UTC)


@pytest.fixture
def operator_key(authority: AuthorityFiles, tmp_path: Path, settings: Settings) -> Path:
    """Set a key of the operator's own, in an encrypted PKCS#12 file."""
    pair = read_pair(authority.seal)
    file = tmp_path / "operator.p12"
    chain, lock = [read_certificate(authority.certificate)], BestAvailableEncryption(b"x1")
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"operator", pair.key, pair.certificate, chain, lock))
    settings.SEAL_KEY_P12 = file
    settings.SEAL_KEY_PASSPHRASE = "x1"
    settings.SEAL_TRUST_ROOTS = authority.certificate
    settings.SEAL_AUTHORITY_DIR = tmp_path / "never-made"
    return file


@pytest.fixture
def demo(authority: AuthorityFiles, settings: Settings) -> Settings:
    settings.SEAL_KEY_P12 = None
    settings.TIMESTAMP_URL = ""
    settings.SEAL_TRUST_ROOTS = None
    settings.SEAL_AUTHORITY_DIR = authority.directory
    return settings


def subject_of(identity: certificates.SealIdentity) -> str:
    certificate = identity.signer.signing_cert
    assert certificate is not None
    return str(certificate.subject.native["common_name"])


def test_demo_seals_and_dates_with_its_own_authority(demo: Settings, authority: AuthorityFiles) -> None:
    identity = certificates.seal_identity(now=NOW)
    assert subject_of(identity) == "Reagora demo seal"
    made = certificates.read_certificates(authority.certificate)
    for roots in (identity.trust_roots, certificates.trust_roots(now=NOW)):
        assert [root.dump() for root in roots] == [root.dump() for root in made]
    assert not identity.fetches_revocations
    assert isinstance(certificates.timestamper(now=NOW), DummyTimeStamper)


def test_demo_key_with_a_timestamp_service_trusts_its_root_too(demo: Settings, authority: AuthorityFiles) -> None:
    demo.TIMESTAMP_URL = "https://tsa.example.org/"
    demo.SEAL_TRUST_ROOTS = authority.certificate
    stamper = certificates.timestamper(now=NOW)
    assert isinstance(stamper, TimestampService)
    assert stamper.url == "https://tsa.example.org/"
    identity = certificates.seal_identity(now=NOW)
    assert (len(identity.trust_roots), identity.fetches_revocations) == (2, True)


def test_operator_key_is_opened_with_its_passphrase(operator_key: Path, settings: Settings) -> None:
    identity = certificates.seal_identity(now=NOW)
    assert subject_of(identity) == "Reagora demo seal"
    assert (len(identity.trust_roots), identity.fetches_revocations) == (1, True)
    assert not Path(settings.SEAL_AUTHORITY_DIR).exists()


def test_operator_key_that_cannot_be_opened_is_a_fault_of_the_settings(operator_key: Path, settings: Settings) -> None:
    settings.SEAL_KEY_PASSPHRASE = "wrong"
    with pytest.raises(ImproperlyConfigured, match="SEAL_KEY_P12 cannot be opened"):
        certificates.seal_identity(now=NOW)


def test_operator_key_without_timestamp_service_is_never_dated_by_the_demo(
    operator_key: Path, settings: Settings
) -> None:
    settings.TIMESTAMP_URL = ""
    with pytest.raises(TimestampUnavailable, match="set TIMESTAMP_URL"):
        certificates.timestamper(now=NOW)
    assert not Path(settings.SEAL_AUTHORITY_DIR).exists()


def test_command_makes_the_certificates_once(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SEAL_KEY_P12 = None
    settings.SEAL_AUTHORITY_DIR = tmp_path / "seal"
    call_command("create_demo_certificates")
    call_command("create_demo_certificates")
    where = f"Verify seals with {tmp_path}/seal/authority.pem"
    assert capsys.readouterr().out.splitlines() == [
        "Wrote authority.key",
        "Wrote authority.pem",
        "Wrote seal.key",
        "Wrote timestamps.key",
        "Wrote authority.crl",
        where,
        "The demo's certificates are in order.",
        where,
    ]


def test_command_leaves_an_operator_alone(
    operator_key: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("create_demo_certificates")
    assert capsys.readouterr().out == "SEAL_KEY_P12 is set, so the demo's certificates are not needed.\n"
    assert not Path(settings.SEAL_AUTHORITY_DIR).exists()
