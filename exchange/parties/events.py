"""News of people and organisations. Plain Python."""

from enum import StrEnum


class PartiesEvent(StrEnum):
    """Names of events in the outbox."""

    MEMBERSHIP_GRANTED = "MembershipGranted"  # {membership_id}
    MEMBERSHIP_ENDED = "MembershipEnded"  # {membership_id}
    SIGNING_AUTHORITY_GRANTED = "SigningAuthorityGranted"  # {authority_id}
    SIGNING_AUTHORITY_ENDED = "SigningAuthorityEnded"  # {authority_id}
    TOKEN_CREATED = "TokenCreated"  # {token_id}
    TOKEN_REVOKED = "TokenRevoked"  # {token_id}
    PERSON_UPDATED = "PersonUpdated"  # {person_id}
    ORGANISATION_CREATED = "OrganisationCreated"  # {organisation_id}
    ORGANISATIONS_LOADED = "OrganisationsLoaded"  # {created, updated}
    UNIT_CREATED = "UnitCreated"  # {unit_id}
    CONSORTIUM_CREATED = "ConsortiumCreated"  # {consortium_id}
    CONSORTIUM_JOINED = "ConsortiumJoined"  # {consortium_membership_id}
    CONSORTIUM_LEFT = "ConsortiumLeft"  # {consortium_membership_id}
