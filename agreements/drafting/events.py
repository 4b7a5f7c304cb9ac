"""News of agreements. Plain Python."""

from enum import StrEnum


class DraftingEvent(StrEnum):
    """Names of events in the outbox; each carries {agreement_id}."""

    AGREEMENT_DRAFTED = "AgreementDrafted"
    AGREEMENT_NEEDS_FORM = "AgreementNeedsForm"
    AGREEMENT_IN_REVIEW = "AgreementInReview"
    AGREEMENT_APPROVED = "AgreementApproved"
    AGREEMENT_SIGNING = "AgreementSigning"
    AGREEMENT_DECLINED = "AgreementDeclined"
