"""Whose files and runs a person may see, and who may import."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from catalog.interchange.formats import FORMATS
from catalog.interchange.formats.base import Corrections
from catalog.interchange.formats.table import FoundColumn, TableFormat
from catalog.interchange.models import ImportProblem, ImportRun, Upload
from catalog.interchange.reading.cells import Problem
from catalog.interchange.reading.source import open_source
from exchange.kernel import clock
from exchange.kernel.errors import NotAllowed
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, units_with
from exchange.parties.roles import ROLES, roles_with


def visible_to(viewer: Viewer) -> QuerySet[ImportRun]:
    """Return the runs of the units for which the viewer may import."""
    if not isinstance(viewer, Person):
        return ImportRun.objects.none()
    return ImportRun.objects.filter(unit__in=units_of_importer(viewer, on=clock.today()).values("pk"))


def visible_problems(viewer: Viewer) -> QuerySet[ImportProblem]:
    """Return the problems of the runs that the viewer may see."""
    return ImportProblem.objects.filter(run__in=visible_to(viewer).values("pk"))


def uploads_of(viewer: Viewer) -> QuerySet[Upload]:
    """Return the viewer's own files, without their content."""
    if not isinstance(viewer, Person):
        return Upload.objects.none()
    return Upload.objects.filter(person=viewer).defer("content")


def units_of_importer(person: Person, *, on: date) -> QuerySet[Unit]:
    """Return the units for which a person may import on a day."""
    return units_with(person, Permission.IMPORT_LISTINGS, on=on)


def require_importer(person: Person, *, on: date) -> None:
    """Check that a person may import for some unit.

    Raises:
        NotAllowed: for none; the message names the roles that may.
    """
    if not units_of_importer(person, on=on).exists():
        titles = sorted(ROLES[role].title for role in roles_with(Permission.IMPORT_LISTINGS))
        raise NotAllowed(
            f"This needs the role {' or '.join(titles)} in some unit.", permission=Permission.IMPORT_LISTINGS.value
        )


def filenames(runs: Collection[ImportRun]) -> dict[UUID, str]:
    """Return the name of each run's file, without reading any file."""
    names = dict(Upload.objects.filter(pk__in={run.upload_id for run in runs}).values_list("pk", "filename"))
    return {run.pk: names[run.upload_id] for run in runs}


def found_columns(upload: Upload, format: str) -> list[FoundColumn] | None:  # noqa: A002 -- the word of the API
    """Return the columns of a file with what a format reads each as; None for a format that has no columns.

    Raises:
        FileRefusedError: the file as a whole cannot be read.
    """
    form = FORMATS.get(format)
    return form.found_columns(open_source(bytes(upload.content))) if isinstance(form, TableFormat) else None


def corrections(run: ImportRun) -> Corrections | None:
    """Return the rows of a run that were rejected, to correct and send again; None if there are none."""
    problems: dict[int, list[Problem]] = defaultdict(list)
    form = FORMATS[run.format]
    own = {option.key for option in form.options}
    for found in run.problems.exclude(column__in=own).order_by("row", "pk"):
        problems[found.row].append(Problem(found.row, found.column, found.value, found.reason, found.suggestion))
    return form.corrections(open_source(bytes(run.upload.content)), problems) if problems else None
