"""Links that sign somebody in, for the demo only; whoever has one is that person."""

from datetime import timedelta

from django.conf import settings
from django.core import signing

from exchange.parties.models import Person

# The demo prints its links once and people come back to them for weeks.
VALID_FOR = timedelta(days=90)
_signer = signing.TimestampSigner(salt="parties.sign_in_link")


def demo_sign_in_url(person: Person) -> str:
    """Return the address that signs a person in, any number of times within ninety days.

    Raises:
        RuntimeError: this installation is no demo.
    """
    if not settings.DEMO:
        raise RuntimeError("Only a demo has links that sign in.")
    return f"{settings.PUBLIC_URL}/sign-in/link/{_signer.sign(str(person.pk))}"


def person_of_link(signed: str) -> Person | None:
    """Return whom a link signs in; None when it is forged, too old, or of an inactive person."""
    try:
        person_id = _signer.unsign(signed, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    return Person.objects.filter(pk=person_id, is_active=True).first()
