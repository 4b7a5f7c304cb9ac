"""The catalogue's part of the schema."""

from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.listings.models import Listing
from catalog.quality import queries as quality
from catalog.search.queries import ORDERS, Sort
from catalog.search.queries.definitions import FACETS, MOST_QUANTITY
from catalog.vocabulary import queries as terms
from catalog.vocabulary.models import Term
from exchange.api.catalogue import enums
from exchange.api.catalogue.consent_withdraw import ConsentWithdraw
from exchange.api.catalogue.listing_acknowledge_warning import ListingAcknowledgeWarning
from exchange.api.catalogue.listings_field import ListingsField
from exchange.api.catalogue.suggestions import listing_suggestions
from exchange.api.catalogue.types import ListingType, TermType
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.errors import ClientError
from exchange.api.core.fields import Found
from exchange.api.core.ids import IdOf, key_of
from exchange.api.core.peers import Peers

SEARCH = "A name, a part of one, or a code, also one no longer used; empty finds nothing."
MOST_COMPARED = 6
VOCABULARY = "Only of these vocabularies, by name, e.g. ICD10."


def facet_arguments() -> dict[str, graphene.List]:
    """Return an argument a facet: values of which a listing has one."""
    types = {"kind": enums.ListingKind}
    return {
        facet.name: graphene.List(graphene.NonNull(types.get(facet.name, graphene.String)), description=facet.says)
        for facet in FACETS
    }


def meant(
    rows: QuerySet[Term], info: GraphQLResolveInfo, *, search: str, vocabulary: list[str] | None = None
) -> QuerySet[Term]:
    return terms.search_terms(search, among=rows, vocabularies=vocabulary or ())


def diseases_meant(rows: QuerySet[Term], info: GraphQLResolveInfo, **arguments: Any) -> QuerySet[Term]:
    return meant(terms.of_diseases(rows), info, **arguments)


def bearing(root: None, info: GraphQLResolveInfo, *, name: str) -> list[Listing]:
    found = quality.namesakes(info.context.viewer, name)
    Peers(found)
    return found


def side_by_side(root: None, info: GraphQLResolveInfo, *, ids: list[str]) -> list[Listing | None]:
    if len(ids) > MOST_COMPARED:
        raise ClientError(f"Compare at most {MOST_COMPARED} listings.", field="ids")
    keys = [key_of(ListingType, identifier) for identifier in ids]
    found = ListingType.fetched(ListingType.scoped(info.context).filter(pk__in=[key for key in keys if key]))
    rows = {row.pk: row for row in found}
    return [rows.get(key) for key in keys]


class Query(graphene.ObjectType):
    """What is offered."""

    listings = ListingsField(
        ListingType,
        order=lambda arguments: Order(*ORDERS[Sort.RELEVANCE]),
        narrow=lambda rows, info, **arguments: rows,
        description="What is offered to the viewer: the likeliest first, then the newest.",
        search=graphene.String(
            description="Words that all occur, one behind a minus that does not, a name, or an identifier such as"
            " CVCL_0030; what is spelled alike where none of them is found."
        ),
        **facet_arguments(),
        usable_for=graphene.ID(description="A project of the viewer's, for which verdicts narrow and are counted."),
        verdict=graphene.List(
            graphene.NonNull(enums.Verdict), description="Only with these verdicts for the project of usableFor."
        ),
        quantity_at_least=graphene.Int(
            description=f"Only what so many can be asked for of, from 1 to {MOST_QUANTITY}; leaves out what tells no"
            " number because it is of fewer than ten donors."
        ),
        unit=IdOf("exchange.api.parties.types.UnitType", description="Only what this unit offers."),
        mine=graphene.Boolean(description="Only what the viewer's own units list, drafts included."),
        sort=enums.ListingSort(description="Which come first; the likeliest if not given."),
        near=graphene.String(description="ISO 3166-1 alpha-2 of the country that NEAREST is near to."),
    )
    listing_suggestions = listing_suggestions
    listing = Found(ListingType, description="One listing.")
    compared = graphene.List(
        ListingType,
        required=True,
        ids=graphene.List(
            graphene.NonNull(graphene.ID), required=True, description=f"At most {MOST_COMPARED} ids of listings."
        ),
        resolver=side_by_side,
        description="Listings to read side by side, in the order of their ids; null for what the viewer may not see.",
    )
    namesakes = graphene.List(
        graphene.NonNull(ListingType),
        required=True,
        name=graphene.String(required=True, description="A name, such as one types to search."),
        resolver=bearing,
        description="Where several cell lines bear a name, an offer of each, for the reader to say which one is meant;"
        f" else empty. At most {quality.MOST_NAMESAKES}.",
    )
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
    listing_acknowledge_warning = ListingAcknowledgeWarning.Field()
