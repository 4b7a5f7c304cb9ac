"""``python -m tests.benchmarks.memory`` opens the kept index as a serving process does, and says what that takes.

It prints the seconds, the megabytes that the process has more, and those of them that it shares with nobody; then it
stays until its input ends.
"""

import gc
import json
import sys
import time
from pathlib import Path

import django


def megabytes(*names: str) -> float:
    """Return figures of this process's memory, added."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.partition(":")[0] in names) / 1024


def main() -> None:
    django.setup()
    from django.conf import settings

    from catalog.search.queries.current import CurrentIndex
    from exchange.kernel import clock

    gc.collect()
    rss, own = megabytes("Rss"), megabytes("Private_Clean", "Private_Dirty")
    folder = settings.SEARCH_INDEX_DIR
    assert folder is not None
    begun = time.perf_counter()
    index = CurrentIndex.open(folder, now=clock.now())
    seconds = time.perf_counter() - begun
    # What facets are counted by is all asked for before long; of words only those that people look for.
    for number in range(len(index.index.tokens.names)):
        assert index.index.tokens.bitmaps[number] is not None
    gc.collect()
    told = {"seconds": seconds, "more": megabytes("Rss") - rss, "size": index.index.size}
    print(json.dumps({**told, "own": megabytes("Private_Clean", "Private_Dirty") - own}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
