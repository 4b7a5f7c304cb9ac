"""Other people's tools accept a sealed agreement."""

import subprocess
from pathlib import Path

import pytest

from agreements.signature.pades import SealedDocument
from tests import needs


@pytest.fixture
def sealed_file(sealed_twice: SealedDocument, tmp_path: Path) -> Path:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed_twice.content)
    return file


def test_qpdf_finds_no_fault(sealed_file: Path) -> None:
    if needs.QPDF is None:
        pytest.skip(needs.how_to_get("qpdf"))
    checked = subprocess.run([needs.QPDF, "--check", sealed_file], capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, b"")


def test_pdfsig_finds_both_signatures_valid(sealed_file: Path) -> None:
    if needs.PDFSIG is None:
        pytest.skip(needs.how_to_get("poppler-utils"))
    said = subprocess.run([needs.PDFSIG, sealed_file], capture_output=True, check=False, text=True).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 2
    assert said.count("Signature Type: ETSI.CAdES.detached") == 2


def test_pdfsig_finds_a_flipped_byte(sealed_file: Path) -> None:
    if needs.PDFSIG is None:
        pytest.skip(needs.how_to_get("poppler-utils"))
    content = bytearray(sealed_file.read_bytes())
    content[content.index(b"stream") + 40] ^= 1
    sealed_file.write_bytes(content)
    said = subprocess.run([needs.PDFSIG, sealed_file], capture_output=True, check=False, text=True).stdout
    assert said.count("Signature Validation: Digest Mismatch.") == 2


def test_signer_and_capacity_are_drawn_on_the_page(sealed_file: Path) -> None:
    if needs.PDFTOTEXT is None:
        pytest.skip(needs.how_to_get("poppler-utils"))
    words = " ".join(
        subprocess.run([needs.PDFTOTEXT, sealed_file, "-"], capture_output=True, check=True, text=True).stdout.split()
    )
    assert "Prof. Zoë Müller 李小龙 Authorised to bind Provider Biobank I have read this agreement and agree" in words
    assert words.count("Simple signature plus integrity seal. Its timestamp holds the time.") == 2
