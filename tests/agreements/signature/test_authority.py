"""The demo's certificate authority: made once, renewed in time, safe against crashes and races."""

import multiprocessing
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from agreements.signature import authority as module
from agreements.signature.authority import AuthorityFiles, ensure_authority, read_certificate, read_pair

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NAMES = ["authority.key", "authority.pem", "seal.key", "timestamps.key", "authority.crl"]


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEY_BITS", 2048)


def written(directory: Path, now: datetime = NOW) -> list[str]:
    return [file.name for file in ensure_authority(directory, now=now)]


def contents(directory: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in directory.iterdir() if file.name != ".lock"}


def test_first_run_makes_everything_and_the_second_changes_nothing(tmp_path: Path) -> None:
    assert written(tmp_path / "seal") == NAMES
    before = contents(tmp_path / "seal")
    assert written(tmp_path / "seal") == []
    assert contents(tmp_path / "seal") == before
    assert sorted(before) == sorted(NAMES)


def test_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        ensure_authority(tmp_path / "seal", now=NOW)
    finally:
        os.umask(old)
    assert (tmp_path / "seal").stat().st_mode & 0o777 == 0o700
    assert {file.name: file.stat().st_mode & 0o777 for file in (tmp_path / "seal").iterdir()} == dict.fromkeys(
        [*NAMES, ".lock"], 0o600
    )


def test_open_directory_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    ensure_authority(tmp_path, now=NOW)
    assert tmp_path.stat().st_mode & 0o777 == 0o700


def test_certificates_may_do_only_what_they_are_for(tmp_path: Path) -> None:
    ensure_authority(tmp_path, now=NOW)
    files = AuthorityFiles(tmp_path)
    root, seal, timestamps = map(read_certificate, (files.certificate, files.seal, files.timestamps))

    def usage(certificate: x509.Certificate) -> tuple[bool, ...]:
        found = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        return found.digital_signature, found.content_commitment, found.key_cert_sign, found.crl_sign

    assert [usage(certificate) for certificate in (root, seal, timestamps)] == [
        (False, False, True, True),
        (True, True, False, False),
        (True, False, False, False),
    ]
    purpose = timestamps.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    assert (list(purpose.value), purpose.critical) == ([ExtendedKeyUsageOID.TIME_STAMPING], True)
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value == x509.BasicConstraints(True, 0)
    for leaf in (seal, timestamps):
        leaf.verify_directly_issued_by(root)
    assert read_pair(files.seal).key.public_key() == seal.public_key()


@pytest.mark.parametrize("name", NAMES)
def test_missing_file_is_made_again_and_the_rest_kept(tmp_path: Path, name: str) -> None:
    ensure_authority(tmp_path, now=NOW)
    before = contents(tmp_path)
    (tmp_path / name).unlink()
    # Without its key the authority is a new one, and certifies anew what it certified before.
    expected = NAMES if name == "authority.key" else [name]
    assert written(tmp_path) == expected
    kept = {other for other, content in contents(tmp_path).items() if content == before[other]}
    assert kept >= set(NAMES) - set(expected)


@pytest.mark.parametrize("place", range(len(NAMES)))
def test_crash_before_any_file_is_healed_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    whole_write, count = module._write, 0

    def write_until_crash(file: Path, content: bytes, made: list[Path]) -> None:
        nonlocal count
        if count == place:
            (file.parent / ".new-left").write_bytes(content[:10])
            raise KeyboardInterrupt
        count += 1
        whole_write(file, content, made)

    monkeypatch.setattr(module, "_write", write_until_crash)
    with pytest.raises(KeyboardInterrupt):
        ensure_authority(tmp_path, now=NOW)
    monkeypatch.setattr(module, "_write", whole_write)
    assert written(tmp_path) == NAMES[place:]
    assert sorted(contents(tmp_path)) == sorted(NAMES)


def test_revocation_list_is_renewed_ten_days_before_its_end(tmp_path: Path) -> None:
    ensure_authority(tmp_path, now=NOW)
    assert written(tmp_path, NOW + timedelta(days=19)) == []
    assert written(tmp_path, NOW + timedelta(days=21)) == ["authority.crl"]
    revocations = x509.load_der_x509_crl((tmp_path / "authority.crl").read_bytes())
    assert revocations.next_update_utc == NOW + timedelta(days=51)


def test_leaves_are_renewed_by_the_same_authority_before_their_end(tmp_path: Path) -> None:
    ensure_authority(tmp_path, now=NOW)
    root = (tmp_path / "authority.pem").read_bytes()
    later = NOW + timedelta(days=745)
    assert written(tmp_path, later) == ["seal.key", "timestamps.key", "authority.crl"]
    assert (tmp_path / "authority.pem").read_bytes() == root
    assert read_certificate(tmp_path / "seal.key").not_valid_after_utc == later + timedelta(days=800)


def test_processes_that_start_together_share_one_authority(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(3) as pool:
        runs = pool.map(run_apart, [tmp_path] * 3)
    assert sorted(name for run in runs for name in run) == sorted(NAMES)


def run_apart(directory: Path) -> list[str]:
    return written(directory)
