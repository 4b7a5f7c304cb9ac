"""The demo's own certificate authority: it certifies the sealing key and a timestamp authority.

It proves that a document has not changed and when it was sealed, to whoever trusts this installation. It is no
qualified trust service, and an installation that needs one sets `SEAL_KEY_P12` and `TIMESTAMP_URL` instead.

Every file is written beside its place, synced and renamed, and each step looks at what is already there; so a crash
at any point is healed by the next run, and a run that finds all in order changes nothing.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ORGANISATION = "Reagora demo"
AUTHORITY_NAME, SEAL_NAME, TIMESTAMP_NAME = (
    "Reagora demo certificate authority",
    "Reagora demo seal",
    "Reagora demo timestamp authority",
)
KEY_BITS = 3072
AUTHORITY_LIFE, LEAF_LIFE, CRL_LIFE = timedelta(days=3650), timedelta(days=800), timedelta(days=30)
RENEW_LEAF_BEFORE, RENEW_CRL_BEFORE = timedelta(days=60), timedelta(days=10)
CLOCK_SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class AuthorityFiles:
    """Where the demo authority keeps its keys (mode 0600 in a directory of mode 0700).

    A `.key` file is PEM: a private key, then its certificate. Both are in one file so that they change together.
    """

    directory: Path

    @property
    def authority(self) -> Path:
        """The authority's key and certificate."""
        return self.directory / "authority.key"

    @property
    def certificate(self) -> Path:
        """The authority's certificate alone, PEM: what others need to verify seals."""
        return self.directory / "authority.pem"

    @property
    def revocations(self) -> Path:
        """The certificate revocation list, DER."""
        return self.directory / "authority.crl"

    @property
    def seal(self) -> Path:
        """The sealing key and its certificate."""
        return self.directory / "seal.key"

    @property
    def timestamps(self) -> Path:
        """The timestamp authority's key and its certificate."""
        return self.directory / "timestamps.key"


@dataclass(frozen=True)
class KeyPair:
    """A private key with its certificate."""

    key: RSAPrivateKey
    certificate: x509.Certificate


def ensure_authority(directory: Path, *, now: datetime) -> list[Path]:
    """Make whatever is missing or about to expire, and return the files that were written.

    Runs of other processes wait for each other. Seals that were made stay verifiable: a renewed key has the same
    authority, which outlives it.
    """
    files = AuthorityFiles(directory)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)
    written: list[Path] = []
    with _locked(directory):
        for leftover in directory.glob(".new-*"):
            leftover.unlink()
        if not files.authority.exists():
            _write(files.authority, _pem(_new_authority(now)), written)
        root = read_certificate(files.authority)
        pem = root.public_bytes(Encoding.PEM)
        if not files.certificate.exists() or files.certificate.read_bytes() != pem:
            _write(files.certificate, pem, written)
        for file, name, dates in ((files.seal, SEAL_NAME, False), (files.timestamps, TIMESTAMP_NAME, True)):
            if not _leaf_stands(file, root, now):
                _write(file, _pem(_new_leaf(name, read_pair(files.authority), now, dates=dates)), written)
        if not _revocations_stand(files.revocations, root, now):
            _write(files.revocations, _new_revocations(read_pair(files.authority), now), written)
    return written


def read_certificate(file: Path) -> x509.Certificate:
    """Read the certificate of a `.key` or `.pem` file."""
    return x509.load_pem_x509_certificates(file.read_bytes())[0]


def read_pair(file: Path) -> KeyPair:
    """Read a `.key` file of this module's making; checking the key again would take a tenth of a second."""
    key = load_pem_private_key(file.read_bytes(), None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError(f"{file.name} does not hold an RSA key.")
    return KeyPair(key, read_certificate(file))


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    lock = os.open(directory / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _write(file: Path, content: bytes, written: list[Path]) -> None:
    """Put a file in place whole and durably, readable by its owner only."""
    descriptor, temporary = tempfile.mkstemp(prefix=".new-", dir=file.parent)
    with os.fdopen(descriptor, "wb") as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
    Path(temporary).replace(file)
    directory = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    written.append(file)


def _pem(pair: KeyPair) -> bytes:
    key = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key + pair.certificate.public_bytes(Encoding.PEM)


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _key_usage(**used: bool) -> x509.KeyUsage:
    unused = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return x509.KeyUsage(**{**unused, **used})


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: RSAPrivateKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SKEW)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _new_authority(now: datetime) -> KeyPair:
    key, name = generate_private_key(65537, KEY_BITS), _name(AUTHORITY_NAME)
    certificate = (
        _certificate(name, name, key, now, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return KeyPair(key, certificate)


def _new_leaf(name: str, authority: KeyPair, now: datetime, *, dates: bool) -> KeyPair:
    """Certify a new key for seals, or for timestamps when it `dates`."""
    key = generate_private_key(65537, KEY_BITS)
    builder = (
        _certificate(_name(name), authority.certificate.subject, key, now, LEAF_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(digital_signature=True, content_commitment=not dates), critical=True)
        .add_extension(_authority_identifier(authority), critical=False)
    )
    if dates:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return KeyPair(key, builder.sign(authority.key, hashes.SHA256()))


def _new_revocations(authority: KeyPair, now: datetime) -> bytes:
    return (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(now - CLOCK_SKEW)
        .next_update(now + CRL_LIFE)
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(_authority_identifier(authority), critical=False)
        .sign(authority.key, hashes.SHA256())
        .public_bytes(Encoding.DER)
    )


def _authority_identifier(authority: KeyPair) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())


def _leaf_stands(file: Path, root: x509.Certificate, now: datetime) -> bool:
    if not file.exists():
        return False
    certificate = read_certificate(file)
    try:
        certificate.verify_directly_issued_by(root)
    except (ValueError, InvalidSignature):
        return False
    return certificate.not_valid_after_utc > now + RENEW_LEAF_BEFORE


def _revocations_stand(file: Path, root: x509.Certificate, now: datetime) -> bool:
    if not file.exists():
        return False
    revocations = x509.load_der_x509_crl(file.read_bytes())
    until, issuer = revocations.next_update_utc, root.public_key()
    return (
        isinstance(issuer, RSAPublicKey)
        and revocations.is_signature_valid(issuer)
        and until is not None
        and until > now + RENEW_CRL_BEFORE
    )
