"""Import a file of listings and stock, with a progress bar and a table of what is wrong."""

import sys
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from catalog.interchange import operations, queries
from catalog.interchange.formats import FORMATS
from catalog.interchange.models import ImportRun
from catalog.interchange.states import ImportState
from exchange.kernel import clock
from exchange.kernel.errors import DomainError
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import members_with

_BAR = 30
_WIDTHS = (6, 22, 24)


class Command(BaseCommand):
    help = "Import listings with their stock into a unit; imported again, the same file changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--unit", required=True, help="name of the unit, “organisation / unit”, or its id")
        parser.add_argument("--by", default="", help="e-mail of the importing person; needed if several may import")
        parser.add_argument(
            "--option",
            action="append",
            default=[],
            metavar="KEY=VALUE",
            help="an option of the format, may be given several times; KEY=@FILE reads the value from a file",
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADER=COLUMN",
            help="what a column of the file is read as, may be given several times; HEADER= ignores it",
        )
        parser.add_argument("--preview", action="store_true", help="store nothing, and say what storing would do")
        parser.add_argument("--strict", action="store_true", help="store nothing if a row is wrong")
        parser.add_argument("--corrections", type=Path, help="write the rejected rows to this file, to correct them")

    def handle(self, *args: Any, corrections: Path | None = None, **options: Any) -> None:
        try:
            run = self._run(**options)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        except DomainError as refusal:
            raise CommandError(refusal.message) from refusal
        if corrections and (wrong := queries.corrections(run)):
            corrections.write_text(wrong.text, encoding="utf-8", newline="")
        if run.state != ImportState.DONE:
            self._show_problems(run)
            raise CommandError(run.failure or "The import has not ended; a worker is at it.")
        self.stdout.write(
            f"{run.rows_total} rows: {run.rows_created} created, {run.rows_updated} updated,"
            f" {run.rows_unchanged} unchanged, {run.rows_rejected} rejected."
        )
        if self._show_problems(run):
            sys.exit(1)

    def _run(
        self, *, file: Path, unit: str, by: str, option: list[str], preview: bool = False, **options: Any
    ) -> ImportRun:
        now = clock.now()
        place = _unit(unit)
        person = _person(place, by)
        run = operations.start_import(
            upload=operations.store_upload(content=file.read_bytes(), filename=file.name, by=person, now=now),
            unit=place,
            format=options["format"],
            options=dict(map(_option, option)),
            mapping=dict(map(_mapped, options.get("map", ()))),
            preview=preview,
            strict=options.get("strict", False),
            by=person,
            now=now,
        )
        return operations.run_import(run=run, now=now, progress=Bar(sys.stderr).show)

    def _show_problems(self, run: ImportRun) -> int:
        problems = list(run.problems.order_by("row", "pk"))
        if problems:
            self.stdout.write(_line("line", "column", "value", "reason"))
        for problem in problems:
            text = f"{problem.reason} {problem.suggestion}".strip()
            self.stdout.write(_line(str(problem.row), problem.column, problem.value, text))
        return len(problems)


class Bar:
    """A progress bar on a terminal; where there is none, silence until the result."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def show(self, checked: int, total: int) -> None:
        if not self._stream.isatty():
            return
        full = _BAR * checked // max(total, 1)
        end = "\n" if checked == total else ""
        self._stream.write(f"\r[{'#' * full}{'.' * (_BAR - full)}] {checked} of {total} rows checked{end}")
        self._stream.flush()


def _line(*cells: str) -> str:
    fitted = (cell[: width - 1].ljust(width) for cell, width in zip(cells, _WIDTHS, strict=False))
    return "".join(fitted) + cells[-1]


def _option(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise CommandError(f"Write the option {text!r} as KEY=VALUE.")
    return key, Path(value[1:]).read_text(encoding="utf-8-sig") if value.startswith("@") else value


def _mapped(text: str) -> tuple[str, str]:
    # A header may hold the sign itself.
    header, equals, name = text.rpartition("=")
    if not equals:
        raise CommandError(f"Write the mapping {text!r} as HEADER=COLUMN.")
    return header, name


def _unit(text: str) -> Unit:
    """Return the unit of an id, of a name, or of “organisation / unit”."""
    organisation, _, name = (part.strip() for part in text.rpartition("/"))
    found = Q(name__iexact=text.strip()) | Q(name__iexact=name, organisation__name__iexact=organisation)
    with suppress(ValueError):
        found |= Q(pk=UUID(text))
    units = list(Unit.objects.filter(found).select_related("organisation"))
    if not units:
        raise CommandError(f"There is no unit {text!r}.")
    if len(units) > 1:
        names = ", ".join(f"{unit.organisation} / {unit}" for unit in units)
        raise CommandError(f"There are several units {text!r}: {names}.")
    return units[0]


def _person(unit: Unit, email: str) -> Person:
    """Return who imports: the person named, or the only one who may."""
    if email:
        person = Person.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody signs in as {email}.")
        return person
    may = members_with(Permission.IMPORT_LISTINGS, unit.organisation, on=clock.today(), unit=unit)
    people = list(may.order_by("email"))
    if len(people) != 1:
        emails = ", ".join(person.email for person in people) or "nobody yet"
        raise CommandError(f"Say who imports by --by E-MAIL; for {unit} there may: {emails}.")
    return people[0]
