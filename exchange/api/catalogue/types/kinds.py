"""What each kind of listing says of itself, as the kind's list of fields has it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

import graphene
from django.db.models import Model, QuerySet
from graphql import GraphQLResolveInfo

from catalog.kinds import models, queries
from catalog.kinds.facts import Fact
from catalog.kinds.fields import Field, FieldType
from catalog.kinds.registry import KINDS
from catalog.quality import queries as quality
from exchange.api.catalogue import enums
from exchange.api.catalogue.types.identity import StrComparisonType
from exchange.api.core.cursors import Order
from exchange.api.core.peers import batched, together
from exchange.api.core.relations import Many, One, Scope
from exchange.api.core.types import ModelType
from exchange.parties.models import Person

LISTING = "exchange.api.catalogue.types.listings.ListingType"


class RecordedDiseaseType(graphene.ObjectType):
    """A disease as the source of a record names it."""

    class Meta:
        name = "RecordedDisease"

    vocabulary = graphene.String(required=True, description="Whose code it is, e.g. NCIt.")
    code = graphene.String(required=True, description="The vocabulary's code.")
    label = graphene.String(required=True, description="The vocabulary's name for it.")


class FactType(graphene.ObjectType):
    """One thing that a kind says of a listing, ready to be read."""

    class Meta:
        name = "Fact"

    name = graphene.String(required=True, description="The field of the kind, in snake case, as files have it.")
    title = graphene.String(required=True, description="The field's name for people.")
    type = graphene.Field(enums.FieldType, required=True, description="How to read the values.")
    values = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="What is said: one text, or several of a list. Flags are yes or no, days in ISO 8601.",
    )
    unit = graphene.String(required=True, description="Behind a number, e.g. bp; may be empty.")

    @classmethod
    def of(cls, fact: Fact) -> Self:
        """Return a fact of the kinds room."""
        field = fact.field
        return cls(name=field.name, title=field.title, type=field.type, values=list(fact.values), unit=field.unit)


# Texts may be empty, and lists too; numbers, days and flags are null when nobody said.
_TYPES: dict[FieldType, Any] = {
    FieldType.LIST: graphene.List(graphene.NonNull(graphene.String)),
    FieldType.INTEGER: graphene.Int,
    FieldType.DECIMAL: graphene.Float,
    FieldType.DAY: graphene.Date,
    FieldType.FLAG: graphene.Boolean,
    FieldType.DISEASES: graphene.List(graphene.NonNull(RecordedDiseaseType)),
    FieldType.MARKERS: graphene.JSONString,
    FieldType.COUNTS: graphene.JSONString,
}
_NULLABLE = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.DAY, FieldType.FLAG})


def declared(field: Field) -> graphene.Field:
    """Return the API's field for a field of a kind."""
    required = field.type not in _NULLABLE and not field.is_personal
    unsaid = "" if field.is_required else " Empty if not stated." if required else " Null if not stated."
    return graphene.Field(
        _TYPES.get(field.type, graphene.String),
        required=required,
        description=f"{field.description}{f' In {field.unit}.' if field.unit else ''}"
        + (" Null for who is not signed in." if field.is_personal else unsaid),
        resolver=_for_signed_in(field.name) if field.is_personal else None,
    )


def _for_signed_in(name: str) -> Callable[[Model, GraphQLResolveInfo], Any]:
    def resolve(row: Model, info: GraphQLResolveInfo) -> Any:
        return getattr(row, name) if info.context.viewer is not None else None

    return resolve


class KindType(ModelType):
    """A type over the table of a kind; what refers to another listing it declares itself."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, *, model: type[Model], **options: Any) -> None:
        (entry,) = (kind for kind in KINDS.values() if kind.model is model)
        for field in entry.fields:
            if field.type is not FieldType.REFERENCE:
                setattr(cls, field.name, declared(field))
        super().__init_subclass_with_meta__(model=model, **options)

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Model]:
        return queries.visible_to(viewer, cls._meta.model)


class SampleCollectionType(KindType):
    """What a collection says of itself beyond its listing."""

    class Meta:
        model = models.SampleCollection

    listing = One(LISTING, required=True, scope=Scope.PARENT, description="The listing of which this is said.")
    parent = One(
        "exchange.api.catalogue.types.kinds.SampleCollectionType",
        description="The collection of which this one is a part; null for a collection of its own.",
    )
    sub_collections = Many(
        "exchange.api.catalogue.types.kinds.SampleCollectionType",
        order=Order("pk"),
        description="Its parts, the oldest first. Their specimens are theirs, and are not counted for this one.",
    )


class CellLineType(KindType):
    """The identity of a cell line, as Cellosaurus records it."""

    class Meta:
        model = models.CellLine

    str_comparison = graphene.Field(
        StrComparisonType, description="The lines of its species with a like profile; null without a profile."
    )

    @batched
    def resolve_str_comparison(
        rows: Sequence[models.CellLine],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, quality.StrComparison | None]:
        found = quality.str_comparisons(info.context.viewer, rows)
        together([[one.listing for one in comparison.neighbours] for comparison in found.values() if comparison])
        return found


class PlasmidType(KindType):
    """A vector and what it carries."""

    class Meta:
        model = models.Plasmid


class AntibodyType(KindType):
    """What an antibody binds, and who made it."""

    class Meta:
        model = models.Antibody


class OrganismType(KindType):
    """A strain or an animal model."""

    class Meta:
        model = models.Organism


class CompoundType(KindType):
    """What a substance is."""

    class Meta:
        model = models.Compound


class SoftwareType(KindType):
    """What a program is, and under which licence."""

    class Meta:
        model = models.Software


class ProtocolType(KindType):
    """One version of a procedure."""

    class Meta:
        model = models.Protocol

    listing = One(LISTING, required=True, scope=Scope.PARENT, description="The listing of which this is said.")
    supersedes = One("exchange.api.catalogue.types.kinds.ProtocolType", description="The version before; null if none.")
    superseded_by = One(
        "exchange.api.catalogue.types.kinds.ProtocolType", description="The next version; null if none."
    )


class DatasetType(KindType):
    """What is in a dataset, and how access is had."""

    class Meta:
        model = models.Dataset


class EquipmentType(KindType):
    """An instrument and where it stands."""

    class Meta:
        model = models.Equipment


class ServiceType(KindType):
    """Something that is done for people, or that they take part in."""

    class Meta:
        model = models.Service
