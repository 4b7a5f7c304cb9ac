"""News of the consent. Plain Python."""

from enum import StrEnum


class ConsentEvent(StrEnum):
    """Names of events in the outbox."""

    CONSENT_WITHDRAWN = "ConsentWithdrawn"  # {consent_id}
