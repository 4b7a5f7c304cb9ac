"""How a command line names an organisation."""

from uuid import UUID

from django.core.management.base import CommandError

from exchange.parties.models import Organisation
from exchange.parties.rules.identifiers import ror_id_of


def organisation_named(text: str) -> Organisation:
    """Return the organisation of a ROR id, or of an id of this marketplace.

    Raises:
        CommandError: there is none.
    """
    try:
        organisation = Organisation.objects.filter(ror_id=ror_id_of(text)).first()
    except ValueError:
        organisation = _of_uuid(text)
    if organisation is None:
        raise CommandError(f"There is no organisation {text}.")
    return organisation


def _of_uuid(text: str) -> Organisation | None:
    try:
        return Organisation.objects.filter(pk=UUID(text)).first()
    except ValueError:
        return None
