"""Print the pages of the documentation that say what the code does."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange.api.reference import PAGES


class Command(BaseCommand):
    """Write the pages, or with --check only say which are out of date."""

    requires_system_checks: list[str] = []
    help = "Write the pages of docs/ that are printed from the code; with --check, fail if one is out of date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; end with 1 if a page differs.")
        parser.add_argument("--folder", type=Path, default=Path(settings.BASE_DIR) / "docs", help="Where they lie.")

    def handle(self, *args: Any, check: bool, folder: Path, **options: Any) -> None:
        pages = {folder / name: write() for name, write in PAGES.items()}
        stale = [file for file, text in pages.items() if not file.is_file() or file.read_text("utf-8") != text]
        if check and stale:
            names = ", ".join(file.name for file in stale)
            raise CommandError(f"Out of date: {names}. Run python manage.py write_docs.", returncode=1)
        for file in stale:
            file.write_text(pages[file], "utf-8")
            self.stdout.write(f"{file.name} written.")
        if not stale:
            self.stdout.write("Every page is up to date.")
