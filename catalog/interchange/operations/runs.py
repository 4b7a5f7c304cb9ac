"""Import runs: checked row by row in sight of everybody, and stored at once or not at all."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.events import ImportEvent
from catalog.interchange.formats import FORMATS, ImportFormat
from catalog.interchange.formats.base import Checked, Counted, Rows
from catalog.interchange.models import ImportProblem, ImportRun, Upload
from catalog.interchange.operations.applying import Applied, apply
from catalog.interchange.operations.showing import shown
from catalog.interchange.reading.cells import Problem
from catalog.interchange.reading.source import open_source
from catalog.interchange.states import IMPORT_TRANSITIONS, ImportCommand, ImportState
from catalog.listings.facts import Change
from exchange.kernel import audit, clock, locks, outbox
from exchange.kernel.errors import DomainError
from exchange.kernel.transitions import step

Progress = Callable[[int, int], None]

CHUNK = 500
BATCH = 1000
FIRST_ROWS = 20
UNFINISHED = (ImportState.WAITING.value, ImportState.RUNNING.value)


class _EndedError(Exception):
    """Raise when a run has ended meanwhile: it was cancelled, or another worker has run it."""


def unseen(checked: int, total: int) -> None:
    """Show nobody how far a run is; its row says it."""


def run_import(*, run: ImportRun, now: datetime, progress: Progress = unseen) -> ImportRun:
    """Run an import and return its run, done or failed.

    How far it is can be seen while it runs. All good rows are stored in one transaction with the problems of the
    others, so that a crash leaves nothing half done; run again after a crash, or by two workers at once, it ends the
    same. A run that has ended is returned as it is, and one that is cancelled stores nothing.
    """
    begun = _begin(run)
    if begun.state != ImportState.RUNNING:
        return begun
    form = FORMATS[begun.format]
    try:
        options = form.read_options(begun.options)
        rows = form.rows(open_source(bytes(begun.upload.content)), begun.mapping, options)
        with _uncollected():
            checked = _checked(begun, form, rows.items, options, progress)
            return _store(begun, form, rows, checked, options, now)
    except (FileRefusedError, DomainError) as refusal:
        return fail_import(run=begun, failure=str(refusal))
    except _EndedError:
        return ImportRun.objects.get(pk=begun.pk)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no circular garbage meanwhile: among so many rows that is a third of the time, and finds nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


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
    _tell(run)
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
    run: ImportRun, form: ImportFormat, rows: Counted, options: Mapping[str, Any], progress: Progress
) -> list[Checked]:
    """Look at every row, and write down after each chunk how far it is."""
    checked: list[Checked] = []
    total = len(rows)
    _note(run, rows_total=total)
    progress(0, total)
    for row in _without_repetitions(form, rows, options):
        checked.append(row)
        if len(checked) % CHUNK == 0 or len(checked) == total:
            _note(run, rows_checked=len(checked))
            progress(len(checked), total)
    return checked


def _note(run: ImportRun, **counts: int) -> None:
    """Commit how far a run is."""
    if not ImportRun.objects.filter(pk=run.pk, state=ImportState.RUNNING.value).update(**counts):
        raise _EndedError


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
    run: ImportRun,
    form: ImportFormat,
    rows: Rows,
    checked: Sequence[Checked],
    options: Mapping[str, Any],
    now: datetime,
) -> ImportRun:
    """Store the good rows and the problems of the others, and end the run. One run of a unit at a time does so."""
    locks.take_turns(f"import into unit {run.unit_id}")
    _require_unended(run)
    good = [row for row in checked if not row.problems]
    problems = [problem for row in checked for problem in row.problems]
    problems += form.left_over(checked, options)
    first = form.offers(good[:FIRST_ROWS], options) if run.is_preview and good else []
    with transaction.atomic():
        offers = form.offers(good, options) if good and not (run.is_strict and problems and not run.is_preview) else []
        applied = apply(
            unit=run.unit, form=form, offers=offers, by=run.started_by, now=now, go_on=lambda: _require_unended(run)
        )
        problems += applied.problems
        is_refused = run.is_strict and bool(problems) and not run.is_preview
        if run.is_preview or is_refused:
            transaction.set_rollback(True)
    mine = locks.lock(run)
    if mine.state != ImportState.RUNNING:
        raise _EndedError
    _write_problems(mine, rows, problems)
    mine.first_rows = shown(first, applied.changes, FIRST_ROWS)
    _finish(mine, checked, Applied() if is_refused else applied, is_refused=is_refused)
    return mine


def _require_unended(run: ImportRun) -> None:
    if not ImportRun.objects.filter(pk=run.pk, state=ImportState.RUNNING.value).exists():
        raise _EndedError


def _write_problems(run: ImportRun, rows: Rows, problems: Sequence[Problem]) -> None:
    """Write the problems down, the first of each row and column, by the names that the file gives its columns."""
    distinct: dict[tuple[int, str], Problem] = {}
    for problem in problems:
        distinct.setdefault((problem.row, problem.column), problem)
    ImportProblem.objects.bulk_create(
        (
            ImportProblem(run=run, **vars(problem) | {"column": rows.names.get(problem.column, problem.column)[:100]})
            for problem in distinct.values()
        ),
        batch_size=BATCH,
    )


def _finish(run: ImportRun, checked: Sequence[Checked], applied: Applied, *, is_refused: bool) -> None:
    counts = Counter(applied.changes.values())
    run.rows_total = run.rows_checked = len(checked)
    run.rows_created = counts[Change.CREATED]
    run.rows_updated = counts[Change.UPDATED]
    run.rows_unchanged = counts[Change.UNCHANGED]
    run.rows_rejected = len(checked) - counts.total()
    run.finished_at = clock.now()
    if is_refused:
        run.failure = "Rows are wrong, and only all of them together were to be stored. Nothing was stored."
    _step(run, ImportCommand.FAIL if is_refused else ImportCommand.FINISH)
    run.save()
    numbers = {**{change.value: counts[change] for change in Change}, "rejected": run.rows_rejected}
    sha256 = Upload.objects.values_list("sha256", flat=True).get(pk=run.upload_id)
    audit.record(
        "interchange.run_import", run, by=run.started_by, sha256=sha256, rows=numbers, is_preview=run.is_preview
    )
    _tell(run)


def _tell(run: ImportRun) -> None:
    """Announce the end of an import; who asked for a preview looks at it."""
    if not run.is_preview:
        outbox.announce(ImportEvent.IMPORT_FINISHED, run_id=str(run.pk))
