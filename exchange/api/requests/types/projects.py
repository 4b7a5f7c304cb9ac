"""Research purposes."""

import graphene
from django.db.models import QuerySet

from exchange.api.core.cursors import Order
from exchange.api.core.relations import Many, One, Scope
from exchange.api.core.types import NodeType
from exchange.parties.models import Person
from exchange.requests import queries
from exchange.requests.models import Project


class ProjectType(NodeType):
    """A research purpose, described once and used for many requests."""

    class Meta:
        model = Project

    organisation = One(
        "exchange.api.parties.types.OrganisationType", required=True, description="Whose research it is."
    )
    owner = One("exchange.api.parties.types.PersonType", required=True, scope=Scope.PARENT, description="Who leads it.")
    title = graphene.String(required=True, description="Its title.")
    lay_summary = graphene.String(required=True, description="What it is about, in plain words; may be empty.")
    research_types = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Kinds of research: general, health, disease, ancestry, methods, clinical-care, population,"
        " control, age, gender, genetic, drug-development.",
    )
    diseases = Many(
        "exchange.api.catalogue.types.TermType", order=Order("label", "pk"), description="Diseases it studies."
    )
    is_commercial = graphene.Boolean(description="Whether the use is commercial; null when not answered.")
    is_genetic = graphene.Boolean(description="Whether genotypes are studied; null when not answered.")
    countries = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Where the material is used besides the organisation's own country, ISO 3166-1 alpha-2.",
    )
    sensitive_topics = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="What may touch groups of people, e.g. pediatric."
    )
    accepts_publication = graphene.Boolean(description="Whether results are published if asked; null: not answered.")
    accepts_return = graphene.Boolean(description="Whether derived data are returned if asked; null: not answered.")
    has_collaboration_letter = graphene.Boolean(
        required=True, description="Whether the primary investigators' letter of collaboration is on file."
    )
    duration_months = graphene.Int(description="How long it is to last, in months; null when not answered.")
    ethics_approvals = Many(
        "exchange.api.compliance.types.EthicsApprovalType",
        order=Order("-valid_until", "-pk"),
        scope=Scope.PARENT,
        description="Approvals it rests on.",
    )
    created_at = graphene.DateTime(required=True, description="When it was described first.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Project]:
        return queries.visible_projects(viewer)
