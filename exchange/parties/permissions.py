"""What a person may be allowed to do. Plain Python."""

from enum import StrEnum


class Permission(StrEnum):
    """One right; roles grant sets of them within an organisation."""

    # recipient's side
    MANAGE_PROJECTS = "manage_projects"
    REQUEST_ACCESS = "request_access"
    CONFIRM_RECEIPT = "confirm_receipt"
    # provider's side
    IMPORT_LISTINGS = "import_listings"
    MANAGE_LISTINGS = "manage_listings"
    WITHDRAW_CONSENT = "withdraw_consent"
    READ_DONORS = "read_donors"
    READ_INCOMING_REQUESTS = "read_incoming_requests"
    DECIDE_ACCESS = "decide_access"
    MANAGE_COMMITTEE = "manage_committee"
    PREPARE_SHIPMENT = "prepare_shipment"
    # either side
    READ_AGREEMENTS = "read_agreements"
    APPROVE_AGREEMENT = "approve_agreement"
    SIGN_AGREEMENT = "sign_agreement"
    REGISTER_ETHICS = "register_ethics"
    MANAGE_MEMBERS = "manage_members"
    # the network
    READ_AUDIT = "read_audit"
    MAINTAIN_RULES = "maintain_rules"
