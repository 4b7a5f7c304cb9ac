"""The catalogue's part of the schema."""

from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.listings.models import Listing
from catalog.search import queries as search
from catalog.vocabulary import queries as terms
from catalog.vocabulary.models import Term
from exchange.api.catalogue import enums
from exchange.api.catalogue.consent_withdraw import ConsentWithdraw
from exchange.api.catalogue.facets import wish_of
from exchange.api.catalogue.types import ListingType, TermType
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.fields import Found
from exchange.api.core.ids import IdOf

SEARCH = "A name, a part of one, or a code, also one no longer used; empty finds nothing."
VOCABULARY = "Only of these vocabularies, by name, e.g. ICD10."


def wished(rows: QuerySet[Listing], info: GraphQLResolveInfo, **arguments: Any) -> QuerySet[Listing]:
    """Return what the search finds for the viewer; it starts from the visible listings, as the rows given do."""
    return search.search(info.context.viewer, wish_of(info.context, arguments), on=info.context.now.date())


def meant(
    rows: QuerySet[Term], info: GraphQLResolveInfo, *, search: str, vocabulary: list[str] | None = None
) -> QuerySet[Term]:
    return terms.search_terms(search, among=rows, vocabularies=vocabulary or ())


def diseases_meant(rows: QuerySet[Term], info: GraphQLResolveInfo, **arguments: Any) -> QuerySet[Term]:
    return meant(terms.of_diseases(rows), info, **arguments)


class Query(graphene.ObjectType):
    """What is offered."""

    listings = ConnectionField(
        ListingType,
        order=Order("-relevance", "-listed_at", "-pk"),
        narrow=wished,
        description="What is offered to the viewer: the likeliest first, then the newest.",
        search=graphene.String(description="Words, a name, or an identifier such as CVCL_0030."),
        kind=graphene.List(graphene.NonNull(enums.ListingKind), description="Only these kinds."),
        country=graphene.List(
            graphene.NonNull(graphene.String), description="Only from these countries, ISO 3166-1 alpha-2."
        ),
        usable_for=graphene.ID(description="A project of the viewer's, for which verdicts narrow and are counted."),
        verdict=graphene.List(
            graphene.NonNull(enums.Verdict), description="Only with these verdicts for the project of usableFor."
        ),
        unit=IdOf("exchange.api.parties.types.UnitType", description="Only what this unit offers."),
        mine=graphene.Boolean(description="Only what the viewer's own units list, drafts included."),
    )
    listing = Found(ListingType, description="One listing.")
    diseases = ConnectionField(
        TermType,
        order=Order("rank", "label", "pk"),
        narrow=diseases_meant,
        description="Diseases that a text may mean, the likeliest first, obsolete terms last.",
        search=graphene.String(required=True, description=SEARCH),
        vocabulary=graphene.List(graphene.NonNull(graphene.String), description=VOCABULARY),
    )
    terms = ConnectionField(
        TermType,
        order=Order("rank", "label", "pk"),
        narrow=meant,
        description="Terms of all vocabularies that a text may mean, the likeliest first, obsolete terms last.",
        search=graphene.String(required=True, description=SEARCH),
        vocabulary=graphene.List(graphene.NonNull(graphene.String), description=VOCABULARY),
    )


class Mutation(graphene.ObjectType):
    """What is done in the catalogue."""

    consent_withdraw = ConsentWithdraw.Field()
