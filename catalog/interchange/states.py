"""States of an import run. Plain Python."""

from enum import StrEnum

from exchange.kernel.transitions import Table, Transition


class ImportState(StrEnum):
    """How far a run is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ImportCommand(StrEnum):
    """What can happen to a run."""

    RUN = "run"
    FINISH = "finish"
    FAIL = "fail"
    CANCEL = "cancel"
    APPLY = "apply"


SYSTEM = frozenset({"system"})
IMPORTERS = frozenset({"resource_manager"})

S, C = ImportState, ImportCommand
IMPORT_TRANSITIONS: Table = {
    (S.WAITING, C.RUN): Transition(S.RUNNING, SYSTEM),
    (S.WAITING, C.FAIL): Transition(S.FAILED, SYSTEM, ("nothing is stored",)),
    # Its worker may have died; a run begins anew and ends the same.
    (S.RUNNING, C.RUN): Transition(S.RUNNING, SYSTEM),
    (S.RUNNING, C.FINISH): Transition(S.DONE, SYSTEM, ("all good rows are stored",)),
    (S.RUNNING, C.FAIL): Transition(S.FAILED, SYSTEM, ("nothing is stored",)),
    (S.DONE, C.APPLY): Transition(S.DONE, IMPORTERS, ("it is a preview",)),
    (S.WAITING, C.CANCEL): Transition(S.CANCELLED, IMPORTERS, ("nothing is stored",)),
    (S.RUNNING, C.CANCEL): Transition(S.CANCELLED, IMPORTERS, ("nothing is stored",)),
}
