"""The parties room's part of the schema."""

from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.fields import Found
from exchange.api.core.ids import IdOf
from exchange.api.parties.consortia import ConsortiumType
from exchange.api.parties.consortium_create import ConsortiumCreate
from exchange.api.parties.consortium_join import ConsortiumJoin
from exchange.api.parties.consortium_leave import ConsortiumLeave
from exchange.api.parties.membership_end import MembershipEnd
from exchange.api.parties.membership_grant import MembershipGrant
from exchange.api.parties.person_update import PersonUpdate
from exchange.api.parties.signing_authority_end import SigningAuthorityEnd
from exchange.api.parties.signing_authority_grant import SigningAuthorityGrant
from exchange.api.parties.token_create import TokenCreate
from exchange.api.parties.token_revoke import TokenRevoke
from exchange.api.parties.types import OrganisationType, PersonType, RoleDefinitionType
from exchange.parties import queries
from exchange.parties.models import Consortium, Organisation, Person
from exchange.parties.roles import ROLES


def matching(rows: QuerySet[Organisation], info: GraphQLResolveInfo, *, search: str) -> QuerySet[Organisation]:
    return queries.offered(rows, search)


def joined(
    rows: QuerySet[Consortium], info: GraphQLResolveInfo, *, member: Organisation | None = None
) -> QuerySet[Consortium]:
    if member is None:
        return rows
    return rows.filter(pk__in=queries.consortia_of_organisation(member, on=info.context.now.date()).values("pk"))


def who_asks(root: None, info: GraphQLResolveInfo) -> Person | None:
    viewer: Person | None = info.context.viewer
    return viewer


def every_role(root: None, info: GraphQLResolveInfo) -> list[dict[str, Any]]:
    return [{"role": role, **vars(definition)} for role, definition in sorted(ROLES.items())]


class Query(graphene.ObjectType):
    """People and organisations."""

    viewer = graphene.Field(PersonType, resolver=who_asks, description="Who is asking; null when nobody is signed in.")
    organisations = ConnectionField(
        OrganisationType,
        order=Order("name", "pk"),
        narrow=matching,
        description="Active organisations by name; the name of a withdrawn one finds its successor.",
        search=graphene.String(required=True, description="Words that their names contain; case and accents are free."),
    )
    organisation = Found(OrganisationType, description="One organisation, withdrawn ones included.")
    consortia = ConnectionField(
        ConsortiumType,
        order=Order("name", "pk"),
        narrow=joined,
        description="Consortia that the viewer may know of, by name.",
        member=IdOf(OrganisationType, description="Only those to which this organisation belongs today."),
    )
    roles = graphene.List(
        graphene.NonNull(RoleDefinitionType),
        resolver=every_role,
        required=True,
        description="Every role and what it permits.",
    )


class Mutation(graphene.ObjectType):
    """What is done to people and organisations."""

    person_update = PersonUpdate.Field()
    token_create = TokenCreate.Field()
    token_revoke = TokenRevoke.Field()
    membership_grant = MembershipGrant.Field()
    membership_end = MembershipEnd.Field()
    signing_authority_grant = SigningAuthorityGrant.Field()
    signing_authority_end = SigningAuthorityEnd.Field()
    consortium_create = ConsortiumCreate.Field()
    consortium_join = ConsortiumJoin.Field()
    consortium_leave = ConsortiumLeave.Field()
