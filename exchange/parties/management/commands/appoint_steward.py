"""Make somebody a steward of the marketplace."""

from exchange.parties import operations
from exchange.parties.management.appointing import AppointCommand


class Command(AppointCommand):
    """Appoint who keeps the rules of the borders for everybody."""

    help = "Make the person of an e-mail address, known or not, a network steward; they act from an organisation."
    appoint = operations.appoint_steward
    says = "{person} is a network steward."
