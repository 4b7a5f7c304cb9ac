"""The catalogue's list: what the viewer wishes, and how the rest of it could be narrowed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from catalog.listings.models import ListingKind
from catalog.search import queries
from catalog.search.queries import Facet, Wish
from exchange.api.catalogue.verdicts import purpose_for
from exchange.api.core.connection import ConnectionBase
from exchange.api.core.context import Context
from exchange.api.core.errors import ClientError
from exchange.api.core.page import Page


class FacetValueType(graphene.ObjectType):
    """A value by which a list can be narrowed."""

    class Meta:
        name = "FacetValue"

    value = graphene.String(required=True, description="As the list's argument of the facet's name takes it.")
    label = graphene.String(required=True, description="For people.")
    count = graphene.Int(
        required=True, description="How many listings choosing it would give, with the other choices as they are."
    )


class FacetType(graphene.ObjectType):
    """A property by which a list can be narrowed."""

    class Meta:
        name = "Facet"

    name = graphene.String(required=True, description="The list's argument: kind, country or verdict.")
    values = graphene.List(
        graphene.NonNull(FacetValueType), required=True, description="Its values, those of most listings first."
    )


class ListingConnectionBase(ConnectionBase):
    class Meta:
        abstract = True

    facets = graphene.List(
        graphene.NonNull(FacetType),
        required=True,
        description="How `listings` could be narrowed further, counted exactly for the viewer; by verdict only with"
        " usableFor. Empty in the list of a unit, for which `listings(unit:)` counts.",
    )

    def resolve_facets(self: Page, info: GraphQLResolveInfo) -> list[Facet]:
        if self.is_nested:
            return []
        wish = wish_of(info.context, self.arguments)
        return [shown(facet) for facet in queries.facets(info.context.viewer, wish, on=info.context.now.date())]


def wish_of(context: Context, arguments: Mapping[str, Any]) -> Wish:
    """Return what the arguments of `listings` wish.

    Raises:
        ClientError: verdicts narrow the list, but it is not said for which project.
        NotFound: the viewer may not see the project.
    """
    verdicts = tuple(arguments.get("verdict") or ())
    project = arguments.get("usable_for")
    if verdicts and not project:
        raise ClientError("Say by usableFor for which project the verdict is.", field="verdict")
    return Wish(
        text=arguments.get("search") or "",
        kinds=tuple(arguments.get("kind") or ()),
        countries=tuple(arguments.get("country") or ()),
        unit=arguments.get("unit"),
        is_mine=bool(arguments.get("mine")),
        purpose=purpose_for(context, project, field="usableFor") if project else None,
        verdicts=verdicts,
    )


def shown(facet: Facet) -> Facet:
    """Return a facet with the names by which the schema's enums call its values."""
    if facet.name != "kind":
        return facet
    return replace(facet, values=tuple(replace(one, value=ListingKind(one.value).name) for one in facet.values))
