"""Load a release of a vocabulary; without a file those that come with Reagora."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.vocabulary import operations, queries
from catalog.vocabulary.loading import LoadReport
from catalog.vocabulary.reading import MOST_BYTES, Contents, icd10, read_vocabulary
from exchange.kernel import clock
from exchange.kernel.errors import DomainError

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "diseases.csv"
SHIPPED_RELEASE = "2022-09-06, selection 1"
MOST_SHOWN = 20


class Command(BaseCommand):
    help = "Load terms from OBO, OncoTree JSON or CSV; without FILE, MONDO's selection and ICD-10. Repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="its form is seen from its content")
        parser.add_argument("--as", dest="name", default="", help="name of the vocabulary, such as MONDO")
        parser.add_argument("--release", default="", help="name of the release, such as 2026-07-31")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is asked for whole, or nothing of it.

        Raises:
            CommandError: the file cannot be read or stored; the message names the line or the term.
        """
        file, name, release = options["file"], options["name"], options["release"]
        try:
            if file is None:
                for known, edition, read in _shipped(name):
                    if queries.needs_release(known, edition):
                        self._load(known, edition, read(), options["verbosity"])
                    elif options["verbosity"]:
                        self.stdout.write(f"{known} {edition}, or one that is newer, is loaded already.")
            elif name and release:
                self._load(name, release, _read(file), options["verbosity"])
            else:
                raise CommandError("Name the vocabulary with --as and its release with --release.")
        except DomainError as error:
            raise CommandError(error.message) from error

    def _load(self, name: str, release: str, contents: Contents, verbosity: int) -> None:
        report = operations.load_release(contents=contents, name=name, release=release, by=None, now=clock.now())
        if verbosity:
            self._tell(f"{name} {release}", report)

    def _tell(self, edition: str, report: LoadReport) -> None:
        made, moved, same = report.created, report.updated, report.unchanged
        self.stdout.write(
            f"{edition}: {made + moved + same} terms: {made} created, {moved} updated, {same} unchanged.\n"
            f"  {report.obsolete} obsolete, {report.replaced} codes of old, {report.left} left of earlier releases.\n"
            f"  {report.ancestors} ancestors, {report.synonyms} synonyms, {report.references} cross-references."
        )
        if unknown := report.unknown_parents:
            more = f" and {len(unknown) - MOST_SHOWN} more" if len(unknown) > MOST_SHOWN else ""
            self.stdout.write(f"  {len(unknown)} unknown parents: {', '.join(unknown[:MOST_SHOWN])}{more}.")


def _read(file: Path) -> Contents:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise CommandError(f"{file} is larger than {MOST_BYTES // 1_000_000} MB.")
        content = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    return read_vocabulary(content)


def _shipped(name: str) -> list[tuple[str, str, Callable[[], Contents]]]:
    """Return what comes with Reagora, or the one of a name: vocabulary, release and how to read it."""
    shipped: list[tuple[str, str, Callable[[], Contents]]] = [
        ("MONDO", SHIPPED_RELEASE, lambda: read_vocabulary(SHIPPED.read_bytes())),
        (icd10.PREFIX, icd10.RELEASE, icd10.read_icd10),
    ]
    wanted = [entry for entry in shipped if name in {"", entry[0]}]
    if not wanted:
        raise CommandError(f"{name} does not come with Reagora: name a file.")
    return wanted
