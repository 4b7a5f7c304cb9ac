"""Sequence files of plasmids: GenBank and FASTA, read and checked by Biopython. Plain Python."""

import io
import warnings
from dataclasses import dataclass

from Bio import BiopythonParserWarning, SeqIO
from Bio.Seq import UndefinedSequenceError

from catalog.kinds.errors import SequenceRefusedError

# Source: IUPAC-IUB nomenclature for incompletely specified bases in nucleic acid sequences, 1984.
BASES = frozenset("ACGTRYSWKMBDHVN")
LONGEST_BP = 1_000_000


@dataclass(frozen=True)
class PlasmidSequence:
    """A plasmid's sequence as its file has it.

    Args:
        is_circular: whether the file says so; FASTA says nothing, so None.
        ambiguous_bp: how many bases are not A, C, G or T.
    """

    name: str
    bases: str
    is_circular: bool | None
    ambiguous_bp: int
    features: tuple[str, ...] = ()

    @property
    def size_bp(self) -> int:
        """Length in base pairs."""
        return len(self.bases)


def read_sequence(text: str, *, size_bp: int | None = None) -> PlasmidSequence:
    """Read the one sequence of a GenBank or FASTA file, and check it.

    Args:
        size_bp: length of the whole plasmid in base pairs, as its listing says; None if it says nothing.

    Raises:
        SequenceRefusedError: the file cannot be read, has not exactly one sequence, is linear, too long or of another
            length than the listing says, or holds what is no base.
    """
    file_format = _format(text)
    with warnings.catch_warnings(record=True) as noticed:
        warnings.simplefilter("always", BiopythonParserWarning)
        try:
            records = list(SeqIO.parse(io.StringIO(text), file_format))  # type: ignore[no-untyped-call]
        except ValueError as error:
            raise SequenceRefusedError(f"The file cannot be read: {error}") from error
    # Many programs write a header in columns of their own; but a length in it that is not that of the sequence
    # tells that something is missing.
    if cut := next((str(one.message) for one in noticed if "sequence length" in str(one.message)), None):
        raise SequenceRefusedError(f"The file may be cut off: {cut}")
    if len(records) != 1:
        raise SequenceRefusedError(f"The file has {len(records)} sequences; a plasmid has one.")
    (record,) = records
    try:
        bases = str(record.seq).upper()
    except UndefinedSequenceError as error:
        raise SequenceRefusedError("The file has a header and no sequence.") from error
    topology = record.annotations.get("topology")
    found = PlasmidSequence(
        name=record.name,
        bases=bases,
        is_circular=None if topology is None else topology == "circular",
        ambiguous_bp=sum(base not in "ACGT" for base in bases),
        features=tuple(dict.fromkeys(feature.type for feature in record.features)),
    )
    _check(found, size_bp)
    return found


def _format(text: str) -> str:
    start = text.lstrip()
    if start.startswith("LOCUS"):
        return "genbank"
    if start.startswith(">"):
        return "fasta"
    raise SequenceRefusedError("This is neither GenBank, which begins with LOCUS, nor FASTA, which begins with >.")


def _check(found: PlasmidSequence, size_bp: int | None) -> None:
    if not found.bases:
        raise SequenceRefusedError("The file has a header and no sequence.")
    if found.size_bp > LONGEST_BP:
        raise SequenceRefusedError(f"The sequence has {found.size_bp} bases; a plasmid has at most {LONGEST_BP}.")
    if strangers := sorted(set(found.bases) - BASES):
        raise SequenceRefusedError(f"The sequence holds {', '.join(strangers)}, which are no bases of DNA.")
    if found.is_circular is False:
        raise SequenceRefusedError("The file says that the sequence is linear; a plasmid is circular.")
    if size_bp is not None and found.size_bp != size_bp:
        raise SequenceRefusedError(
            f"The sequence has {found.size_bp} bases, and the plasmid is said to have {size_bp}."
        )
