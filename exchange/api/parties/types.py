"""Types of the parties room."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.quality import queries as quality
from exchange.api.catalogue.enums import ListingKind
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.ids import find
from exchange.api.core.peers import batched
from exchange.api.core.relations import Many, One, Scope
from exchange.api.core.types import NodeType, type_of
from exchange.api.parties import enums
from exchange.api.parties.provider import FindingType, Grade, KindCountType, TurnaroundType
from exchange.notify.queries import unread_count
from exchange.parties import models, queries
from exchange.shipping.queries import turnarounds

ORGANISATION = "exchange.api.parties.types.OrganisationType"
AUTHORITY = "exchange.api.parties.types.SigningAuthorityType"
MEMBERSHIP = "exchange.api.parties.types.MembershipType"


class PersonType(NodeType):
    """Somebody who signs in."""

    class Meta:
        model = models.Person

    email = graphene.String(description="Address of the account; null for everybody but the person.")
    full_name = graphene.String(required=True, description="As the person writes it; may be empty.")
    orcid = graphene.String(required=True, description="ORCID iD, e.g. 0000-0002-1825-0097; empty when there is none.")
    time_zone = graphene.String(description="IANA name, e.g. Africa/Kampala; null for everybody but the person.")
    memberships = Many(
        MEMBERSHIP,
        order=Order("since_on", "pk"),
        description="Roles, past ones included, as far as the viewer may see.",
    )
    permissions = graphene.List(
        graphene.NonNull(enums.Permission),
        required=True,
        description="What the viewer may do today somewhere in an organisation or its units; empty for other people.",
        organisation=graphene.ID(description="Only in this organisation; in any when absent."),
    )
    signing_authorities = Many(
        AUTHORITY,
        order=Order("since_on", "pk"),
        description="Authority to bind organisations, past authority included.",
    )
    api_tokens = Many(
        "exchange.api.parties.types.ApiTokenType",
        order=Order("-created_at", "-pk"),
        description="The viewer's own tokens, newest first; empty for other people.",
    )
    unread_count = graphene.Int(required=True, description="The viewer's unread notifications; 0 for other people.")

    @classmethod
    def visible(cls, viewer: models.Person | None) -> QuerySet[models.Person]:
        return queries.visible_people(viewer)

    def resolve_email(self: models.Person, info: GraphQLResolveInfo) -> str | None:
        return self.email if self == info.context.viewer else None

    def resolve_time_zone(self: models.Person, info: GraphQLResolveInfo) -> str | None:
        return self.time_zone if self == info.context.viewer else None

    def resolve_permissions(
        self: models.Person, info: GraphQLResolveInfo, organisation: str | None = None
    ) -> list[Any]:
        if self != info.context.viewer:
            return []
        context = info.context

        def permitted() -> list[Any]:
            where = find(context, OrganisationType, organisation, field="organisation") if organisation else None
            return sorted(queries.permissions_anywhere(self, on=context.now.date(), organisation=where))

        # The viewer may stand at many places of an answer.
        found: list[Any] = context.once(("permissions", organisation), permitted)
        return found

    def resolve_unread_count(self: models.Person, info: GraphQLResolveInfo) -> int:
        if self != info.context.viewer:
            return 0
        count: int = info.context.once("unread", lambda: unread_count(self))
        return count


class OrganisationType(NodeType):
    """An institution that provides or receives."""

    class Meta:
        model = models.Organisation

    name = graphene.String(required=True, description="Name as ROR shows it.")
    ror_id = graphene.String(description="Address of its ROR record; null when ROR does not list it.")
    country_code = graphene.String(required=True, description="ISO 3166-1 alpha-2.")
    city = graphene.String(required=True, description="Where it is; may be empty.")
    sector = graphene.Field(enums.Sector, required=True, description="What it is.")
    status = graphene.Field(enums.OrganisationStatus, required=True, description="Whether it is in use.")
    website = graphene.String(required=True, description="An http or https address; may be empty.")
    isni = graphene.String(required=True, description="E.g. 0000 0001 1482 3639; empty when ROR names none.")
    is_nonprofit = graphene.Boolean(required=True, description="Whether it is anything but industry.")
    successors = graphene.List(
        graphene.NonNull(lambda: OrganisationType),
        required=True,
        description="The active organisations that follow it, over any number of mergers; empty while it is in use.",
    )
    units = Many("exchange.api.parties.types.UnitType", order=Order("name", "pk"), description="Its parts, by name.")
    memberships = ConnectionField(
        MEMBERSHIP,
        via="organisation",
        order=Order("-since_on", "-pk"),
        description="Roles in it as far as the viewer may see: all for its administrators, else the viewer's own.",
    )
    signing_authorities = ConnectionField(
        AUTHORITY,
        via="organisation",
        order=Order("-since_on", "-pk"),
        description="Who may bind it: all for its administrators, else the viewer's own.",
    )

    @classmethod
    def visible(cls, viewer: models.Person | None) -> QuerySet[models.Organisation]:
        return queries.visible_organisations(viewer)

    @batched
    def resolve_successors(
        rows: Sequence[models.Organisation],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[models.Organisation]]:
        return queries.successors_of(rows)


def of_kinds(rows: QuerySet[Any], info: GraphQLResolveInfo, *, kind: list[Any] | None = None) -> QuerySet[Any]:
    return rows.filter(kind__in=kind) if kind else rows


class UnitType(NodeType):
    """A part of an organisation that provides or receives."""

    class Meta:
        model = models.Unit

    name = graphene.String(required=True, description="Name within its organisation.")
    kind = graphene.Field(enums.UnitKind, required=True, description="What it does.")
    organisation = One(ORGANISATION, required=True, description="Whose part it is.")
    listings = ConnectionField(
        "exchange.api.catalogue.types.ListingType",
        via="unit",
        order=Order("-pk"),
        narrow=of_kinds,
        description="What it offers to the viewer, newest first.",
        kind=graphene.List(graphene.NonNull(ListingKind), description="Only these kinds."),
    )
    kind_counts = graphene.List(
        graphene.NonNull(KindCountType), required=True, description="Its public listings by kind, the most first."
    )
    use_terms = graphene.List(
        graphene.NonNull(lambda: type_of("exchange.api.catalogue.types.UseTermsType")),
        required=True,
        description=f"Terms it sets for its public listings, the most frequent first; at most {quality.MOST_TERMS}.",
    )
    turnaround = graphene.Field(
        TurnaroundType, description="How long its requests take; null while fewer than ten have finished."
    )
    health_grade = graphene.Field(Grade, description="How well its listings are kept; null where it has none.")
    findings = graphene.List(
        graphene.NonNull(FindingType),
        required=True,
        description="What is wrong with its listings, the gravest first; empty for all but its own people.",
    )

    @classmethod
    def visible(cls, viewer: models.Person | None) -> QuerySet[models.Unit]:
        return queries.visible_units(viewer)

    @batched
    def resolve_kind_counts(
        rows: Sequence[models.Unit],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[dict[str, Any]]]:
        found = quality.kind_counts(info.context.viewer, rows)
        return {
            key: [{"kind": kind, "count": count} for kind, count in counts.items()] for key, counts in found.items()
        }

    @batched
    def resolve_use_terms(rows: Sequence[models.Unit], info: GraphQLResolveInfo) -> Mapping[Any, list[Any]]:
        return quality.use_terms_of(info.context.viewer, rows)

    @batched
    def resolve_turnaround(rows: Sequence[models.Unit], info: GraphQLResolveInfo) -> Mapping[Any, Any]:
        return turnarounds(rows, on=info.context.now.date())

    @batched
    def resolve_health_grade(rows: Sequence[models.Unit], info: GraphQLResolveInfo) -> Mapping[Any, Any]:
        return quality.grades(rows, on=info.context.now.date())

    @batched
    def resolve_findings(rows: Sequence[models.Unit], info: GraphQLResolveInfo) -> Mapping[Any, list[Any]]:
        return quality.findings(info.context.viewer, rows, on=info.context.now.date())


class MembershipType(NodeType):
    """A person's role in an organisation, or in one unit of it, for a span of days."""

    class Meta:
        model = models.Membership

    person = One(PersonType, required=True, scope=Scope.PARENT, description="Who has the role.")
    role = graphene.Field(enums.Role, required=True, description="What the person is there.")
    role_title = graphene.String(required=True, description="The role's name for people.")
    role_sentence = graphene.String(required=True, description="What the role does.")
    organisation = One(ORGANISATION, required=True, description="Where the role is held.")
    unit = One(UnitType, description="The one unit it is held in; null for the whole organisation.")
    since_on = graphene.Date(required=True, description="First day.")
    until_on = graphene.Date(description="Last day; null while it is open.")

    @classmethod
    def visible(cls, viewer: models.Person | None) -> QuerySet[models.Membership]:
        return queries.visible_memberships(viewer)

    def resolve_role_title(self: models.Membership, info: GraphQLResolveInfo) -> str:
        return self.definition.title

    def resolve_role_sentence(self: models.Membership, info: GraphQLResolveInfo) -> str:
        return self.definition.sentence


