"""The key that seals, the certificates to trust and the clock that dates. The one reader of their settings."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from asn1crypto.crl import CertificateList
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import load_pem_x509_certificates
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from agreements.signature.authority import AuthorityFiles, KeyPair, ensure_authority, read_pair
from agreements.signature.errors import TimestampUnavailable
from agreements.signature.timestamps import TimestampService


@dataclass(frozen=True)
class SealIdentity:
    """Who seals, and what proves it.

    Args:
        signer: the key with its certificate and chain.
        trust_roots: the roots that the chain and the timestamp authority's chain end in.
        revocations: revocation lists that are at hand.
        fetches_revocations: whether further ones are fetched from the addresses in the certificates.
    """

    signer: SimpleSigner
    trust_roots: tuple[Certificate, ...]
    revocations: tuple[CertificateList, ...] = ()
    fetches_revocations: bool = False

    def validation_context(self) -> ValidationContext:
        """Return a context that accepts nothing of which the revocation status is unknown."""
        return ValidationContext(
            trust_roots=list(self.trust_roots),
            crls=list(self.revocations),
            allow_fetching=self.fetches_revocations,
            revocation_mode="require",
        )


def seal_identity(*, now: datetime) -> SealIdentity:
    """Return the identity of the settings: the operator's key, or the demo authority's, made on first use.

    Raises:
        ImproperlyConfigured: the operator's key cannot be opened.
    """
    if settings.SEAL_KEY_P12:
        signer = SimpleSigner.load_pkcs12(
            str(settings.SEAL_KEY_P12), passphrase=settings.SEAL_KEY_PASSPHRASE.encode() or None
        )
        if signer is None:
            raise ImproperlyConfigured("SEAL_KEY_P12 cannot be opened with SEAL_KEY_PASSPHRASE.")
        return SealIdentity(signer=signer, trust_roots=trust_roots(now=now), fetches_revocations=True)
    return replace(
        demo_identity(_demo_authority(now)),
        trust_roots=trust_roots(now=now),
        fetches_revocations=bool(settings.TIMESTAMP_URL),
    )


def trust_roots(*, now: datetime) -> tuple[Certificate, ...]:
    """Return the roots by which the installation's seals and timestamps are verified."""
    given = read_certificates(Path(settings.SEAL_TRUST_ROOTS)) if settings.SEAL_TRUST_ROOTS else ()
    return given if settings.SEAL_KEY_P12 else (_root(_demo_authority(now)), *given)


def timestamper(*, now: datetime) -> TimeStamper:
    """Return the timestamp authority of the settings.

    Raises:
        TimestampUnavailable: the operator's own key is set but no service; the demo's authority never dates it.
    """
    if settings.TIMESTAMP_URL:
        return TimestampService(settings.TIMESTAMP_URL)
    if settings.SEAL_KEY_P12:
        raise TimestampUnavailable("No timestamp authority is configured: set TIMESTAMP_URL.")
    return demo_timestamper(_demo_authority(now))


def demo_identity(files: AuthorityFiles) -> SealIdentity:
    """Return the sealing identity of a demo authority that exists."""
    pair, root = read_pair(files.seal), _root(files)
    return SealIdentity(
        signer=SimpleSigner(signing_cert=_certificate(pair), signing_key=_key(pair), cert_registry=_store(root)),
        trust_roots=(root,),
        revocations=(CertificateList.load(files.revocations.read_bytes()),),
    )


def demo_timestamper(files: AuthorityFiles) -> TimeStamper:
    """Return the timestamp authority of a demo authority that exists."""
    pair = read_pair(files.timestamps)
    return DummyTimeStamper(_certificate(pair), _key(pair), certs_to_embed=_store(_root(files)))


def _demo_authority(now: datetime) -> AuthorityFiles:
    directory = Path(settings.SEAL_AUTHORITY_DIR)
    ensure_authority(directory, now=now)
    return AuthorityFiles(directory)


def read_certificates(file: Path) -> tuple[Certificate, ...]:
    """Read the certificates of a PEM file."""
    found = load_pem_x509_certificates(file.read_bytes())
    return tuple(Certificate.load(certificate.public_bytes(Encoding.DER)) for certificate in found)


def _root(files: AuthorityFiles) -> Certificate:
    return read_certificates(files.certificate)[0]


def _certificate(pair: KeyPair) -> Certificate:
    return Certificate.load(pair.certificate.public_bytes(Encoding.DER))


def _key(pair: KeyPair) -> PrivateKeyInfo:
    return PrivateKeyInfo.load(pair.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


def _store(*certificates: Certificate) -> SimpleCertificateStore:
    store: SimpleCertificateStore = SimpleCertificateStore.from_certs(certificates)
    return store
