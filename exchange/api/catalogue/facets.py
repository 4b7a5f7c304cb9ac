"""The catalogue's list: what the viewer wishes, and how the rest of it could be narrowed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from catalog.listings.models import ListingKind
from catalog.search.queries import MOST_VALUES, Facet, Search, Sort, Wish
from catalog.search.queries.definitions import FACETS, MOST_QUANTITY
from catalog.stock.rules import FEWEST_DONORS
from exchange.api.catalogue.verdicts import purpose_for
from exchange.api.core.connection import ConnectionBase
from exchange.api.core.context import Context
from exchange.api.core.errors import ClientError
from exchange.api.core.page import Page

# Their values are written in capitals, however they are typed.
IN_CAPITALS = frozenset({"country"})
LONGEST_MATCHED = 100
# More than there are countries.
MOST_VALUES_ASKED = 300
FEW_DONORS = f"What fewer than {FEWEST_DONORS} donors of a listing share is neither counted nor found here."


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

    name = graphene.String(required=True, description="The list's argument, e.g. kind, country or verdict.")
    values = graphene.List(
        graphene.NonNull(FacetValueType),
        required=True,
        description="Its values of most listings and those chosen, the commonest first.",
    )
    leaves_out_few_donors = graphene.Boolean(
        required=True,
        description="Whether it neither shows nor finds what fewer than ten donors of a listing share.",
    )
    note = graphene.String(description="What it leaves out, in plain words; null when it leaves out nothing.")

    def resolve_note(self: Facet, info: GraphQLResolveInfo) -> str | None:
        return FEW_DONORS if self.leaves_out_few_donors else None


class ListingConnectionBase(ConnectionBase):
    class Meta:
        abstract = True

    facets = graphene.List(
        graphene.NonNull(FacetType),
        required=True,
        only=graphene.List(graphene.NonNull(graphene.String), description="Names of facets; all if not given."),
        matching=graphene.String(
            description="Only values whose label has this text, or that it means, and those chosen; at most 100"
            " characters."
        ),
        most=graphene.Int(description=f"How many values of each, 30 if not given, at most {MOST_VALUES_ASKED}."),
        description="How `listings` could be narrowed further, counted exactly for the viewer; by verdict only with"
        " usableFor. Empty in the list of a unit, for which `listings(unit:)` counts.",
    )

    def resolve_facets(
        self: Page,
        info: GraphQLResolveInfo,
        only: list[str] | None = None,
        matching: str | None = None,
        most: int | None = None,
    ) -> list[Facet]:
        text = (matching or "").strip()
        if len(text) > LONGEST_MATCHED:
            raise ClientError(f"Give at most {LONGEST_MATCHED} characters.", field="matching")
        if most is not None and not 1 <= most <= MOST_VALUES_ASKED:
            raise ClientError(f"most must be between 1 and {MOST_VALUES_ASKED}.", field="most")
        found = self.search.facets(only, matching=text, most=most or MOST_VALUES) if isinstance(self, FoundPage) else []
        return [shown(facet) for facet in found]


@dataclass
class FoundPage(Page):
    """A page of what a search found, which is also counted by facets."""

    search: Search = field(kw_only=True)


def wish_of(context: Context, arguments: Mapping[str, Any]) -> Wish:
    """Return what the arguments of `listings` wish.

    Raises:
        ClientError: verdicts narrow the list, but it is not said for which project; or the same of nearness and place;
            or a quantity is not one.
        NotFound: the viewer may not see the project.
    """
    verdicts = tuple(arguments.get("verdict") or ())
    project = arguments.get("usable_for")
    if verdicts and not project:
        raise ClientError("Say by usableFor for which project the verdict is.", field="verdict")
    sort = Sort(arguments.get("sort") or Sort.RELEVANCE)
    if sort is Sort.NEAREST and not arguments.get("near"):
        raise ClientError("Say which country the nearest are near to.", field="near")
    quantity = arguments.get("quantity_at_least")
    if quantity is not None and not 1 <= quantity <= MOST_QUANTITY:
        raise ClientError(f"A quantity is from 1 to {MOST_QUANTITY}.", field="quantityAtLeast")
    return Wish(
        text=arguments.get("search") or "",
        chosen={facet.name: _values(facet.name, arguments) for facet in FACETS if arguments.get(facet.name)},
        quantity_at_least=quantity or 0,
        unit=arguments.get("unit"),
        is_mine=bool(arguments.get("mine")),
        purpose=purpose_for(context, project, field="usableFor") if project else None,
        verdicts=verdicts,
        sort=sort,
        near=arguments.get("near") or "",
    )


def _values(name: str, arguments: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(value).upper() if name in IN_CAPITALS else str(value) for value in arguments[name])


def shown(facet: Facet) -> Facet:
    """Return a facet with the names by which the schema's enums call its values."""
    if facet.name != "kind":
        return facet
    return replace(facet, values=tuple(replace(one, value=ListingKind(one.value).name) for one in facet.values))
