"""News of compliance. Plain Python."""

from enum import StrEnum


class ComplianceEvent(StrEnum):
    """Names of events in the outbox."""

    ETHICS_APPROVAL_REGISTERED = "EthicsApprovalRegistered"  # {approval_id}
    ETHICS_APPROVAL_EXPIRING = "EthicsApprovalExpiring"  # {approval_id}
    TRANSFER_RULE_REVISED = "TransferRuleRevised"  # {transfer_rule_id}
