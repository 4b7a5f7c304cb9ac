"""Make somebody the administrator of an organisation."""

from exchange.parties import operations
from exchange.parties.management.appointing import AppointCommand


class Command(AppointCommand):
    """Let an organisation in: its administrator grants all further roles."""

    help = "Make the person of an e-mail address, known or not, the administrator of an organisation."
    appoint = operations.appoint_administrator
    says = "{person} administers {organisation}."
