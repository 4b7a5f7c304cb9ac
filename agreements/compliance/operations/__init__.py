"""What is done about ethics approvals and the rules of the borders."""

from agreements.compliance.operations.ethics import announce_expiring_approvals, register_ethics_approval
from agreements.compliance.operations.transfer_rules import (
    load_shipped_rules,
    propose_transfer_rule,
    revise_transfer_rule,
)

__all__ = [
    "announce_expiring_approvals",
    "load_shipped_rules",
    "propose_transfer_rule",
    "register_ethics_approval",
    "revise_transfer_rule",
]