class SigningAuthorityType(NodeType):
    """That a person may bind an organisation, for classes of material and a span of days."""

    class Meta:
        model = models.SigningAuthority

    person = One(PersonType, required=True, scope=Scope.PARENT, description="Who may sign.")
    organisation = One(ORGANISATION, required=True, description="Whom the signature binds.")
    material_classes = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="human_sample, cell_line, plasmid."
    )
    since_on = graphene.Date(required=True, description="First day.")
    until_on = graphene.Date(description="Last day; null while it is open.")
    evidence = graphene.String(required=True, description="Where the delegation is recorded.")

    @classmethod
    def visible(cls, viewer: models.Person | None) -> QuerySet[models.SigningAuthority]:
        return queries.visible_authorities(viewer)


class ApiTokenType(NodeType):
    """A key for scripts. Its secret is shown once, when it is created."""

    class Meta:
        model = models.ApiToken

    name = graphene.String(required=True, description="What its owner calls it.")
    may_sign = graphene.Boolean(required=True, description="Whether it signs agreements too.")
    created_at = graphene.DateTime(required=True, description="When it was created.")
    expires_at = graphene.DateTime(required=True, description="When it stops working.")
    last_used_at = graphene.DateTime(description="When it was last used, to five minutes; null if never.")
    revoked_at = graphene.DateTime(description="When it was revoked; null if it was not.")

    @classmethod
    def visible(cls, viewer: models.Person | None) -> QuerySet[models.ApiToken]:
        return queries.visible_tokens(viewer)


class RoleDefinitionType(graphene.ObjectType):
    """A role, as people should know it."""

    class Meta:
        name = "RoleDefinition"

    role = graphene.Field(enums.Role, required=True, description="The role.")
    title = graphene.String(required=True, description="Its name for people.")
    sentence = graphene.String(required=True, description="What it does.")
    permissions = graphene.List(
        graphene.NonNull(enums.Permission), required=True, description="What it permits where it is held."
    )

    def resolve_permissions(self: dict[str, Any], info: GraphQLResolveInfo) -> list[Any]:
        return sorted(self["permissions"])
