"""Load organisations from a CSV extract of ROR."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange.kernel import clock
from exchange.parties import operations
from exchange.parties.rules import ror_file


class Command(BaseCommand):
    """Write the valid rows in one transaction, report each rejected one, and end with 1 if there was any."""

    help = (
        "Load organisations from a CSV extract of ROR. Valid rows are written in one transaction; rejected rows are"
        " listed as row, column, value, reason, and make the command end with 1. Loading a file again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8, with the columns of ROR's extract.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                content = ror_file.read(lines)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not UTF-8: byte {error.start} cannot be read.") from error
        except ror_file.FileRefusedError as error:
            raise CommandError(f"{file} was refused, nothing was loaded. {error}") from error
        report = operations.load_organisations(records=content.records, source=file.name, now=clock.now())
        self._list_problems(content)
        self.stdout.write(
            f"{report.created} created, {report.updated} updated, {report.unchanged} unchanged,"
            f" {content.repeated} repeated, {content.rejected} rejected."
        )
        if content.problems:
            raise CommandError(f"{content.rejected} rows were rejected.", returncode=1)

    def _list_problems(self, content: ror_file.RorFile) -> None:
        if content.problems:
            table = csv.writer(self.stderr, lineterminator="")
            table.writerow(("row", "column", "value", "reason"))
            table.writerows(
                (problem.row, problem.column, problem.value, problem.reason) for problem in content.problems
            )
