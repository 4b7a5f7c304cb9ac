"""Write the schema's text, or check that the written one is true."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from graphql import lexicographic_sort_schema, print_schema

from exchange.api.schema import schema

FILE = Path(__file__).resolve().parents[2] / "schema.graphql"


class Command(BaseCommand):
    help = "Write exchange/api/schema.graphql; with --check only say whether it is up to date."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Fail when the file differs from the code.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        text = print_schema(lexicographic_sort_schema(schema.graphql_schema)) + "\n"
        is_current = FILE.exists() and FILE.read_text() == text
        if check and not is_current:
            raise CommandError("schema.graphql differs from the code: run manage.py export_schema and commit it.")
        if not check and not is_current:
            FILE.write_text(text)
        self.stdout.write("schema.graphql is up to date.")
