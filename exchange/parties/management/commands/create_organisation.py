"""Create an organisation that ROR does not list."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange.kernel import clock
from exchange.kernel.errors import DomainError
from exchange.parties import operations
from exchange.parties.vocabulary import Sector


class Command(BaseCommand):
    """Print the new organisation's id."""

    help = "Create an organisation that ROR does not list, and print its id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--country", required=True, help="ISO 3166-1 alpha-2 code.")
        parser.add_argument("--sector", required=True, choices=[sector.value for sector in Sector])
        parser.add_argument("--city", default="")
        parser.add_argument("--reason", required=True, help="Why, for the audit trail.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            organisation = operations.create_organisation(
                name=options["name"],
                country_code=options["country"],
                sector=Sector(options["sector"]),
                city=options["city"],
                reason=options["reason"],
                now=clock.now(),
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(str(organisation.pk))
