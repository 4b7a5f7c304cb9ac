"""Files of strangers are decoded in a process of their own: with little memory and time, no environment, no database.

A decoder that is led astray by a file takes nothing with it, and whatever a file unpacks to ends at the limits.
"""

import base64
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from catalog.files.checking.limits import WAIT_S
from catalog.files.errors import FileCode, FileRefusedError


@dataclass(frozen=True)
class Rendition:
    """A photo in one size, as WebP."""

    size: str
    width_px: int
    height_px: int
    content: bytes


@dataclass(frozen=True)
class SequenceFacts:
    """What a sequence file says."""

    length_bp: int
    features: list[str]


def renditions(content: bytes) -> list[Rendition]:
    """Return a photo in its sizes, upright, in sRGB, and with nothing in it but its pixels.

    Raises:
        FileRefusedError: UNSUPPORTED, UNREADABLE, TOO_LARGE.
    """
    found = _examine("photo", content)
    return [Rendition(**one | {"content": base64.b64decode(one["content"])}) for one in found["renditions"]]


def pdf_pages(content: bytes) -> int:
    """Return how many pages a PDF has that does nothing but show them.

    Raises:
        FileRefusedError: UNREADABLE, UNSAFE, TOO_LARGE.
    """
    return int(_examine("pdf", content)["pages"])


def sequence_facts(content: bytes, *, size_bp: int | None) -> SequenceFacts:
    """Return what the sequence file of a plasmid says.

    Args:
        size_bp: length of the plasmid, as its listing says; None if it says nothing.

    Raises:
        FileRefusedError: WRONG_SEQUENCE, TOO_LARGE.
    """
    return SequenceFacts(**_examine("sequence", content, *([] if size_bp is None else [str(size_bp)])))


def _examine(subject: str, content: bytes, *arguments: str) -> dict[str, Any]:
    """Return what the process says of a file.

    Raises:
        FileRefusedError: it refused it, or ended at a limit.
        RuntimeError: it failed otherwise, which is our fault.
    """
    command = [sys.executable, "-X", "utf8", "-m", "catalog.files.checking", subject, *arguments]
    try:
        ended = subprocess.run(
            command, input=content, capture_output=True, cwd=settings.BASE_DIR, env={}, check=False, timeout=WAIT_S
        )
    except subprocess.TimeoutExpired:
        raise _too_costly() from None
    # By a signal: of the kernel at a limit, or of a decoder that crashed.
    if ended.returncode < 0:
        raise _too_costly()
    if ended.returncode:
        raise RuntimeError(f"Looking at a {subject} failed: {ended.stderr.decode(errors='replace')[-2000:]}")
    answer: dict[str, Any] = json.loads(ended.stdout)
    if refused := answer.get("refused"):
        raise FileRefusedError(FileCode(refused["code"]), refused["message"])
    return answer


def _too_costly() -> FileRefusedError:
    return FileRefusedError(FileCode.TOO_LARGE, "Opening the file takes more memory or time than a file may.")
