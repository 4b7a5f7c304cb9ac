from datetime import datetime
from typing import Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.mutation import Mutation, SignedIn
from exchange.api.parties.types import PersonType
from exchange.parties import operations
from exchange.parties.errors import PersonUpdateErrorCode
from exchange.parties.models import Person


class PersonUpdate(Mutation):
    """Change one's own name, ORCID iD or time zone; what is left out stays as it is."""

    permission = SignedIn("everybody keeps their own details")
    codes = explain(PersonUpdateErrorCode, ORCID_TAKEN="Another account has this ORCID iD.")

    class Input:
        full_name = graphene.String(description="At most 200 characters.")
        orcid = graphene.String(description="ORCID iD or its address; empty removes it.")
        time_zone = graphene.String(description="IANA name, e.g. Africa/Kampala.")

    person = graphene.Field(PersonType, description="The person as they are now.")

    @classmethod
    def perform(
        cls,
        *,
        by: Person,
        now: datetime,
        full_name: str | None = None,
        orcid: str | None = None,
        time_zone: str | None = None,
    ) -> Self:
        person = operations.update_person(
            person=by, by=by, now=now, full_name=full_name, orcid=orcid, time_zone=time_zone
        )
        return cls(person=person)
