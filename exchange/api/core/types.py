"""Types over models. Each says which of its rows a viewer may see, and nothing gets around that."""

from typing import Any, ClassVar

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model, QuerySet
from django.utils.module_loading import import_string
from graphene.relay import Node
from graphene_django import DjangoObjectType

from exchange.api.core.context import Context
from exchange.parties.models import Person

NODE_TYPES: dict[str, type["NodeType"]] = {}


def plain_field(model: type[Model], name: str) -> "Field[Any, Any]":
    """Return a model field that converts by itself.

    Raises:
        TypeError: it is a relation or has choices, so that it must be declared with One, Many or an enum.
    """
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        raise TypeError(f"{model.__name__} has no field {name}.") from None
    if not isinstance(field, Field) or field.is_relation:
        raise TypeError(f"Declare {model.__name__}.{name} with One, Many or ConnectionField.")
    if field.choices:
        raise TypeError(f"Declare {model.__name__}.{name} with an enum.")
    return field


class ModelType(DjangoObjectType):
    """A type over a model, without an id of its own; most want `NodeType`.

    The class is called ``ThingType`` and the GraphQL type ``Thing``; the docstring is its description.
    ``Meta.fields`` names plain columns, described by their help text; all else is declared.
    """

    class Meta:
        abstract = True

    # Fields beside edges, pageInfo and totalCount of this type's connection; see `connection.ConnectionBase`.
    connection_base: ClassVar[type | None] = None

    @classmethod
    def __init_subclass_with_meta__(
        cls,
        *,
        model: type[Model],
        fields: tuple[str, ...] = (),
        name: str | None = None,
        **options: Any,
    ) -> None:
        if cls.visible.__func__ is ModelType.visible.__func__:  # type: ignore[attr-defined]
            raise TypeError(f"{cls.__name__} does not say which rows are visible to a viewer.")
        for field in fields:
            plain_field(model, field)
        super().__init_subclass_with_meta__(
            model=model,
            fields=fields,
            name=name or cls.__name__.removesuffix("Type"),
            convert_choices_to_enum=False,
            use_connection=False,
            skip_registry=True,
            **options,
        )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Any]:
        """Return the rows that the viewer may see, by the room's own query; distinct by construction."""
        raise NotImplementedError

    @classmethod
    def scoped(cls, context: Context) -> QuerySet[Any]:
        """Return the visible rows, refusing a query whose duplicates would upset numbering and counts."""
        rows = cls.visible(context.viewer)
        if rows.query.distinct or rows.query.combinator:
            raise TypeError(f"{cls.__name__}.visible must not use distinct or union; use Exists or pk__in.")
        return rows

    @classmethod
    def fetched(cls, rows: QuerySet[Any]) -> list[Any]:
        """Return the rows, with what is nearly always read with them where one statement can bring it along."""
        return list(rows)


class NodeType(ModelType):
    """A type over a model with a global id, found by ``node(id:)``."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, *, interfaces: tuple[type, ...] = (), **options: Any) -> None:
        super().__init_subclass_with_meta__(interfaces=(Node, *interfaces), **options)
        name = cls._meta.name
        if name in NODE_TYPES:
            raise TypeError(f"There are two types {name}.")
        NODE_TYPES[name] = cls


def type_of(reference: Any) -> type[ModelType]:
    """Return the type that a field names: itself, a dotted path, or a function that returns it."""
    if isinstance(reference, str):
        reference = import_string(reference)
    elif not isinstance(reference, type):
        reference = reference()
    found: type[ModelType] = reference
    if not issubclass(found, ModelType):
        raise TypeError(f"{found} is no type over a model.")
    return found
