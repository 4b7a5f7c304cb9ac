"""Rows that were loaded together are asked together: one statement a field, not one a row."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model
from graphql import GraphQLResolveInfo

Answer = TypeVar("Answer")
_ATTRIBUTE = "_peers"


class Peers:
    """Rows of one model from one load, and what was already answered for all of them."""

    __slots__ = ("answers", "rows")

    def __init__(self, rows: Iterable[Model]) -> None:
        self.rows: Sequence[Model] = tuple(rows)
        self.answers: dict[Hashable, Any] = {}
        for row in self.rows:
            setattr(row, _ATTRIBUTE, self)

    @classmethod
    def of(cls, row: Model) -> "Peers":
        """Return the row's peers; a row that was loaded alone is its only peer."""
        peers: Peers | None = getattr(row, _ATTRIBUTE, None)
        return peers if peers is not None else cls([row])

    def ask(self, key: Hashable, load: Callable[[Sequence[Model]], Answer]) -> Answer:
        """Return the answer for all rows, loading it the first time it is asked for."""
        if key not in self.answers:
            self.answers[key] = load(self.rows)
        answer: Answer = self.answers[key]
        return answer


def together(values: Iterable[Any]) -> None:
    """Make peers, per model, of all rows among the values and in their lists."""
    by_model: dict[type[Model], list[Model]] = {}
    for value in values:
        for item in value if isinstance(value, list | tuple) else [value]:
            if isinstance(item, Model):
                by_model.setdefault(type(item), []).append(item)
    for rows in by_model.values():
        Peers(rows)


def frozen(arguments: Mapping[str, Any]) -> str:
    """Return a key for arguments as GraphQL hands them over: scalars, enums, lists, inputs."""
    return repr(sorted(arguments.items()))


def batched(load: Callable[..., Mapping[Any, Any]]) -> Callable[..., Any]:
    """Turn ``load(rows, info, **arguments) -> {pk: value}`` into a resolver that runs once for all peers.

    The mapping answers for every row: return a ``defaultdict`` when rows may be missing. Rows among the values
    become peers of each other.
    """

    @wraps(load)
    def resolve(row: Model, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        def answer(rows: Sequence[Model]) -> Mapping[Any, Any]:
            values = load(rows, info, **arguments)
            together(values.values())
            return values

        key = (load.__module__, load.__qualname__, frozen(arguments))
        return Peers.of(row).ask(key, answer)[row.pk]

    return resolve
