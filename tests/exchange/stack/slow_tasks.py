"""A task that takes a while and notes when it begins and ends, for killing it in between.

``python -m tests.exchange.stack.slow_tasks COUNT NOTES`` sends some.
"""

import os
import sys
import time
from pathlib import Path

from exchange.celery import app

SECONDS = 0.6


@app.task(name="tests.slow")
def slow(number: int, notes: str) -> None:
    note(Path(notes), f"begin {number}")
    time.sleep(SECONDS)
    note(Path(notes), f"end {number}")


def note(notes: Path, text: str) -> None:
    """Append a line in one write, which the kernel keeps whole."""
    descriptor = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, f"{text}\n".encode())
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    for task_number in range(int(sys.argv[1])):
        slow.delay(task_number, sys.argv[2])
