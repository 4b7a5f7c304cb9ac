from datetime import datetime
from typing import Any, Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.requests.project_inputs import ProjectInput, facts_from
from exchange.api.requests.types import ProjectType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.requests import operations
from exchange.requests.errors import ProjectCode
from exchange.requests.models import Project


class ProjectUpdate(Mutation):
    """Describe one's own project anew, as a whole: what is left out is no longer said."""

    permission = Permission.MANAGE_PROJECTS
    codes = explain(ProjectCode, TITLE_TAKEN="The person has another project of that title.")

    class Input(ProjectInput):
        project = IdOf(ProjectType, required=True, description="The project.")

    project = graphene.Field(ProjectType, description="The project as it is now.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, project: Project, **said: Any) -> Self:
        facts = facts_from(said)
        return cls(project=operations.update_project(project=project, facts=facts, by=by, now=now))
