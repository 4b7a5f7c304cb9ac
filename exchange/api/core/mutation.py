"""The base of all mutations: ids to objects, permission, one domain call, typed errors."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import graphene
from django.db import DatabaseError
from graphene.types.utils import yank_fields_from_attrs
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLResolveInfo

from exchange.api.core import codes as core_codes
from exchange.api.core.codes import Codes
from exchange.api.core.context import Context
from exchange.api.core.enums import enum_type
from exchange.api.core.ids import IdOf
from exchange.api.core.refusals import refusal_of
from exchange.kernel.errors import CommonCode, DomainError
from exchange.parties.permissions import Permission
from exchange.parties.queries import memberships_with
from exchange.parties.roles import ROLES, roles_with

MUTATIONS: dict[str, type["Mutation"]] = {}


@dataclass(frozen=True)
class SignedIn:
    """A permission for whoever is signed in, with the reason why no role is needed."""

    reason: str


@dataclass(frozen=True)
class Anybody:
    """A permission for everybody, with the reason why nobody need sign in."""

    reason: str


class Input(graphene.InputObjectType):
    """An input within an input; its ids become rows too."""

    class Meta:
        abstract = True

    id_fields: ClassVar[dict[str, IdOf]]

    @classmethod
    def __init_subclass_with_meta__(cls, **options: Any) -> None:
        cls.id_fields = {key: value for key, value in vars(cls).items() if isinstance(value, IdOf)}
        super().__init_subclass_with_meta__(**options)


class Mutation(graphene.ObjectType):
    """One command. The class is called like the field (``RequestSubmit``) and is its payload.

    It declares ``permission``, ``codes``, an inner class ``Input`` and ``perform``; its fields are what the payload
    carries besides ``errors``, all of them nullable. The docstring describes the command.
    """

    class Meta:
        abstract = True

    permission: ClassVar[Permission | SignedIn | Anybody]
    codes: ClassVar[Codes]
    Input: ClassVar[type]
    # Makes the one domain call and returns the payload; takes `by`, `now` and the inputs, with rows for ids.
    perform: ClassVar[Callable[..., "Mutation"]]
    input_fields: ClassVar[dict[str, Any]]
    error: ClassVar[type[graphene.ObjectType]]
    input: ClassVar[type[graphene.InputObjectType]]

    @classmethod
    def __init_subclass_with_meta__(cls, **options: Any) -> None:
        _check(cls)
        name = cls.__name__
        field = name[0].lower() + name[1:]
        declared = [vars(base) for base in reversed(cls.Input.__mro__)]
        cls.input_fields = {key: value for part in declared for key, value in part.items() if not key.startswith("_")}
        cls.input = type(
            f"{name}Input", (graphene.InputObjectType,), {"__doc__": f"What `{field}` takes.", **cls.input_fields}
        )
        cls.error = _error_type(name, cls.codes)
        payload = {"description": f"What `{field}` changed, or why it changed nothing."}
        cls.errors = graphene.List(
            graphene.NonNull(cls.error), required=True, description="Why nothing changed; empty on success."
        )
        super().__init_subclass_with_meta__(name=f"{name}Payload", **payload, **options)
        MUTATIONS[field] = cls

    @classmethod
    def Field(cls) -> graphene.Field:  # noqa: N802 -- graphene's name for it
        """Return the field to put into the room's ``Mutation``."""
        return graphene.Field(
            cls,
            required=True,
            description=(cls.__doc__ or "").strip(),
            resolver=cls._resolve,
            input=graphene.Argument(cls.input, required=True, description="What the command takes."),
        )

    @classmethod
    def from_context(cls, context: Context) -> dict[str, Any]:
        """Return further arguments of `perform`, for the few commands that rest on how the person signed in."""
        return {}

    @classmethod
    def _resolve(cls, root: Any, info: GraphQLResolveInfo, input: dict[str, Any]) -> "Mutation":  # noqa: A002
        context: Context = info.context
        if context.viewer is None and not isinstance(cls.permission, Anybody):
            return cls._refused(core_codes.NOT_SIGNED_IN, "Sign in first.")
        if (missing := _missing(cls.permission, context)) is not None:
            return cls._refused(CommonCode.NOT_ALLOWED, missing, permission=str(cls.permission))
        try:
            arguments = with_rows(context, cls.input_fields, dict(input))
            payload = cls.perform(by=context.viewer, now=context.now, **cls.from_context(context), **arguments)
            context.forget()
        except DomainError as error:
            if str(error.code) not in cls.error.known_codes:
                raise
            field = to_camel_case(error.field) if error.field else None
            return cls._refused(error.code, error.message, field=field, **error.params)
        except DatabaseError as error:
            refusal = refusal_of(error)
            if refusal is None:
                raise
            guarantee, sentence = refusal
            return cls._refused(core_codes.REFUSED_BY_DATABASE, sentence, guarantee=guarantee)
        payload.errors = []
        return payload

    @classmethod
    def _refused(cls, code: str, message: str, *, field: str | None = None, **params: Any) -> "Mutation":
        shown = json.loads(json.dumps({to_camel_case(name): value for name, value in params.items()}, default=str))
        error = cls.error(code=str(code), message=message, field=field, params=shown)
        return cls(errors=[error])


