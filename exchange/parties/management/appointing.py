"""Commands by which whoever runs the marketplace appoints somebody."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from exchange.kernel import clock
from exchange.kernel.errors import DomainError
from exchange.parties import operations
from exchange.parties.management.organisations import organisation_named
from exchange.parties.models import Membership


class AppointCommand(BaseCommand):
    """Appoint the person of an e-mail address, known or not, in an organisation."""

    appoint: Callable[..., Membership]
    says: str  # with {person} and {organisation}

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
            type(self).appoint(person=person, organisation=organisation, reason=options["reason"], now=now)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(self.says.format(person=person, organisation=organisation))
