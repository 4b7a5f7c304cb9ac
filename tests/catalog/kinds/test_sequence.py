"""Sequence files of plasmids are read, and refused with a sentence."""

import pytest

from catalog.kinds.errors import SequenceRefusedError
from catalog.kinds.sequence import read_sequence


def genbank(bases: str = "acgtacgtnn", *, topology: str = "circular", length: int | None = None) -> str:
    size = len(bases) if length is None else length
    return (
        f"LOCUS       pDemo{size:>20} bp    DNA     {topology:<8} SYN 01-JAN-2026\n"
        "DEFINITION  A plasmid.\n"
        "FEATURES             Location/Qualifiers\n"
        "     CDS             1..6\n"
        '                     /gene="TP53"\n'
        f"ORIGIN\n        1 {bases}\n//\n"
    )


def test_genbank_tells_length_topology_and_features() -> None:
    found = read_sequence(genbank(), size_bp=10)

    assert (found.name, found.bases, found.size_bp) == ("pDemo", "ACGTACGTNN", 10)
    assert (found.is_circular, found.ambiguous_bp, found.features) == (True, 2, ("CDS",))


def test_fasta_says_nothing_of_the_topology() -> None:
    found = read_sequence(">pDemo a plasmid\nACGT\nacgt\n")

    assert (found.name, found.bases, found.is_circular) == ("pDemo", "ACGTACGT", None)


@pytest.mark.parametrize(
    ("text", "size_bp", "reason"),
    [
        ("bases: ACGT", None, "neither GenBank"),
        ("", None, "neither GenBank"),
        (">a\nACGT\n>b\nACGT\n", None, "has 2 sequences"),
        (">a\n\n", None, "no sequence"),
        (">a\nACGU\n", None, "holds U, which"),
        (">a\nMKT-LLE\n", None, "holds -, E, L"),
        (">a\nACGT\n", 5, "has 4 bases, and the plasmid is said to have 5"),
        (genbank(topology="linear"), 10, "is linear"),
        (genbank(length=12), None, "may be cut off"),
        (f">a\n{'A' * 1_000_001}\n", None, "at most 1000000"),
    ],
)
def test_what_is_no_plasmid_is_refused(text: str, size_bp: int | None, reason: str) -> None:
    with pytest.raises(SequenceRefusedError, match=reason):
        read_sequence(text, size_bp=size_bp)
