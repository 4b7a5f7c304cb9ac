"""Print the page about consent matching with its tables made anew."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from catalog.consent.reference import filled


class Command(BaseCommand):
    """Fill the tables of docs/consent-matching.md from the rules, so that the page cannot drift from the code."""

    help = "Print a page with its tables of consent rules made anew; with --write, change the file."
    requires_system_checks: tuple[()] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("page", metavar="PAGE", type=Path, help="docs/consent-matching.md")
        parser.add_argument("--write", action="store_true", help="change the file instead of printing")

    def handle(self, *args: Any, **options: Any) -> None:
        page = filled(options["page"].read_text(encoding="utf-8"))
        if options["write"]:
            options["page"].write_text(page, encoding="utf-8")
        else:
            self.stdout.write(page, ending="")
