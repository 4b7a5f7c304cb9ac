"""Consortia and who belongs to them."""

import graphene
from django.db.models import QuerySet

from exchange.api.core.cursors import Order
from exchange.api.core.relations import Many, One
from exchange.api.core.types import NodeType
from exchange.api.parties.types import OrganisationType
from exchange.parties import models, queries


class ConsortiumType(NodeType):
    """Organisations that offer to one another what others do not see."""

    class Meta:
        model = models.Consortium

    name = graphene.String(required=True, description="Its name.")
    terms = graphene.String(required=True, description="What its members have agreed on, in words; may be empty.")
    is_public = graphene.Boolean(required=True, description="Whether everybody may know of it.")
    administered_by = One(OrganisationType, required=True, description="Whose administrators say who belongs to it.")
    memberships = Many(
        "exchange.api.parties.consortia.ConsortiumMembershipType",
        order=Order("since_on", "pk"),
        description="Who belongs to it, past members included.",
    )

    @classmethod
    def visible(cls, viewer: models.Person | None) -> QuerySet[models.Consortium]:
        return queries.visible_consortia(viewer)


class ConsortiumMembershipType(NodeType):
    """That an organisation belongs to a consortium, for a span of days."""

    class Meta:
        model = models.ConsortiumMembership

    consortium = One(ConsortiumType, required=True, description="The consortium.")
    organisation = One(OrganisationType, required=True, description="The member.")
    since_on = graphene.Date(required=True, description="First day.")
    until_on = graphene.Date(description="Last day; null while it is open.")

    @classmethod
    def visible(cls, viewer: models.Person | None) -> QuerySet[models.ConsortiumMembership]:
        return queries.visible_consortium_memberships(viewer)
