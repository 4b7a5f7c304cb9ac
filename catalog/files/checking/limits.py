"""How much looking at one file may take. Plain Python."""

import resource

MEMORY_BYTES = 1024**3
CPU_S = 20
# Longer than the processor's time: a busy machine lets it wait.
WAIT_S = 60


def set_limits() -> None:
    """Bound what this process may take from now on, whatever it opens."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
