from datetime import datetime
from typing import Any, Self

import graphene

from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.parties.types import OrganisationType, PersonType, SigningAuthorityType
from exchange.kernel.errors import InvalidInput
from exchange.parties import operations
from exchange.parties.errors import SigningAuthorityGrantErrorCode
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.vocabulary import MaterialClass


class SigningAuthorityGrant(Mutation):
    """Put on record that a signatory may bind an organisation, for classes of material."""

    permission = Permission.MANAGE_MEMBERS
    codes = explain(
        SigningAuthorityGrantErrorCode,
        NOT_A_SIGNATORY="The person does not have the role of authorised signatory there.",
        OWN_AUTHORITY="Nobody grants signing authority to themselves.",
    )

    class Input:
        person = IdOf(PersonType, required=True, description="Who may sign.")
        organisation = IdOf(OrganisationType, required=True, description="Whom the signature binds.")
        material_classes = graphene.List(
            graphene.NonNull(graphene.String), required=True, description="human_sample, cell_line, plasmid."
        )
        evidence = graphene.String(required=True, description="Where the delegation is recorded.")
        since_on = graphene.Date(description="First day, today or later; today when absent.")
        until_on = graphene.Date(description="Last day; open when absent.")

    signing_authority = graphene.Field(SigningAuthorityType, description="The authority.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, material_classes: list[str], **rest: Any) -> Self:
        unknown = sorted(set(material_classes) - set(MaterialClass))
        if unknown:
            raise InvalidInput("material_classes", f"{', '.join(unknown)} is not a class of material.")
        classes = [MaterialClass(name) for name in material_classes]
        return cls(
            signing_authority=operations.grant_signing_authority(material_classes=classes, by=by, now=now, **rest)
        )
