"""Load a table of diseases; without a file the one that is shipped."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.vocabulary import operations
from catalog.vocabulary.reading import read_terms
from exchange.kernel import clock
from exchange.kernel.errors import DomainError

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "diseases.csv"
SHIPPED_RELEASE = "mondo 2022-09-06, selection 1"


class Command(BaseCommand):
    help = "Load terms with their is-a paths from a CSV file (code, label, synonyms, parents); repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=SHIPPED, help="without it the shipped diseases")
        parser.add_argument("--release", default="", help="name of the release; needed with a file of your own")

    def handle(self, *args: Any, file: Path, release: str, verbosity: int, **options: Any) -> None:
        if file != SHIPPED and not release:
            raise CommandError("Name the release of the file: --release 'mondo 2026-01-06'.")
        try:
            rows = read_terms(file.read_bytes())
            report = operations.load_terms(rows=rows, release=release or SHIPPED_RELEASE, by=None, now=clock.now())
        except (OSError, DomainError) as error:
            raise CommandError(str(error)) from error
        if not verbosity:
            return
        self.stdout.write(
            f"{len(rows)} terms: {report.created} created, {report.updated} updated, {report.unchanged} unchanged."
        )
        if report.unknown_parents:
            self.stdout.write(
                f"{len(report.unknown_parents)} parents are in no release loaded so far and were left out."
            )
