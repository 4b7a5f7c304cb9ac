"""What donors and providers allow."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet, prefetch_related_objects
from graphql import GraphQLResolveInfo

from catalog.consent import queries
from catalog.consent.models import ConsentRecord, UseTermsSet
from catalog.stock import queries as stock
from exchange.api.catalogue import enums
from exchange.api.core.ids import global_id
from exchange.api.core.peers import batched
from exchange.api.core.types import ModelType, NodeType
from exchange.parties.models import Person


class UseTermsType(ModelType):
    """What may be done with material: one distinct set of terms, shared by all who state the same."""

    class Meta:
        model = UseTermsSet

    id = graphene.ID(required=True, description="The same for equal terms, whoever states them.")
    summary = graphene.List(graphene.NonNull(graphene.String), required=True, description="One plain sentence a term.")
    terms = graphene.JSONString(
        required=True,
        description="Permissions and modifiers by their codes in the Data Use Ontology, with their parameters. What is"
        " only written in words is left out; the provider's committee reads it.",
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[UseTermsSet]:
        return queries.terms_visible_to(viewer)

    def resolve_id(self: Any, info: GraphQLResolveInfo) -> str:
        return global_id(self, "UseTerms")

    @batched
    def resolve_summary(
        rows: Sequence[UseTermsSet],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[str]]:
        return queries.summaries(rows)

    def resolve_terms(self: Any, info: GraphQLResolveInfo) -> Any:
        return without_text(self.terms)


def without_text(terms: Any) -> Any:
    """Return stored terms without free text, in which anything may stand."""
    if isinstance(terms, dict):
        return {name: without_text(value) for name, value in terms.items() if name != "text"}
    if isinstance(terms, list):
        return [without_text(value) for value in terms]
    return terms


class ConsentRecordType(NodeType):
    """That a pseudonymous donor gave a form's consent; for the provider's people who look after donors."""

    class Meta:
        model = ConsentRecord

    donor_pseudonym = graphene.String(required=True, description="The provider's name for the donor.")
    status = graphene.Field(enums.ConsentStanding, required=True, description="How it stands today.")
    given_on = graphene.Date(description="When it was given; null when the provider does not state it.")
    expires_on = graphene.Date(description="First day on which it no longer stands; null when it has no end.")
    withdrawn_at = graphene.DateTime(description="When the withdrawal was entered; null if it was not.")
    form_title = graphene.String(required=True, description="Title and version of the form that the donor signed.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[ConsentRecord]:
        return stock.consents_visible_to(viewer).select_related("form")

    def resolve_status(self: Any, info: GraphQLResolveInfo) -> Any:
        return queries.standing(self, on=info.context.now.date())

    @batched
    def resolve_form_title(
        rows: Sequence[ConsentRecord],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, str]:
        prefetch_related_objects(rows, "form")
        return {row.pk: str(row.form) for row in rows}
