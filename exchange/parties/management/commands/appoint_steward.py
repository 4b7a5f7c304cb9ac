"""Make somebody a steward of the marketplace."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from exchange.kernel import clock
from exchange.kernel.errors import DomainError
from exchange.parties import operations
from exchange.parties.management.organisations import organisation_named


class Command(BaseCommand):
    """Appoint who keeps the rules of the borders for everybody."""

    help = "Make the person of an e-mail address, known or not, a network steward; they act from an organisation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", help="ROR id, or id of this marketplace.")
        parser.add_argument("email")
        parser.add_argument("--reason", required=True, help="How they were verified, for the audit trail.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        organisation = organisation_named(options["organisation"])
        try:
            person = operations.invite(email=options["email"], by=None, now=now)
            operations.appoint_steward(person=person, organisation=organisation, reason=options["reason"], now=now)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{person} is a network steward.")