def _check(mutation: type[Mutation]) -> None:
    """Refuse a mutation that leaves open who may give it, what can go wrong, or what it means."""
    name = mutation.__name__
    if not isinstance(getattr(mutation, "permission", None), Permission | SignedIn | Anybody):
        raise TypeError(f"{name} declares no permission.")
    if not isinstance(getattr(mutation, "codes", None), Codes):
        raise TypeError(f"{name} declares no error codes.")
    if not isinstance(vars(mutation).get("Input"), type):
        raise TypeError(f"{name} declares no Input.")
    if "perform" not in vars(mutation):
        raise TypeError(f"{name} performs nothing.")
    if not (mutation.__doc__ or "").strip():
        raise TypeError(f"{name} has no docstring.")
    for key, field in yank_fields_from_attrs(vars(mutation), _as=graphene.Field).items():
        if isinstance(field.type, graphene.NonNull):
            raise TypeError(f"{name}.{key} is null when the command is refused; it cannot be required.")


def _error_type(name: str, codes: Codes) -> type[graphene.ObjectType]:
    enum, sentences = core_codes.enum_of(codes, name)
    enum.__doc__ = f"Why {name} was refused."
    return type(
        f"{name}Error",
        (graphene.ObjectType,),
        {
            "__doc__": f"Why {name} was refused.",
            "known_codes": frozenset(sentences),
            "code": graphene.Field(enum_type(enum, **sentences), required=True, description="What kind of refusal."),
            "message": graphene.String(required=True, description="One sentence for the person."),
            "field": graphene.String(description="The input at fault, as the schema names it; null if none is."),
            "params": graphene.JSONString(required=True, description="Values that explain the refusal."),
        },
    )


def _missing(permission: Permission | SignedIn | Anybody, context: Context) -> str | None:
    """Return what the person lacks wherever they are a member; the operation checks it for the very place."""
    if not isinstance(permission, Permission):
        return None
    held = memberships_with(permission, on=context.now.date()).filter(person=context.viewer)
    if held.exists():
        return None
    titles = " or ".join(sorted(ROLES[role].title for role in roles_with(permission)))
    return f"This needs the role {titles}."


def with_rows(context: Context, declared: dict[str, Any], given: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Return the inputs with rows for ids, inner inputs included.

    Raises:
        NotFound: names the input at fault by its path, e.g. ``items.0.item``.
    """
    return {name: _with_rows(context, declared.get(name), value, path + name) for name, value in given.items()}


def _with_rows(context: Context, declared: Any, value: Any, path: str) -> Any:
    if isinstance(declared, IdOf):
        return declared.rows_of(context, value, field=path)
    if isinstance(value, list):
        return [_with_rows(context, declared, item, f"{path}.{place}") for place, item in enumerate(value)]
    if isinstance(value, Input):
        return with_rows(context, type(value).id_fields, dict(value), f"{path}.")
    return value
