"""Terms of the vocabularies."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.vocabulary import queries
from catalog.vocabulary.models import Term
from exchange.api.core.cursors import Order
from exchange.api.core.peers import batched
from exchange.api.core.relations import Many
from exchange.api.core.types import NodeType
from exchange.parties.models import Person

MOST_NAMES = 100
TERM = "exchange.api.catalogue.types.terms.TermType"


class TermType(NodeType):
    """A term of a vocabulary, such as a disease."""

    class Meta:
        model = Term

    code = graphene.String(required=True, description="CURIE, e.g. MONDO:0007254.")
    label = graphene.String(required=True, description="The vocabulary's name for it.")
    vocabulary = graphene.String(required=True, description="Name of the vocabulary, e.g. MONDO.")
    release = graphene.String(required=True, description="Newest loaded release of the vocabulary that states it.")
    synonyms = graphene.List(
        graphene.NonNull(graphene.String), required=True, description=f"Other names, at most {MOST_NAMES}."
    )
    matched_synonym = graphene.String(
        description="The synonym that the searched text met; null where it met label or code, or nothing was searched."
    )
    is_obsolete = graphene.Boolean(required=True, description="Whether the vocabulary has given it up.")
    successors = graphene.List(
        graphene.NonNull(lambda: TermType),
        required=True,
        description="What stands for an obsolete term now: one that is certain, or several to choose from.",
    )
    parents = Many(TERM, order=Order("label", "pk"), description="Terms directly above it.")
    children = Many(TERM, order=Order("label", "pk"), description="Terms directly below it.")
    cross_references = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description=f"Codes of other vocabularies for the same thing, at most {MOST_NAMES}.",
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Term]:
        return queries.visible_to(viewer)

    @batched
    def resolve_vocabulary(rows: Sequence[Term], info: GraphQLResolveInfo) -> Mapping[Any, str]:
        return {key: vocabulary for key, (vocabulary, _) in queries.editions_of(row.pk for row in rows).items()}

    @batched
    def resolve_release(rows: Sequence[Term], info: GraphQLResolveInfo) -> Mapping[Any, str]:
        return {key: release for key, (_, release) in queries.editions_of(row.pk for row in rows).items()}

    @batched
    def resolve_synonyms(rows: Sequence[Term], info: GraphQLResolveInfo) -> Mapping[Any, list[str]]:
        return queries.synonyms_of([row.pk for row in rows], most=MOST_NAMES)

    def resolve_matched_synonym(self, info: GraphQLResolveInfo) -> str | None:
        return getattr(self, "matched", "") or None

    @batched
    def resolve_successors(rows: Sequence[Term], info: GraphQLResolveInfo) -> Mapping[Any, list[Term]]:
        obsolete = [row.code for row in rows if row.is_obsolete]
        found = queries.successors_of(obsolete) if obsolete else {}
        return {row.pk: list(found.get(row.code, ())) for row in rows}

    @batched
    def resolve_cross_references(rows: Sequence[Term], info: GraphQLResolveInfo) -> Mapping[Any, list[str]]:
        found = queries.equivalents_of([row.code for row in rows])
        return {row.pk: sorted(found[row.code])[:MOST_NAMES] for row in rows}
