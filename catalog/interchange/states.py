"""States of an import run. Plain Python."""

from enum import StrEnum


class ImportState(StrEnum):
    """How far a run is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
