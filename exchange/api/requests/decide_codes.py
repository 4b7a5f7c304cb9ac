"""What the codes of the committee's two commands mean."""

SENTENCES = {
    "CONFLICT_OF_INTEREST": "The person belongs to those who ask.",
    "REASON_NEEDED": "The consent leaves the answer to a person, so a reason is needed.",
    "CONSENT_DENIES": "The consent does not allow the use, and nobody overrides it.",
    "EVIDENCE_MISSING": "The consent asks for a document beforehand, e.g. an ethics approval in force.",
    "HOLD_EXPIRED": "What was held is free again.",
}
