"""Check a bundle with nothing but the file: what was changed is named.

Whoever changes a file and the manifest with it cannot make its seal; whoever makes a seal of their own cannot make it
lead to a root that is known from elsewhere.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from asn1crypto import pem
from asn1crypto.x509 import Certificate

from agreements.signature.evidence import bundle
from agreements.signature.evidence.bundle import AUTHORITY, EVENTS, MANIFEST, NO_EVENT, PDF, ROOTS, SEAL, TEXTS
from agreements.signature.evidence.sealing import problems_of
from agreements.signature.verification import SealFinding, verify
from exchange.kernel.errors import InvalidInput

MOST_BYTES = 100_000_000
WHOLE = "the file"
# What zipfile raises at malformed input.
NO_ZIP = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OverflowError, OSError)


class EvidenceProblem(StrEnum):
    """What is wrong with a bundle, each with the sentence for people as `sentence`."""

    NOT_A_BUNDLE = "not_a_bundle"
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    SEAL = "seal"
    GAP = "gap"
    OTHER_TEXT = "other_text"
    OTHER_SIGNATURES = "other_signatures"

    @property
    def sentence(self) -> str:
        """Say it in plain English."""
        return SENTENCES[self]


SENTENCES = {
    EvidenceProblem.NOT_A_BUNDLE: "It is not an evidence bundle of this system, or is too damaged to be read.",
    EvidenceProblem.CHANGED: "It has been changed since the bundle was sealed.",
    EvidenceProblem.MISSING: "It has been taken away.",
    EvidenceProblem.ADDED: "It was not there when the bundle was sealed.",
    EvidenceProblem.SEAL: "Its seal does not hold.",
    EvidenceProblem.GAP: "Events are missing, were added or stand in another order.",
    EvidenceProblem.OTHER_TEXT: "A signature or an approval is of another text.",
    EvidenceProblem.OTHER_SIGNATURES: "The seals in the document are not those of the signatures on record.",
}


@dataclass(frozen=True)
class EvidenceFinding:
    """One thing that is wrong.

    Args:
        member: the file within the bundle.
        detail: more about it; may be empty.
    """

    member: str
    problem: EvidenceProblem
    detail: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, [f"{self.member}: {self.problem.sentence}", self.detail]))


@dataclass(frozen=True)
class Checked:
    """What was found in a bundle.

    Args:
        number: of the agreement; empty when it cannot be told.
        roots: that the seals were judged by.
        seals: of the document, in order.
        findings: what is wrong; nothing when it is sound.
    """

    number: str = ""
    roots: tuple[Certificate, ...] = ()
    seals: tuple[SealFinding, ...] = ()
    findings: tuple[EvidenceFinding, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.findings


def check_bundle(content: bytes, *, roots: Sequence[Certificate] = ()) -> Checked:
    """Check everything in a bundle.

    Args:
        roots: to trust; without any, those in the bundle, whose fingerprints must then be compared by a person.
    """
    try:
        members = _members(content)
        manifest = _manifest(members)
        trusted = tuple(roots) or _roots(members)
    except InvalidInput as error:
        return Checked(findings=(EvidenceFinding(error.field or WHOLE, EvidenceProblem.NOT_A_BUNDLE, error.message),))
    findings = [*_changed(members, manifest["files"]), *_seal_findings(members, trusted)]
    number = manifest["agreement"]
    if not findings and bundle.pack(members) != content:
        findings = list(_changed_around(members, content))
    if findings:
        return Checked(number, trusted, (), tuple(findings))
    try:
        seals = tuple(verify(members[PDF], trusted))
        findings += _inconsistent(members, seals)
    except InvalidInput as error:
        return Checked(number, trusted, (), (EvidenceFinding(PDF, EvidenceProblem.SEAL, error.message),))
    return Checked(number, trusted, seals, tuple(findings))


def _members(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise InvalidInput(WHOLE, "It is larger than a bundle can be.")
            if len({entry.filename for entry in entries}) != len(entries):
                raise InvalidInput(WHOLE, "It holds two files of one name.")
            return {entry.filename: _read(archive, entry) for entry in entries}
    except NO_ZIP as error:
        raise InvalidInput(WHOLE, "It is not a readable zip.") from error


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a file as they are; the manifest says whether they are right, not the zip's checksum."""
    if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
        raise InvalidInput(entry.filename, "It is compressed or encrypted, which files of a bundle are not.")
    entry.CRC = None  # type: ignore[assignment]
    with archive.open(entry) as file:
        return file.read(MOST_BYTES)


