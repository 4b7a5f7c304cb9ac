"""Load Cellosaurus's own list of the accessions that it has deleted."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.kinds.rules.accession import deleted_accessions, release_of
from catalog.quality import operations


class Command(BaseCommand):
    help = "Refuse the cell lines that Cellosaurus has deleted, by its file cellosaurus_deleted_ACs.txt; repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--release", default="", help="needed where the file does not name its own")

    def handle(self, *args: Any, file: Path, release: str, **options: Any) -> None:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        reasons, release = deleted_accessions(text), release or release_of(text)
        if not reasons:
            raise CommandError("There is no accession such as CVCL_0048 in it.")
        if not release:
            raise CommandError("The file does not name its release: give it, such as --release 47.0.")
        count = operations.load_deleted_accessions(reasons=reasons, release=release)
        self.stdout.write(f"{count} accessions of release {release} are deleted; no line can be listed under them.")
