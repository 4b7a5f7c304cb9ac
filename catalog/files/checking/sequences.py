"""Sequences of plasmids. Plain Python."""

from typing import Any

from catalog.files.errors import FileCode, FileRefusedError
from catalog.kinds.errors import SequenceRefusedError
from catalog.kinds.sequence import read_sequence


def read(content: bytes, size_bp: int | None) -> dict[str, Any]:
    """Return the length of a plasmid's sequence and what features it has.

    Raises:
        FileRefusedError: WRONG_SEQUENCE.
    """
    try:
        found = read_sequence(content.decode("utf-8-sig"), size_bp=size_bp)
    except SequenceRefusedError as refusal:
        raise FileRefusedError(FileCode.WRONG_SEQUENCE, str(refusal)) from refusal
    return {"length_bp": found.size_bp, "features": list(found.features)}
