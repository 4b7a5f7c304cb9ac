"""A small schema over organisations, units and memberships, to try the parts of the API on."""

from typing import Any

import graphene
from django.db.models import QuerySet
from django.db.models.functions import Length
from django_filters import CharFilter, FilterSet, UUIDFilter
from graphql import GraphQLResolveInfo

from exchange.api.core.connection import ConnectionBase, ConnectionField
from exchange.api.core.context import Context
from exchange.api.core.cursors import Order
from exchange.api.core.errors import ClientError
from exchange.api.core.fields import Found, FoundNode
from exchange.api.core.ids import IdOf
from exchange.api.core.peers import batched
from exchange.api.core.relations import Many, One, Scope
from exchange.api.core.types import NodeType
from exchange.kernel import clock
from exchange.parties.models import Membership, Organisation, Person, Unit

HERE = __name__
HIDDEN = "hidden"


class SamplePersonType(NodeType):
    """Somebody."""

    class Meta:
        model = Person
        fields = ("orcid",)

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Person]:
        return Person.objects.filter(pk=viewer.pk) if viewer else Person.objects.none()


class SampleMembershipType(NodeType):
    """A role."""

    class Meta:
        model = Membership

    role = graphene.String(required=True, description="The role.")
    person = One(SamplePersonType, description="Who, if it is the viewer.")
    anybody = One(SamplePersonType, source="person", scope=Scope.PARENT, description="Who, whoever it is.")
    unit = One(f"{HERE}.SampleUnitType", description="Where.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Membership]:
        return Membership.objects.all()


class UnitFilter(FilterSet):
    """Filters of units."""

    kind = CharFilter(max_length=20)
    organisation = UUIDFilter(field_name="organisation")

    class Meta:
        model = Unit
        fields = ()


class SampleUnitType(NodeType):
    """A unit that does not call itself hidden."""

    class Meta:
        model = Unit
        fields = ("shipping_address",)

    name = graphene.String(required=True, description="Its name.")
    name_length = graphene.Int(
        required=True, description="Letters of its name.", plus=graphene.Int(description="More.")
    )
    organisation = One(f"{HERE}.SampleOrganisationType", required=True, description="Whose unit it is.")
    memberships = ConnectionField(
        SampleMembershipType, via="unit", order=Order("-since_on", "-pk"), description="Its members."
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Unit]:
        return Unit.objects.exclude(name__startswith=HIDDEN)

    @batched
    def resolve_name_length(units: list[Unit], info: GraphQLResolveInfo, plus: int = 0) -> dict[Any, int]:
        rows = Unit.objects.filter(pk__in=[unit.pk for unit in units]).values_list("pk", "name")
        return {pk: len(name) + plus for pk, name in rows}


class SampleOrganisationConnection(ConnectionBase):
    """A page of organisations, with what the list was narrowed by."""

    class Meta:
        abstract = True

    narrowed_by = graphene.List(graphene.NonNull(graphene.String), description="Names of arguments.")

    def resolve_narrowed_by(self, info: GraphQLResolveInfo) -> list[str]:
        return sorted(self.arguments)


class SampleOrganisationType(NodeType):
    """An organisation."""

    connection_base = SampleOrganisationConnection

    class Meta:
        model = Organisation
        fields = ("ror_id", "created_at")

    name = graphene.String(required=True, description="Its name.")
    ranked_units = ConnectionField(
        SampleUnitType,
        via="organisation",
        order=Order("rank", "pk"),
        narrow=lambda rows, info, search=None: ranked(rows, search),
        description="Its units by rank.",
        search=graphene.String(description="A word; without one nothing is found."),
    )
    units = ConnectionField(
        SampleUnitType,
        via="organisation",
        order=Order("name", "pk"),
        filterset=UnitFilter,
        description="Its units.",
        kind=graphene.String(description="Only this kind."),
    )
    all_units = Many(SampleUnitType, source="units", order=Order("-pk"), cap=3, description="Its units.")
    successors = Many(f"{HERE}.SampleOrganisationType", order=Order("name", "pk"), description="Who follows.")
    predecessors = Many(f"{HERE}.SampleOrganisationType", order=Order("name", "pk"), description="Who was before.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Organisation]:
        return Organisation.objects.all()


def ranked(rows: QuerySet[Unit], search: str | None) -> QuerySet[Unit]:
    """Return units by the length of their name, or nothing at all and without a rank."""
    return rows.annotate(rank=Length("name")).filter(name__contains=search) if search else rows.none()


def in_sector(rows: QuerySet[Organisation], info: GraphQLResolveInfo, sector: str) -> QuerySet[Organisation]:
    if sector == "":
        raise ClientError("A sector has a name.", field="sector")
    return rows.filter(sector=sector)


def order_of(arguments: dict[str, Any]) -> Order:
    return Order("-name", "-pk") if arguments.get("down") else Order("name", "-pk")


class Query(graphene.ObjectType):
    """What can be read."""

    node = FoundNode()
    organisation = Found(SampleOrganisationType, description="One.")
    organisations = ConnectionField(
        SampleOrganisationType,
        order=Order("name", "-pk"),
        narrow=lambda rows, info, sector=None: rows if sector is None else in_sector(rows, info, sector),
        description="All.",
        sector=graphene.String(description="Only this sector."),
    )
    units = ConnectionField(
        SampleUnitType,
        order=order_of,
        filterset=UnitFilter,
        narrow=lambda rows, info, down=False, within=None: (
            rows.filter(organisation__in=within) if within is not None else rows
        ),
        description="All.",
        kind=graphene.String(description="Only this kind."),
        organisation=IdOf(SampleOrganisationType, description="Only of this one."),
        within=IdOf(SampleOrganisationType, is_list=True, description="Only of these."),
        down=graphene.Boolean(description="From the end."),
    )
    ranked = ConnectionField(
        SampleUnitType,
        order=Order("-rank", "pk"),
        narrow=lambda rows, info, search=None: ranked(rows, search),
        description="All by rank.",
        search=graphene.String(description="A word; without one nothing is found."),
    )


schema = graphene.Schema(query=Query)


def ask(document: str, viewer: Person | None = None, **variables: Any) -> dict[str, Any]:
    """Return the data of an answer that must not fail."""
    result = schema.execute(document, variables=variables, context_value=Context(viewer, clock.now()))
    assert result.errors is None, result.errors
    return result.data


def error(document: str, viewer: Person | None = None, **variables: Any) -> tuple[str, dict[str, Any]]:
    """Return message and extensions of the one error of an answer."""
    result = schema.execute(document, variables=variables, context_value=Context(viewer, clock.now()))
    assert len(result.errors) == 1, result
    cause = result.errors[0].original_error
    return cause.message, getattr(cause, "extensions", {})
