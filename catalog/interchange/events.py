"""News of imports. Plain Python."""

from enum import StrEnum


class ImportEvent(StrEnum):
    """Names of events in the outbox."""

    IMPORT_REQUESTED = "ImportRequested"  # {run_id}
    IMPORT_FINISHED = "ImportFinished"  # {run_id}
