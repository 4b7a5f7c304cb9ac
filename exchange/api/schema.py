"""The one GraphQL schema, put together from the rooms' parts.

A room's part is a folder beside this file whose ``schema.py`` has a class ``Query``, a class ``Mutation``, or both.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

import graphene

from exchange.api.core.fields import FoundNode

PARTS: list[ModuleType] = [
    import_module(f"{__package__}.{room.name}.schema")
    for room in iter_modules([__file__.rpartition("/")[0]])
    if room.ispkg and find_spec(f"{__package__}.{room.name}.schema")
]


class NodeQuery(graphene.ObjectType):
    """What any room's rows are found by."""

    node = FoundNode()


def _parts(name: str) -> tuple[type, ...]:
    return tuple(getattr(part, name) for part in PARTS if hasattr(part, name))


Query = type("Query", (*_parts("Query"), NodeQuery), {"__doc__": "What can be read."})
Mutation = type("Mutation", _parts("Mutation"), {"__doc__": "What can be done."}) if _parts("Mutation") else None

schema = graphene.Schema(query=Query, mutation=Mutation)
