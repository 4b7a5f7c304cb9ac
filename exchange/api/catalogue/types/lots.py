"""What is in the freezer."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.consent.models import ConsentRecord
from catalog.stock import queries
from catalog.stock.models import Lineage, Lot, Specimen
from catalog.vocabulary.rules.storage_temperatures import STORAGE_TEMPERATURE
from exchange.api.catalogue.types.consents import ConsentRecordType
from exchange.api.catalogue.verdicts import ListingVerdictType, purpose_for
from exchange.api.core.peers import batched
from exchange.api.core.relations import One
from exchange.api.core.types import ModelType, NodeType
from exchange.parties.models import Person


class LotType(NodeType):
    """Countable stock of a listing; a specimen is a lot of its own."""

    class Meta:
        model = Lot

    code = graphene.String(required=True, description="The provider's label, unique in the listing.")
    unit = graphene.String(required=True, description="What is counted: vial, tube, slide, block, aliquot.")
    available_count = graphene.Int(required=True, description="How many are in the freezer and not promised.")
    passage_number = graphene.Int(description="Of cells; null for other material, or when not stated.")
    mycoplasma_tested_on = graphene.Date(description="Day of the last negative test; null when not stated.")
    mycoplasma_method = graphene.String(required=True, description="Of that test, e.g. PCR; may be empty.")
    passage_most = graphene.Int(description="Highest passage number, where it is a range; else null.")
    biosafety_level = graphene.Int(description="1 to 4; null when not stated.")
    culture_medium = graphene.String(required=True, description="What cells were grown in; may be empty.")
    freeze_medium = graphene.String(required=True, description="What they were frozen in; may be empty.")
    frozen_on = graphene.Date(description="Day on which it was frozen; null when not stated.")
    expires_on = graphene.Date(description="Last day on which it is good; null when not stated.")
    amount = graphene.Float(description="What one piece holds, in amountUnit; null when not stated.")
    amount_unit = graphene.String(required=True, description="E.g. ml; empty without an amount.")
    concentration = graphene.Float(description="In concentrationUnit; null when not stated.")
    concentration_unit = graphene.String(required=True, description="E.g. ng/µl; empty without a concentration.")
    place = graphene.String(
        description="Container and position; null for all but the provider's people, and when not stated."
    )
    specimen = One(
        "exchange.api.catalogue.types.lots.SpecimenType",
        description="What human material it is; null for what does not come from one donor.",
    )
    verdict = graphene.Field(
        ListingVerdictType,
        required=True,
        project=graphene.ID(required=True, description="One of the viewer's projects."),
        description="What its donor's consent and the provider's terms mean for a project.",
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Lot]:
        return queries.visible_to(viewer)

    def resolve_available_count(self: Any, info: GraphQLResolveInfo) -> int:
        available: int = self.available
        return available

    @batched
    def resolve_place(
        rows: Sequence[Lot],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, str | None]:
        return queries.places(rows, info.context.viewer)

    @batched
    def resolve_verdict(
        rows: Sequence[Lot],
        info: GraphQLResolveInfo,
        project: str,
    ) -> Mapping[Any, ListingVerdictType]:
        purpose = purpose_for(info.context, project)
        found = queries.lot_decisions(rows, purpose=purpose, on=info.context.now.date())
        return {key: ListingVerdictType.of(decision) for key, decision in found.items()}


class SpecimenType(ModelType):
    """A single piece of human material."""

    class Meta:
        model = Specimen

    material = graphene.String(required=True, description="E.g. DNA, cfDNA, FFPE, Whole Blood.")
    sample_type = graphene.String(required=True, description="E.g. Primary, Metastasis, Normal; may be empty.")
    anatomical_site = graphene.String(required=True, description="Where it was taken from; may be empty.")
    diagnosis = graphene.String(required=True, description="Of the donor; may be empty.")
    diagnosis_code = graphene.String(required=True, description="As supplied, e.g. ONCOTREE:GBC; may be empty.")
    anatomical_site_code = graphene.String(required=True, description="As supplied, e.g. UBERON:0002107; may be empty.")
    sex = graphene.String(required=True, description="Of the donor: female, male, undifferentiated …; may be empty.")
    age = graphene.Float(description="Of the donor when it was taken, in ageUnit; null when not stated.")
    age_unit = graphene.String(required=True, description="E.g. years; empty without an age.")
    collected = graphene.String(
        required=True, description="Day, month or year when it was taken, in ISO 8601; empty with an age."
    )
    sprec = graphene.String(required=True, description="SPREC, seven elements; may be empty.")
    sprec_version = graphene.String(required=True, description="2.0, 3.0 or 4.0; empty without a SPREC.")
    storage_temperature = graphene.String(required=True, description="E.g. -60 °C to -85 °C; may be empty.")
    preservation = graphene.String(required=True, description="How it was preserved; may be empty.")
    freeze_thaw_count = graphene.Int(description="How often it was thawed; null when not stated.")
    associated_data = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="What kinds of data go with it."
    )
    protocol = One(
        "exchange.api.catalogue.types.kinds.ProtocolType",
        description="Under which it was taken; null when not stated, or not shown to the viewer.",
    )
    relation = graphene.String(description="How it was made from others: aliquot, derivative or pool; null if not.")
    parent_codes = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Lots it was made from; a pool has several."
    )
    donor_pseudonym = graphene.String(
        description="The provider's name for the donor; null for all but the provider's people who look after donors."
    )
    consent = graphene.Field(
        ConsentRecordType, description="The donor's consent; null likewise, and when no record is known."
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Specimen]:
        return queries.visible_specimens(viewer)

    def resolve_donor_pseudonym(self: Any, info: GraphQLResolveInfo) -> str | None:
        return self.donor_pseudonym if self.tells_donor else None

    @batched
    def resolve_consent(
        rows: Sequence[Any],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, ConsentRecord | None]:
        return {row.pk: row.consent if row.tells_donor else None for row in rows}

    def resolve_storage_temperature(self: Any, info: GraphQLResolveInfo) -> str:
        return STORAGE_TEMPERATURE.labels.get(self.storage_temperature, "")

    def resolve_relation(self: Any, info: GraphQLResolveInfo) -> str | None:
        origins: list[Lineage] = origins_of(self, info)
        return origins[0].relation if origins else None

    def resolve_parent_codes(self: Any, info: GraphQLResolveInfo) -> list[str]:
        origins: list[Lineage] = origins_of(self, info)
        return [origin.parent.lot.code for origin in origins]


@batched
def origins_of(rows: Sequence[Specimen], info: GraphQLResolveInfo) -> Mapping[Any, list[Lineage]]:
    """Return what each specimen was made from; two fields ask it, and it is read once."""
    return queries.origins(rows, info.context.viewer)
