"""What each kind of listing says of itself."""

from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.kinds import models, queries
from exchange.api.core.types import ModelType
from exchange.parties.models import Person


class SampleCollectionType(ModelType):
    """What a collection says of itself beyond its listing."""

    class Meta:
        model = models.SampleCollection

    design = graphene.String(
        required=True, description="MIABIS collection design, e.g. Disease specific; may be empty."
    )
    source_study = graphene.String(required=True, description="What the samples were taken for; may be empty.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[models.SampleCollection]:
        return queries.visible_to(viewer, models.SampleCollection)


class RecordedDiseaseType(graphene.ObjectType):
    """A disease as the source of a record names it."""

    class Meta:
        name = "RecordedDisease"

    vocabulary = graphene.String(required=True, description="Whose code it is, e.g. NCIt.")
    code = graphene.String(required=True, description="The vocabulary's code.")
    label = graphene.String(required=True, description="The vocabulary's name for it.")


class CellLineType(ModelType):
    """The identity of a cell line, as Cellosaurus records it."""

    class Meta:
        model = models.CellLine

    accession = graphene.String(required=True, description="Cellosaurus accession, e.g. CVCL_0030; the line's RRID.")
    category = graphene.String(required=True, description="E.g. Cancer cell line; may be empty.")
    species = graphene.String(required=True, description="Scientific name of the donor's species.")
    taxon_id = graphene.Int(required=True, description="NCBI taxonomy identifier of the species.")
    donor_sex = graphene.String(required=True, description="As published; may be empty.")
    donor_age = graphene.String(required=True, description="As Cellosaurus writes it, e.g. 30Y6M; may be empty.")
    diseases = graphene.List(
        graphene.NonNull(RecordedDiseaseType), required=True, description="Of the donor, as published."
    )
    derived_from_site = graphene.String(required=True, description="Where it was taken from; may be empty.")
    parent_accession = graphene.String(required=True, description="Of the line it derives from; may be empty.")
    str_profile = graphene.JSONString(required=True, description="{marker: [allele, …]} as published.")
    problematic_reason = graphene.String(
        required=True, description="Why Cellosaurus calls it problematic, e.g. misidentified; empty if it does not."
    )
    cellosaurus_version = graphene.String(required=True, description="Version of the entry; may be empty.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[models.CellLine]:
        return queries.visible_to(viewer, models.CellLine)


class PlasmidType(ModelType):
    """A vector and what it carries."""

    class Meta:
        model = models.Plasmid

    backbone = graphene.String(required=True, description="The vector, e.g. pcDNA3.1.")
    insert_gene = graphene.String(required=True, description="Gene symbol; empty for an empty vector.")
    insert_species = graphene.String(required=True, description="Whose gene it is; may be empty.")
    bacterial_resistance = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Antibiotics that bacteria with it survive."
    )
    selection_marker = graphene.String(required=True, description="Marker in mammalian cells; may be empty.")
    growth_strain = graphene.String(required=True, description="Bacterial strain to grow it in, e.g. DH5alpha.")
    growth_temperature_c = graphene.Float(required=True, description="In degrees Celsius.")
    copy_number = graphene.String(required=True, description="Copies a cell, e.g. High; may be empty.")
    size_bp = graphene.Int(description="Length of the whole plasmid in base pairs; null when not stated.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[models.Plasmid]:
        return queries.visible_to(viewer, models.Plasmid)

    def resolve_growth_temperature_c(self: Any, info: GraphQLResolveInfo) -> float:
        return float(self.growth_temperature_c)