def _manifest(members: dict[str, bytes]) -> dict[str, Any]:
    for name in (MANIFEST, SEAL, ROOTS):
        if name not in members:
            raise InvalidInput(name, "It is missing.")
    try:
        stated = json.loads(members[MANIFEST])
        is_known = stated["format"] == bundle.FORMAT and all(isinstance(one, str) for one in stated["files"].values())
        str(stated["agreement"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InvalidInput(MANIFEST, "It has been changed: it is no list of files any more.") from error
    if not is_known:
        raise InvalidInput(MANIFEST, "It has been changed, or is of another version of the format.")
    manifest: dict[str, Any] = stated
    return manifest


def _roots(members: dict[str, bytes]) -> tuple[Certificate, ...]:
    try:
        found = tuple(Certificate.load(der, strict=True) for _, _, der in pem.unarmor(members[ROOTS], multiple=True))
        for root in found:
            root.subject.human_friendly  # noqa: B018 - what is malformed shows when it is read
    except (ValueError, TypeError, KeyError) as error:
        raise InvalidInput(ROOTS, "It has been changed: it holds no certificates any more.") from error
    return found


def _changed(members: dict[str, bytes], listed: dict[str, str]) -> Iterator[EvidenceFinding]:
    for name in sorted({*members, *listed} - {MANIFEST, SEAL}):
        if name not in members:
            yield EvidenceFinding(name, EvidenceProblem.MISSING)
        elif name not in listed:
            yield EvidenceFinding(name, EvidenceProblem.ADDED)
        elif hashlib.sha256(members[name]).hexdigest() != listed[name]:
            yield EvidenceFinding(name, EvidenceProblem.CHANGED)
    for name in (PDF, EVENTS, AUTHORITY, ROOTS, f"{TEXTS}1.json"):
        if name not in listed:
            yield EvidenceFinding(name, EvidenceProblem.MISSING)


def _changed_around(members: dict[str, bytes], content: bytes) -> Iterator[EvidenceFinding]:
    """Say what else was changed: bytes of a seal that do not count, or the zip around its files."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        changed = [entry.filename for entry in archive.infolist() if zlib.crc32(members[entry.filename]) != entry.CRC]
    for name in changed or [WHOLE]:
        yield EvidenceFinding(name, EvidenceProblem.CHANGED, "Nothing that counts in it is another.")


def _seal_findings(members: dict[str, bytes], roots: Sequence[Certificate]) -> Iterator[EvidenceFinding]:
    problems = problems_of(members[MANIFEST], members[SEAL], roots)
    if problems:
        yield EvidenceFinding(
            f"{MANIFEST} or {SEAL}", EvidenceProblem.SEAL, " ".join(problem.sentence for problem in problems)
        )


def _inconsistent(members: dict[str, bytes], seals: Sequence[SealFinding]) -> Iterator[EvidenceFinding]:
    """Say where the parts of a bundle whose files are all as sealed contradict each other."""
    for seal in seals:
        for problem in seal.problems:
            yield EvidenceFinding(PDF, EvidenceProblem.SEAL, f"{seal.field}: {problem.sentence}")
    authority, events = json.loads(members[AUTHORITY]), json.loads(members[EVENTS])
    previous = NO_EVENT
    for event in events:
        if event["previous"] != previous or event["sha256"] != bundle.digest_of(event):
            yield EvidenceFinding(EVENTS, EvidenceProblem.GAP, f"It begins at the event of {event['at']}.")
            break
        previous = event["sha256"]
    last = max((name for name in members if name.startswith(TEXTS)), key=lambda name: (len(name), name))
    signed = hashlib.sha256(members[last]).hexdigest()
    if any(one["text_sha256"] != signed for one in (*authority["signatures"], *authority["approvals"])):
        yield EvidenceFinding(last, EvidenceProblem.OTHER_TEXT)
    sealed = sorted(datetime.fromisoformat(one["sealed_at"]) for one in authority["signatures"])
    if sealed != sorted(seal.sealed_at for seal in seals if seal.sealed_at):
        yield EvidenceFinding(PDF, EvidenceProblem.OTHER_SIGNATURES)
