"""Total orders and the cursors that mark a place in them."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.crypto import constant_time_compare, salted_hmac

from exchange.api.core.errors import ClientError

_MAC_BYTES = 12


@dataclass(frozen=True)
class Key:
    """One column or annotation of an order."""

    name: str
    is_descending: bool

    def expression(self, *, reverse: bool) -> OrderBy:
        return OrderBy(F(self.name), descending=self.is_descending != reverse)

    def beyond(self, value: Any, *, reverse: bool) -> Q:
        """Return the condition that a row lies behind the value in the order, or before it in reverse."""
        return Q(**{f"{self.name}__{'lt' if self.is_descending != reverse else 'gt'}": value})


class Order:
    """A total order: ``Order("-published_at", "-pk")``. The last key is the primary key, so no two rows tie.

    A key may be an annotation of the queryset. No key may be null, for null has no place in an order;
    annotate with Coalesce instead. An annotation of type real must be cast to double precision.

    Raises:
        ValueError: the last key is not the primary key.
    """

    def __init__(self, *names: str) -> None:
        self.keys = tuple(Key(name.removeprefix("-"), name.startswith("-")) for name in names)
        if not self.keys or self.keys[-1].name != "pk":
            raise ValueError("The last key of an order is the primary key.")
        self.text = " ".join(names)

    def check(self, model: type[Model]) -> None:
        """Check that no column of the order can be null.

        Raises:
            TypeError: a key is a nullable column or leads to another table.
        """
        for key in self.keys[:-1]:
            try:
                field = model._meta.get_field(key.name)
            except FieldDoesNotExist:
                if "__" in key.name:
                    raise TypeError(f"Annotate {key.name} to order {model.__name__} by it.") from None
                continue
            if field.null:
                raise TypeError(f"{model.__name__}.{key.name} can be null and cannot order a list.")

    def expressions(self, *, reverse: bool = False) -> list[OrderBy]:
        """Return what ``order_by`` takes."""
        return [key.expression(reverse=reverse) for key in self.keys]

    def beyond(self, values: Sequence[Any], *, reverse: bool = False) -> Q:
        """Return the condition that a row comes after the place, or before it in reverse."""
        condition = Q()
        for key, value in zip(reversed(self.keys), reversed(values), strict=True):
            behind = key.beyond(value, reverse=reverse)
            condition = behind | (Q(**{key.name: value}) & condition) if condition else behind
        return condition

    def cursor(self, row: Model) -> str:
        """Return the cursor of a row: its place in this order, authenticated so that nobody can make one up."""
        values = [_plain(getattr(row, key.name)) for key in self.keys]
        body = json.dumps(values, separators=(",", ":"), ensure_ascii=False).encode()
        return base64.urlsafe_b64encode(self._mac(type(row), body) + body).decode().rstrip("=")

    def place(self, cursor: str, rows: QuerySet[Any], *, argument: str) -> list[Any]:
        """Return the values of a cursor of this order.

        Raises:
            ClientError: it is none of ours, or of another list.
        """
        wrong = ClientError("The cursor is not one of this list.", field=argument)
        try:
            packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        except (binascii.Error, ValueError):
            raise wrong from None
        body = packed[_MAC_BYTES:]
        if not constant_time_compare(packed[:_MAC_BYTES], self._mac(rows.model, body)):
            raise wrong
        try:
            # An authentic cursor of an older release may not fit any more.
            values = zip(self.keys, json.loads(body), strict=True)
            return [_field(rows, key.name).to_python(value) for key, value in values]
        except (ValueError, ValidationError, FieldDoesNotExist):
            raise wrong from None

    def _mac(self, model: type[Model], body: bytes) -> bytes:
        salt = f"exchange.api.cursor {model._meta.label} {self.text}"
        return salted_hmac(salt, body, algorithm="sha256").digest()[:_MAC_BYTES]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def _field(rows: QuerySet[Any], name: str) -> "Field[Any, Any]":
    field: Any
    if name == "pk":
        field = getattr(rows.model._meta.pk, "target_field", rows.model._meta.pk)
    elif name in rows.query.annotations:
        field = rows.query.annotations[name].output_field
    else:
        field = rows.model._meta.get_field(name)
    found: Field[Any, Any] = field
    return found
