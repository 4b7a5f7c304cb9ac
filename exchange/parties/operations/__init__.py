"""Everything that changes who people and organisations are, and what they may do."""

from exchange.parties.operations.authority import end_signing_authority, grant_signing_authority
from exchange.parties.operations.consortia import create_consortium, join_consortium, leave_consortium
from exchange.parties.operations.memberships import (
    appoint_administrator,
    appoint_steward,
    end_membership,
    grant_membership,
    invite_member,
)
from exchange.parties.operations.organisations import create_organisation, create_unit
from exchange.parties.operations.people import confirm_orcid, invite, update_person, void_password
from exchange.parties.operations.registry import LoadReport, load_organisations
from exchange.parties.operations.tokens import create_token, revoke_token, use_token

__all__ = [
    "LoadReport",
    "appoint_administrator",
    "appoint_steward",
    "confirm_orcid",
    "create_consortium",
    "create_organisation",
    "create_token",
    "create_unit",
    "end_membership",
    "end_signing_authority",
    "grant_membership",
    "grant_signing_authority",
    "invite",
    "invite_member",
    "join_consortium",
    "leave_consortium",
    "load_organisations",
    "revoke_token",
    "update_person",
    "use_token",
    "void_password",
]
