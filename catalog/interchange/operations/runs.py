"""Import runs: asked for, checked row by row in sight of everybody, and stored at once or not at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.events import ImportEvent
from catalog.interchange.formats import FORMATS, ImportFormat
from catalog.interchange.formats.base import Checked
from catalog.interchange.models import ImportProblem, ImportRun, Upload
from catalog.interchange.operations.applying import Applied, apply
from catalog.interchange.reading.cells import Problem
from catalog.interchange.states import IMPORT_TRANSITIONS, ImportCommand, ImportState
from catalog.listings.facts import Change
from exchange.kernel import audit, clock, locks, outbox
from exchange.kernel.errors import DomainError, InvalidInput, NotFound
from exchange.kernel.transitions import step
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import require

Progress = Callable[[int, int], None]

CHUNK = 500
BATCH = 1000
UNFINISHED = (ImportState.WAITING.value, ImportState.RUNNING.value)


def unseen(checked: int, total: int) -> None:
    """Show nobody how far a run is; its row says it."""


@transaction.atomic
def start_import(
    *,
    upload: Upload,
    unit: Unit,
    format: str,  # noqa: A002 -- the word of the API and of the command line
    options: Mapping[str, Any],
    by: Person,
    now: datetime,
) -> ImportRun:
    """Ask for the import of a file into a unit; a worker runs it.

    Raises:
        NotAllowed: the person may not import for the unit.
        NotFound: the file is somebody else's.
        InvalidInput: the format is unknown, or an option is unknown, missing or malformed.
    """
    require(by, Permission.IMPORT_LISTINGS, unit.organisation, on=now.date(), unit=unit)
    if upload.person_id != by.pk:
        raise NotFound("upload", field="upload")
    if format not in FORMATS:
        raise InvalidInput("format", f"There is no format {format[:40]!r}; there are {', '.join(FORMATS)}.")
    FORMATS[format].read_options(options)
    run = ImportRun.objects.create(upload=upload, unit=unit, started_by=by, format=format, options=dict(options))
    audit.record("interchange.start_import", run, by=by, sha256=upload.sha256, format=format)
    outbox.announce(ImportEvent.IMPORT_REQUESTED, run_id=str(run.pk))
    return run


def run_import(*, run: ImportRun, now: datetime, progress: Progress = unseen) -> ImportRun:
    """Run an import and return its run, done or failed.

    How far it is can be seen while it runs. All good rows are stored in one transaction with the problems of the
    others, so that a crash leaves nothing half done; run again after a crash, or by two workers at once, it ends the
    same. A run that has ended is returned as it is.
    """
    begun = _begin(run)
    if begun.state != ImportState.RUNNING:
        return begun
    form = FORMATS[begun.format]
    try:
        options = form.read_options(begun.options)
        rows = form.rows(bytes(begun.upload.content))
        checked = _checked(begun, form, rows, options, progress)
        return _store(begun, form, checked, options, now)
    except (FileRefusedError, DomainError) as refusal:
        return fail_import(run=begun, failure=str(refusal))


@transaction.atomic
def fail_import(*, run: ImportRun, failure: str) -> ImportRun:
    """Give an import up as a whole, and tell who started it; one that has ended is returned as it is."""
    run = locks.lock(run)
    if run.state not in UNFINISHED:
        return run
    _step(run, ImportCommand.FAIL)
    run.failure, run.finished_at = failure, clock.now()
    run.save(update_fields=["state", "failure", "finished_at"])
    audit.record("interchange.fail_import", run, by=run.started_by, reason=failure)
    outbox.announce(ImportEvent.IMPORT_FINISHED, run_id=str(run.pk))
    return run


@transaction.atomic
def _begin(run: ImportRun) -> ImportRun:
    run = locks.lock(run)
    if run.state in UNFINISHED:
        _step(run, ImportCommand.RUN)
        run.rows_total, run.rows_checked = None, 0
        run.save(update_fields=["state", "rows_total", "rows_checked"])
    return run


def _step(run: ImportRun, command: ImportCommand) -> None:
    run.state = step(IMPORT_TRANSITIONS, ImportState(run.state), command).to.value


def _checked(
    run: ImportRun, form: ImportFormat, rows: list[Any], options: Mapping[str, Any], progress: Progress
) -> list[Checked]:
    """Look at every row, and write down after each chunk how far it is."""
    checked: list[Checked] = []
    total = len(rows)
    _note(run, rows_total=total)
    progress(0, total)
    for row in _without_repetitions(form, _consumed(rows), options):
        checked.append(row)
        if len(checked) % CHUNK == 0 or len(checked) == total:
            _note(run, rows_checked=len(checked))
            progress(len(checked), total)
    return checked


def _consumed(rows: list[Any]) -> Iterator[Any]:
    """Yield the rows of a list and let each go, so that a large file is not held twice."""
    rows.reverse()
    while rows:
        yield rows.pop()


def _note(run: ImportRun, **counts: int) -> None:
    """Commit how far a run is, unless it has ended meanwhile."""
    ImportRun.objects.filter(pk=run.pk, state=ImportState.RUNNING.value).update(**counts)


def _without_repetitions(form: ImportFormat, rows: Iterable[Any], options: Mapping[str, Any]) -> Iterator[Checked]:
    """Yield the rows as checked; of several of one key the first is good."""
    first: dict[str, int] = {}
    for raw in rows:
        row = form.check(raw, options)
        if row.key and row.key in first:
            problem = Problem(
                row.line, form.key_column, row.key, f"Line {first[row.key]} has it already.", "Keep one of the two."
            )
            row = replace(row, problems=(problem, *row.problems))
        elif row.key:
            first[row.key] = row.line
        yield row


@transaction.atomic
def _store(
    run: ImportRun, form: ImportFormat, checked: Sequence[Checked], options: Mapping[str, Any], now: datetime
) -> ImportRun:
    """Store the good rows and the problems of the others, and end the run.

    One run of a unit at a time does so, since each locks all that are unfinished.
    """
    unfinished = locks.lock_rows(ImportRun.objects.filter(unit=run.unit_id, state__in=UNFINISHED))
    mine = next((other for other in unfinished if other.pk == run.pk), None)
    if mine is None:
        return ImportRun.objects.get(pk=run.pk)
    good = [row for row in checked if not row.problems]
    offers = form.offers(good, options) if good else []
    applied = apply(unit=mine.unit, form=form, offers=offers, by=mine.started_by, now=now)
    problems = [problem for row in checked for problem in row.problems]
    _write_problems(mine, [*problems, *applied.problems, *form.left_over(checked, options)])
    _finish(mine, checked, applied)
    return mine


def _write_problems(run: ImportRun, problems: Sequence[Problem]) -> None:
    """Write the problems down, the first of each row and column."""
    distinct: dict[tuple[int, str], Problem] = {}
    for problem in problems:
        distinct.setdefault((problem.row, problem.column), problem)
    ImportProblem.objects.bulk_create(
        (ImportProblem(run=run, **vars(problem)) for problem in distinct.values()), batch_size=BATCH
    )


def _finish(run: ImportRun, checked: Sequence[Checked], applied: Applied) -> None:
    counts = {change: sum(one is change for one in applied.changes.values()) for change in Change}
    run.rows_total = run.rows_checked = len(checked)
    run.rows_created = counts[Change.CREATED]
    run.rows_updated = counts[Change.UPDATED]
    run.rows_unchanged = counts[Change.UNCHANGED]
    run.rows_rejected = len(checked) - sum(counts.values())
    run.finished_at = clock.now()
    _step(run, ImportCommand.FINISH)
    run.save()
    numbers = {**{change.value: count for change, count in counts.items()}, "rejected": run.rows_rejected}
    sha256 = Upload.objects.values_list("sha256", flat=True).get(pk=run.upload_id)
    audit.record("interchange.run_import", run, by=run.started_by, sha256=sha256, rows=numbers)
    outbox.announce(ImportEvent.IMPORT_FINISHED, run_id=str(run.pk))
