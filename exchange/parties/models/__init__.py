"""People, organisations and what binds them."""

from exchange.parties.models.consortia import Consortium, ConsortiumMembership
from exchange.parties.models.members import (
    ApiToken,
    Membership,
    Organisation,
    OrganisationSuccession,
    Person,
    SigningAuthority,
    Unit,
)

__all__ = [
    "ApiToken",
    "Consortium",
    "ConsortiumMembership",
    "Membership",
    "Organisation",
    "OrganisationSuccession",
    "Person",
    "SigningAuthority",
    "Unit",
]
