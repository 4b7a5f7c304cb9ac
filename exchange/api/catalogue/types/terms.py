"""Terms of the vocabularies."""

import graphene
from django.db.models import QuerySet

from catalog.vocabulary import queries
from catalog.vocabulary.models import Term
from exchange.api.core.types import NodeType
from exchange.parties.models import Person


class TermType(NodeType):
    """A disease, as a vocabulary names it."""

    class Meta:
        model = Term

    code = graphene.String(required=True, description="CURIE, e.g. MONDO:0007254.")
    label = graphene.String(required=True, description="The vocabulary's name for it.")
    synonyms = graphene.List(graphene.NonNull(graphene.String), required=True, description="Other names.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Term]:
        return queries.visible_to(viewer)
