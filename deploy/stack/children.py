"""What Linux says about processes, and children that do not outlive us."""

import ctypes
import os
import signal
from collections.abc import Callable
from pathlib import Path

# prctl(2): have the kernel send a signal to this process when its parent ends.
PR_SET_PDEATHSIG = 1
# Loaded before any fork, because a forked child must not open libraries.
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(number: signal.Signals) -> Callable[[], None]:
    """Return a function for ``Popen(preexec_fn=…)`` that ties the child's life to ours, even when we are killed."""
    parent = os.getpid()

    def tie() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:
            os._exit(1)

    return tie


def process_is_zombie(pid: int) -> bool:
    """Say whether a process has ended and only waits to be reaped."""
    try:
        # The name in brackets may hold spaces; the state is the first word behind it.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def process_command(pid: int) -> list[str]:
    """Return the command line of a process, empty when there is none."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").rstrip("\0").split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return []
