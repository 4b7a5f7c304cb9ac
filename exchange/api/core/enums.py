"""GraphQL enums of the domain's enums, each value with its sentence."""

from enum import Enum
from typing import Any

import graphene
from graphene.types.enum import EnumMeta

_enums: dict[str, EnumMeta] = {}


def enum_type(source: type[Enum], *, name: str = "", **sentences: str) -> Any:
    """Return the GraphQL enum of a domain enum: ``enum_type(LineState, DRAFT="In the basket.", …)``.

    Args:
        name: GraphQL name, where it differs from the enum's.
        sentences: what each member means.

    Raises:
        TypeError: a member has no sentence, a sentence has no member, or the name is taken.
    """
    name = name or source.__name__
    if source.__members__.keys() != sentences.keys():
        differing = sorted(source.__members__.keys() ^ sentences.keys())
        raise TypeError(f"Give each member of {name} one sentence: {', '.join(differing)}.")
    if name in _enums:
        raise TypeError(f"There are two enums {name}.")
    about = (source.__doc__ or "").strip()

    def describe(value: Enum | None) -> str:
        return about if value is None else sentences[value.name]

    _enums[name] = graphene.Enum.from_enum(source, name=name, description=describe)
    return _enums[name]
