"""Global ids: opaque to clients, and useless for rows that the viewer may not see."""

import binascii
from collections.abc import Sequence
from typing import Any

import graphene
from django.core.exceptions import ValidationError
from django.db.models import Model
from graphene.types.unmountedtype import UnmountedType
from graphene.utils.str_converters import to_camel_case
from graphql_relay import from_global_id, to_global_id

from exchange.api.core.context import Context
from exchange.api.core.types import NODE_TYPES, NodeType, type_of
from exchange.kernel.errors import NotFound


def global_id(row: Model, name: str) -> str:
    """Return the id of a row as the type of that name shows it."""
    return to_global_id(name, str(row.pk))


def _split(identifier: str) -> tuple[str, str]:
    try:
        name, key = from_global_id(identifier)
    except (binascii.Error, UnicodeError, ValueError):
        return "", ""
    return name, key


def key_of(node: type[NodeType], identifier: str) -> Any:
    """Return the primary key in an id of that type, None when it is an id of something else."""
    name, text = _split(identifier)
    if name != node._meta.name:
        return None
    try:
        return node._meta.model._meta.pk.to_python(text)
    except ValidationError:
        return None


def find_all(context: Context, reference: Any, identifiers: Sequence[str], *, field: str) -> list[Any]:
    """Return the rows of the ids in their order, by one statement.

    Raises:
        NotFound: one of them is of another type, does not exist, or is not for this viewer.
    """
    node = type_of(reference)
    keys = [key_of(node, identifier) for identifier in identifiers]
    rows = {row.pk: row for row in node.scoped(context).filter(pk__in=[key for key in keys if key is not None])}
    if any(key not in rows for key in keys):
        raise NotFound(node._meta.model._meta.verbose_name, field=field)
    return [rows[key] for key in keys]


def find(context: Context, reference: Any, identifier: str, *, field: str) -> Any:
    """Return the row of an id.

    Raises:
        NotFound: it is of another type, does not exist, or is not for this viewer.
    """
    return find_all(context, reference, [identifier], field=field)[0]


def find_node(context: Context, identifier: str) -> Any:
    """Return the row of an id of any type, or None."""
    node = NODE_TYPES.get(_split(identifier)[0])
    if node is None:
        return None
    return find_visible(context, node, identifier)


def find_visible(context: Context, node: type[NodeType], identifier: str) -> Any:
    """Return the row of an id of that type, or None."""
    key = key_of(node, identifier)
    rows = [] if key is None else node.fetched(node.scoped(context).filter(pk=key))
    return rows[0] if rows else None


class IdOf(UnmountedType):
    """An argument or input field that takes an id and hands on the row.

    Args:
        reference: the node type, a dotted path to it, or a function that returns it.
        is_list: take a list of ids instead.
    """

    def __init__(self, reference: Any, *, is_list: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.reference = reference
        self.is_list = is_list

    def get_type(self) -> Any:
        return graphene.List(graphene.NonNull(graphene.ID)) if self.is_list else graphene.ID

    def rows_of(self, context: Context, value: Any, *, field: str) -> Any:
        """Return the row, or the list of rows, that the client's value names; None stays None."""
        if value is None:
            return None
        if self.is_list:
            return find_all(context, self.reference, value, field=field)
        return find(context, self.reference, value, field=field)


def rows_for_ids(context: Context, declared: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments with the ids among them replaced by rows.

    Raises:
        NotFound: names the first argument at fault.
    """
    return {
        name: declared[name].rows_of(context, value, field=to_camel_case(name))
        if isinstance(declared.get(name), IdOf)
        else value
        for name, value in given.items()
    }
