from datetime import datetime
from typing import Any, Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.requests.project_inputs import ProjectInput, facts_from
from exchange.api.requests.types import ProjectType
from exchange.parties.models import Organisation, Person
from exchange.parties.permissions import Permission
from exchange.requests import operations
from exchange.requests.errors import ProjectCode


class ProjectCreate(Mutation):
    """Describe a project of an organisation; whoever does so owns it."""

    permission = Permission.MANAGE_PROJECTS
    codes = explain(ProjectCode, TITLE_TAKEN="The person has a project of that title.")

    class Input(ProjectInput):
        organisation = IdOf(
            "exchange.api.parties.types.OrganisationType", required=True, description="Whose research it is."
        )

    project = graphene.Field(ProjectType, description="The project.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, organisation: Organisation, **said: Any) -> Self:
        facts = facts_from(said)
        return cls(project=operations.create_project(organisation=organisation, facts=facts, by=by, now=now))
