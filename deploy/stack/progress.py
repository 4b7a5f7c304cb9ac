"""Say what is being done, on one line a step, with the time it took."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Print what begins, and when it ended or that it failed."""
    begun = time.monotonic()
    # A second line only where the first cannot be completed: logs want whole lines.
    is_terminal = sys.stdout.isatty()
    print(f"  {what} … ", end="" if is_terminal else "\n", flush=True)
    try:
        yield
    except BaseException:
        print("failed" if is_terminal else f"  {what}: failed", flush=True)
        raise
    took = f"{time.monotonic() - begun:.1f} s"
    print(took if is_terminal else f"  {what}: {took}", flush=True)
