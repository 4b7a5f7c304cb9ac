"""What projects are described by, in both mutations."""

from typing import Any

import graphene

from exchange.api.core.ids import IdOf
from exchange.requests.operations import ProjectFacts

# Left out, null and empty mean the same for these.
EMPTY: dict[str, Any] = {
    "lay_summary": "",
    "diseases": (),
    "countries": (),
    "sensitive_topics": (),
    "has_collaboration_letter": False,
    "ethics_approvals": (),
}


class ProjectInput:
    """The inputs that describe a project."""

    title = graphene.String(required=True, description="Its title, at most 200 characters.")
    lay_summary = graphene.String(description="What it is about, in plain words, at most 5000 characters.")
    research_types = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Kinds of research, at least one."
    )
    diseases = IdOf("exchange.api.catalogue.types.TermType", is_list=True, description="Diseases it studies.")
    is_commercial = graphene.Boolean(description="Whether the use is commercial.")
    is_genetic = graphene.Boolean(description="Whether genotypes are studied.")
    countries = graphene.List(
        graphene.NonNull(graphene.String), description="Where else the material is used, ISO 3166-1 alpha-2."
    )
    sensitive_topics = graphene.List(
        graphene.NonNull(graphene.String), description="What may touch groups of people, e.g. pediatric."
    )
    accepts_publication = graphene.Boolean(description="Whether results are published if asked.")
    accepts_return = graphene.Boolean(description="Whether derived data are returned if asked.")
    has_collaboration_letter = graphene.Boolean(description="Whether the letter of collaboration is on file.")
    duration_months = graphene.Int(description="How long it is to last, 1 to 600 months.")
    ethics_approvals = IdOf(
        "exchange.api.compliance.types.EthicsApprovalType", is_list=True, description="Approvals it rests on."
    )


def facts_from(said: dict[str, Any]) -> ProjectFacts:
    """Return what the inputs say."""
    return ProjectFacts(**{**said, **{name: said.get(name) or empty for name, empty in EMPTY.items()}})
