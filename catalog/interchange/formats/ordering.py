"""What refers to other rows of a file comes behind them, so that a portion of the rows can be stored by itself."""

from collections.abc import Callable, Sequence
from graphlib import CycleError, TopologicalSorter

from catalog.interchange.formats.base import Checked


def parents_first(rows: Sequence[Checked], parents: Callable[[Checked], Sequence[str]]) -> Sequence[Checked]:
    """Return the rows in their order, but for those that refer to others; rows that go round in a circle stay."""
    graph = {row.key: parents(row) for row in rows}
    if not any(graph.values()):
        return rows
    depth: dict[str, int] = {}
    try:
        for key in TopologicalSorter(graph).static_order():
            depth[key] = 1 + max((depth[parent] for parent in graph.get(key, ())), default=-1)
    except CycleError:
        return rows
    return sorted(rows, key=lambda row: depth[row.key])
