"""Roles as data: each a sentence and the permissions it grants in its organisation. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum

from exchange.parties.permissions import Permission

P = Permission


class Role(StrEnum):
    """What a member is within an organisation or one of its units."""

    RESEARCHER = "researcher"
    RESOURCE_MANAGER = "resource_manager"
    COMMITTEE_MEMBER = "committee_member"
    COMMITTEE_CHAIR = "committee_chair"
    LEGAL_OFFICER = "legal_officer"
    AUTHORISED_SIGNATORY = "authorised_signatory"
    ORGANISATION_ADMIN = "organisation_admin"
    AUDITOR = "auditor"
    NETWORK_STEWARD = "network_steward"


@dataclass(frozen=True)
class RoleDefinition:
    """A role's sentence, as shown to people, and what it permits."""

    title: str
    sentence: str
    permissions: frozenset[Permission]


ROLES: dict[Role, RoleDefinition] = {
    Role.RESEARCHER: RoleDefinition(
        "Researcher",
        "Describes projects, finds what they may use, requests it, and confirms what arrives.",
        frozenset({P.MANAGE_PROJECTS, P.REQUEST_ACCESS, P.CONFIRM_RECEIPT, P.REGISTER_ETHICS}),
    ),
    Role.RESOURCE_MANAGER: RoleDefinition(
        "Resource manager",
        "Lists what the unit holds, keeps stock and consent true, and ships what is cleared.",
        frozenset(
            {
                P.IMPORT_LISTINGS,
                P.MANAGE_LISTINGS,
                P.WITHDRAW_CONSENT,
                P.READ_DONORS,
                P.READ_INCOMING_REQUESTS,
                P.PREPARE_SHIPMENT,
                P.READ_AGREEMENTS,
            }
        ),
    ),
    Role.COMMITTEE_MEMBER: RoleDefinition(
        "Access committee member",
        "Decides, line by line and with a reason, who may receive what the unit holds.",
        frozenset({P.READ_INCOMING_REQUESTS, P.DECIDE_ACCESS}),
    ),
    Role.COMMITTEE_CHAIR: RoleDefinition(
        "Access committee chair",
        "Decides like a committee member, answers for the committee and keeps its rules.",
        frozenset({P.READ_INCOMING_REQUESTS, P.DECIDE_ACCESS, P.MANAGE_COMMITTEE, P.READ_AGREEMENTS}),
    ),
    Role.LEGAL_OFFICER: RoleDefinition(
        "Legal officer",
        "Reviews the organisation's agreements and approves or declines their text.",
        frozenset({P.READ_AGREEMENTS, P.APPROVE_AGREEMENT}),
    ),
    Role.AUTHORISED_SIGNATORY: RoleDefinition(
        "Authorised signatory",
        "Binds the organisation by signature, within the authority on record for them on that day.",
        frozenset({P.READ_AGREEMENTS, P.SIGN_AGREEMENT}),
    ),
    Role.ORGANISATION_ADMIN: RoleDefinition(
        "Organisation administrator",
        "Grants and ends memberships, roles and signing authority, and keeps the rules of its access committees.",
        frozenset({P.MANAGE_MEMBERS, P.MANAGE_COMMITTEE}),
    ),
    Role.AUDITOR: RoleDefinition(
        "Auditor",
        "Reads the organisation's audit trail and agreements, and changes nothing.",
        frozenset({P.READ_AUDIT, P.READ_AGREEMENTS, P.READ_INCOMING_REQUESTS}),
    ),
    Role.NETWORK_STEWARD: RoleDefinition(
        "Network steward",
        "Keeps, for the whole marketplace, the rules of the borders that transfers are assessed by.",
        frozenset({P.MAINTAIN_RULES}),
    ),
}
# What they may do reaches beyond their organisation, so its administrator cannot grant them.
APPOINTED_ONLY = frozenset({Role.NETWORK_STEWARD})


def roles_with(permission: Permission) -> frozenset[Role]:
    """Return the roles that grant a permission."""
    return frozenset(role for role, definition in ROLES.items() if permission in definition.permissions)
