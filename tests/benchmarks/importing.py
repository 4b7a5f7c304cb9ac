"""Import one file as a worker does, in a process of its own: ``python -m tests.benchmarks.importing RUN``.

It says how long that took in seconds, and how much memory it ever held at once, in bytes.
"""

import json
import os
import sys
import time
from pathlib import Path
from unittest.mock import patch

import django


def main(run_id: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exchange.settings.test")
    django.setup()
    from catalog.interchange import operations
    from catalog.interchange.models import ImportRun
    from exchange.kernel import clock

    run = ImportRun.objects.get(pk=run_id)
    begun = time.perf_counter()
    # Tasks of the tests run in the calling process; who is told of the import is not measured here.
    with patch("exchange.kernel.outbox._wake_relay"):
        operations.run_import(run=run, now=clock.now())
    took = time.perf_counter() - begun
    print(json.dumps({"seconds": took, "bytes": peak_bytes()}))


def peak_bytes() -> int:
    """Return the peak of this program alone; what getrusage says begins with that of the parent."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main(sys.argv[1])
