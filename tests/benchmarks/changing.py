"""``python -m tests.benchmarks.changing RATE`` changes so many listings a second, until its input ends."""

import itertools
import os
import sys
import threading
import time
from functools import partial

import psycopg

LISTINGS = 2000


def main() -> None:
    rate = int(sys.argv[1])
    done = threading.Event()
    threading.Thread(target=partial(_until_input_ends, done), daemon=True).start()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        keys = connection.execute(
            "SELECT id FROM listings_listing WHERE visibility = 'public' LIMIT %s", [LISTINGS]
        ).fetchall()
        print("changing", flush=True)
        begun = time.monotonic()
        for number, (key,) in enumerate(itertools.cycle(keys)):
            if done.wait(max(0.0, begun + number / rate - time.monotonic())):
                break
            text = f"changed KRAS {number}"
            connection.execute(
                "UPDATE listings_listing SET summary = %s, search_text = %s WHERE id = %s", [text, text, key]
            )


def _until_input_ends(done: threading.Event) -> None:
    sys.stdin.read()
    done.set()


if __name__ == "__main__":
    main()
