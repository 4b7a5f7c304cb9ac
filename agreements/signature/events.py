"""News of signatures. Plain Python."""

from enum import StrEnum


class SignatureEvent(StrEnum):
    """Names of events in the outbox; each carries {agreement_id}."""

    AGREEMENT_SIGNED = "AgreementSigned"
    AGREEMENT_EXECUTED = "AgreementExecuted"
