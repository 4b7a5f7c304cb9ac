"""Create a unit of an organisation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exchange.kernel import clock
from exchange.kernel.errors import DomainError
from exchange.parties import operations
from exchange.parties.management.organisations import organisation_named
from exchange.parties.vocabulary import UnitKind


class Command(BaseCommand):
    """Print the new unit's id."""

    help = "Create a unit of an organisation, and print its id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", help="ROR id, or id of this marketplace.")
        parser.add_argument("name")
        parser.add_argument("--kind", required=True, choices=[kind.value for kind in UnitKind])
        parser.add_argument("--shipping-address", default="")
        parser.add_argument("--reason", required=True, help="Why, for the audit trail.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            unit = operations.create_unit(
                organisation=organisation_named(options["organisation"]),
                name=options["name"],
                kind=UnitKind(options["kind"]),
                shipping_address=options["shipping_address"],
                reason=options["reason"],
                now=clock.now(),
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(str(unit.pk))
