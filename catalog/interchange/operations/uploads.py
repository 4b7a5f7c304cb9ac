"""Keep files as they arrive."""

import hashlib
from datetime import datetime
from pathlib import PurePath, PureWindowsPath

from django.db import transaction

from catalog.interchange import queries
from catalog.interchange.errors import FileRefusedError, PatientRecordsError, UploadCode
from catalog.interchange.models import Upload
from catalog.interchange.reading.patients import refuse_patients
from catalog.interchange.reading.source import open_source
from exchange.kernel import audit
from exchange.kernel.errors import InvalidInput, Refused
from exchange.parties.models import Person

MAX_BYTES = 20 * 1024 * 1024
_LONGEST_NAME = 200


@transaction.atomic
def store_upload(*, content: bytes, filename: str, by: Person, now: datetime) -> Upload:
    """Keep a file; the same file of the same name from the same person is kept once.

    Of a file that no import reads, or that tells who a patient is, nothing is kept.

    Raises:
        NotAllowed: the person may import nowhere.
        InvalidInput: the file is empty.
        Refused: it is larger than 20 MB (TOO_LARGE), nothing that an import reads (UNREADABLE), or holds records of
            patients (PATIENT_RECORDS).
    """
    queries.require_importer(by, on=now.date())
    if not content:
        raise InvalidInput("file", "The file is empty.")
    if len(content) > MAX_BYTES:
        raise Refused(
            UploadCode.TOO_LARGE,
            f"The file has {len(content)} bytes; {MAX_BYTES} are allowed. Split it.",
            field="file",
            size_bytes=len(content),
            most_bytes=MAX_BYTES,
        )
    _refuse_unreadable(content)
    sha256, name = hashlib.sha256(content).hexdigest(), bare_name(filename)
    kept = Upload.objects.filter(person=by, sha256=sha256, filename=name).defer("content").first()
    if kept is not None:
        return kept
    upload = Upload.objects.create(person=by, filename=name, content=content, sha256=sha256, size_bytes=len(content))
    audit.record("interchange.store_upload", upload, by=by, sha256=sha256, size_bytes=len(content))
    return upload


def _refuse_unreadable(content: bytes) -> None:
    try:
        refuse_patients(open_source(content))
    except PatientRecordsError as refusal:
        raise Refused(UploadCode.PATIENT_RECORDS, str(refusal), field="file") from refusal
    except FileRefusedError as refusal:
        raise Refused(UploadCode.UNREADABLE, str(refusal), field="file") from refusal


def bare_name(filename: str) -> str:
    """Return the name of a file without its folders and without what cannot be shown."""
    name = PurePath(PureWindowsPath(filename).name).name
    visible = "".join(character for character in name if character.isprintable()).strip()
    return visible[-_LONGEST_NAME:] if visible.strip(".") else "upload"
