"""Import runs: asked for, looked at before, and called off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.interchange.errors import ApplyCode
from catalog.interchange.events import ImportEvent
from catalog.interchange.formats import FORMATS
from catalog.interchange.models import ImportRun, Upload
from catalog.interchange.states import IMPORT_TRANSITIONS, ImportCommand, ImportState
from exchange.kernel import audit, clock, locks, outbox
from exchange.kernel.errors import InvalidInput, NotFound, Refused
from exchange.kernel.transitions import step
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import require

LONGEST_NAME = 1000
MOST_COLUMNS = 1000


@transaction.atomic
def start_import(
    *,
    upload: Upload,
    unit: Unit,
    format: str,  # noqa: A002 -- the word of the API and of the command line
    options: Mapping[str, Any],
    by: Person,
    now: datetime,
    mapping: Mapping[str, str] | None = None,
    preview: bool | None = None,
    strict: bool | None = None,
) -> ImportRun:
    """Ask for the import of a file into a unit; a worker runs it.

    Args:
        mapping: the format's column of some columns of the file, empty for one to ignore.
        preview: nothing is stored, but all is said that storing would say.
        strict: nothing is stored if a row is wrong.

    Raises:
        NotAllowed: the person may not import for the unit.
        NotFound: the file is somebody else's.
        InvalidInput: the format is unknown, an option is unknown, missing or malformed, or the mapping is none.
    """
    require(by, Permission.IMPORT_LISTINGS, unit.organisation, on=now.date(), unit=unit)
    if upload.person_id != by.pk:
        raise NotFound("upload", field="upload")
    if format not in FORMATS:
        raise InvalidInput("format", f"There is no format {format[:40]!r}; there are {', '.join(FORMATS)}.")
    FORMATS[format].read_options(options)
    return _ask(
        ImportRun(
            upload=upload,
            unit=unit,
            started_by=by,
            format=format,
            options=dict(options),
            mapping=_read_mapping({} if mapping is None else mapping),
            is_preview=bool(preview),
            is_strict=bool(strict),
        )
    )


@transaction.atomic
def apply_preview(*, preview: ImportRun, by: Person, now: datetime, strict: bool = False) -> ImportRun:
    """Ask for the import that a preview has shown; asked for again, it is the same import.

    Raises:
        NotAllowed: the person may not import for the unit.
        WrongState: the preview is not done.
        Refused: the run is no preview (INVALID).
    """
    require(by, Permission.IMPORT_LISTINGS, preview.unit.organisation, on=now.date(), unit=preview.unit)
    preview = locks.lock(preview)
    if not preview.is_preview:
        raise Refused(ApplyCode.INVALID, "This run is an import already.", field="preview")
    step(IMPORT_TRANSITIONS, ImportState(preview.state), ImportCommand.APPLY)
    asked = ImportRun.objects.filter(preview=preview).first()
    return asked or _ask(
        ImportRun(
            upload_id=preview.upload_id,
            unit_id=preview.unit_id,
            started_by=by,
            format=preview.format,
            options=preview.options,
            mapping=preview.mapping,
            preview=preview,
            is_strict=strict,
        )
    )


@transaction.atomic
def cancel_import(*, run: ImportRun, by: Person, now: datetime) -> ImportRun:
    """Call an import off while it is not done: nothing of it is stored. Called off again it is returned as it is.

    Raises:
        NotAllowed: the person may not import for the unit.
        WrongState: it has ended otherwise.
    """
    require(by, Permission.IMPORT_LISTINGS, run.unit.organisation, on=now.date(), unit=run.unit)
    run = locks.lock(run)
    if run.state == ImportState.CANCELLED:
        return run
    run.state = step(IMPORT_TRANSITIONS, ImportState(run.state), ImportCommand.CANCEL).to.value
    run.finished_at = clock.now()
    run.save(update_fields=["state", "finished_at"])
    audit.record("interchange.cancel_import", run, by=by)
    return run


def _ask(run: ImportRun) -> ImportRun:
    run.save(force_insert=True)
    sha256 = Upload.objects.values_list("sha256", flat=True).get(pk=run.upload_id)
    audit.record(
        "interchange.start_import",
        run,
        by=run.started_by,
        sha256=sha256,
        format=run.format,
        is_preview=run.is_preview,
        is_strict=run.is_strict,
    )
    outbox.announce(ImportEvent.IMPORT_REQUESTED, run_id=str(run.pk))
    return run


def _read_mapping(given: Any) -> dict[str, str]:
    """Return a mapping of names to names."""
    is_mapping = isinstance(given, Mapping) and len(given) <= MOST_COLUMNS
    if not is_mapping or not all(_is_name(text) for pair in given.items() for text in pair):
        raise InvalidInput("mapping", "A mapping is an object of the format's columns by the file's columns.")
    return dict(given)


def _is_name(text: Any) -> bool:
    # No database stores a zero byte or half of a surrogate pair.
    is_text = isinstance(text, str) and len(text) <= LONGEST_NAME
    return is_text and not any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in text)
