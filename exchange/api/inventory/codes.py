"""What the codes of commands on one listing mean."""

SENTENCES = {
    "CHANGED_MEANWHILE": "Somebody changed the listing after the person saw it.",
    "NOT_IN_CONSORTIUM": "The listing's organisation does not belong to the consortium.",
    "WARNING_NOT_ACKNOWLEDGED": "The listing has a warning, and no reason for offering it is on record.",
}
