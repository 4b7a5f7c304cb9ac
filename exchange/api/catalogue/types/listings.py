"""What is offered."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet
from graphql import GraphQLResolveInfo

from catalog.kinds import queries as kinds
from catalog.kinds.registry import kind_of
from catalog.listings import queries
from catalog.listings.models import Listing, ListingKind
from catalog.quality import queries as quality
from catalog.search import queries as search
from catalog.stock import queries as stock
from catalog.stock.models import Lot
from catalog.stock.queries import StockCounts
from exchange.api.catalogue import enums
from exchange.api.catalogue.facets import ListingConnectionBase
from exchange.api.catalogue.types.consents import UseTermsType
from exchange.api.catalogue.types.kinds import (
    AntibodyType,
    CellLineType,
    CompoundType,
    DatasetType,
    EquipmentType,
    FactType,
    OrganismType,
    PlasmidType,
    ProtocolType,
    SampleCollectionType,
    ServiceType,
    SoftwareType,
)
from exchange.api.catalogue.types.management import ListingManagementType, management_of
from exchange.api.catalogue.verdicts import ListingVerdictType, purpose_for
from exchange.api.core.connection import ConnectionField
from exchange.api.core.cursors import Order
from exchange.api.core.peers import Peers, batched
from exchange.api.core.relations import One, Scope, remember_joined
from exchange.api.core.types import NodeType
from exchange.api.files.types import ListingFiles
from exchange.parties.models import Person


def together_with_offerers(rows: Iterable[Listing]) -> list[Listing]:
    """Make peers of listings that their statement brought along with who offers them."""
    found = list(rows)
    Peers(found)
    remember_joined(found, *search.JOINED)
    return found


def available_lots(rows: QuerySet[Lot], info: GraphQLResolveInfo, *, available_only: bool | None = None) -> Any:
    return stock.available(rows, on=info.context.now.date()) if available_only else rows


class ListingType(ListingFiles, NodeType):
    """One offer of one unit."""

    class Meta:
        model = Listing

    connection_base = ListingConnectionBase

    kind = graphene.Field(enums.ListingKind, required=True, description="What is offered.")
    title = graphene.String(required=True, description="The provider's name for it.")
    summary = graphene.String(required=True, description="What it is, in the provider's words; may be empty.")
    synonyms = graphene.List(graphene.NonNull(graphene.String), required=True, description="Other names.")
    identifiers = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="RRID and other exact names, e.g. CVCL_0030."
    )
    origin = graphene.Field(enums.Origin, required=True, description="Whether it comes from a person.")
    warning = graphene.String(
        required=True, description="Why it is problematic, e.g. misidentified; empty if it is not."
    )
    third_party_terms = graphene.Boolean(
        description="Whether somebody else's terms bind it, such as a depositor's; null when the provider has not said."
    )
    has_stock = graphene.Boolean(
        required=True, description="Whether its kind is counted in lots; only then can it be put into a request."
    )
    warning_reason = graphene.String(
        required=True, description="Why the provider offers it for all its warning; empty if it has none."
    )
    warning_acknowledged_at = graphene.DateTime(description="When that was said; null if it was not.")
    namesakes = graphene.List(
        graphene.NonNull(lambda: ListingType),
        required=True,
        description=f"Other cell lines that bear one of its names, one offer each; at most {quality.MOST_NAMESAKES}.",
    )
    duplicate_candidates = graphene.List(
        graphene.NonNull(lambda: ListingType),
        required=True,
        description="What else its unit lists that may be the same; empty for all but the unit's own people."
        f" At most {quality.MOST_NEIGHBOURS}.",
    )
    visibility = graphene.Field(enums.Visibility, required=True, description="Who sees it.")
    consortium = One(
        "exchange.api.parties.consortia.ConsortiumType",
        description="Whose members see it besides its unit; null for all but listings of a consortium.",
    )
    withdrawal_reason = graphene.String(
        required=True, description="Why it is no longer offered; may be empty, and is for what is offered."
    )
    management = graphene.Field(
        ListingManagementType, description="What its managers see and may do; null for everybody else."
    )
    published_at = graphene.DateTime(description="When everybody could first see it; null if never.")
    unit = One("exchange.api.parties.types.UnitType", required=True, description="Who offers it.")
    provider_key = graphene.String(description="The unit's own identifier; null for all but its own people.")
    use_terms = One(
        UseTermsType,
        scope=Scope.PARENT,
        description="What the provider allows; null when that is left to the donors of its specimens, or not stated.",
    )
    distinct_use_terms = graphene.List(
        graphene.NonNull(UseTermsType),
        required=True,
        description="The different terms of the donors of its specimens, as far as their consents stand.",
    )
    available_count = graphene.Int(
        description="How many can be asked for; null where that would tell of fewer than ten donors."
    )
    donor_count = graphene.Int(
        description="How many donors it has material of; null for fewer than ten, and for other kinds."
    )
    donor_count_suppressed = graphene.Boolean(
        required=True, description="Whether the number of donors stays untold because they are fewer than ten."
    )
    verdict = graphene.Field(
        ListingVerdictType,
        required=True,
        project=graphene.ID(required=True, description="One of the viewer's projects."),
        description="What consents and the provider's terms mean for a project.",
    )
    facts = graphene.List(
        graphene.NonNull(FactType),
        required=True,
        description="What its kind says of it, in reading order, whatever the kind; what is not said is left out.",
    )
    sample_collection = One(
        SampleCollectionType, scope=Scope.PARENT, description="What a collection says of itself; null for other kinds."
    )
    cell_line = One(
        CellLineType, scope=Scope.PARENT, description="What a cell line says of itself; null for other kinds."
    )
    plasmid = One(PlasmidType, scope=Scope.PARENT, description="What a plasmid says of itself; null for other kinds.")
    antibody = One(
        AntibodyType, scope=Scope.PARENT, description="What an antibody says of itself; null for other kinds."
    )
    organism = One(
        OrganismType, scope=Scope.PARENT, description="What an organism says of itself; null for other kinds."
    )
    compound = One(
        CompoundType, scope=Scope.PARENT, description="What a compound says of itself; null for other kinds."
    )
    software = One(SoftwareType, scope=Scope.PARENT, description="What a program says of itself; null for other kinds.")
    protocol = One(
        ProtocolType, scope=Scope.PARENT, description="What a protocol says of itself; null for other kinds."
    )
    dataset = One(DatasetType, scope=Scope.PARENT, description="What a dataset says of itself; null for other kinds.")
    equipment = One(
        EquipmentType, scope=Scope.PARENT, description="What an instrument says of itself; null for other kinds."
    )
    service = One(ServiceType, scope=Scope.PARENT, description="What a service says of itself; null for other kinds.")
    lots = ConnectionField(
        "exchange.api.catalogue.types.lots.LotType",
        via="listing",
        order=Order("code", "pk"),
        narrow=available_lots,
        description="What is in the freezer, by code; empty for all but people who are a member somewhere.",
        available_only=graphene.Boolean(description="Only lots of which something can be asked for."),
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Listing]:
        return queries.visible_to(viewer)

    @classmethod
    def fetched(cls, rows: QuerySet[Listing]) -> list[Listing]:
        return together_with_offerers(search.as_shown(rows))

    @batched
    def resolve_provider_key(
        rows: Sequence[Listing],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, str | None]:
        own = queries.own_among(rows, info.context.viewer)
        return {row.pk: row.provider_key if row.pk in own else None for row in rows}

    @batched
    def resolve_facts(
        rows: Sequence[Listing],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[FactType]]:
        found = kinds.facts(rows, info.context.viewer)
        return {key: [FactType.of(fact) for fact in facts] for key, facts in found.items()}

    @batched
    def resolve_management(
        rows: Sequence[Listing],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, ListingManagementType | None]:
        return management_of(rows, info.context.viewer, info.context.now)

    @batched
    def resolve_namesakes(
        rows: Sequence[Listing],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[Listing]]:
        return quality.namesakes_of(info.context.viewer, rows)

    @batched
    def resolve_duplicate_candidates(
        rows: Sequence[Listing],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[Listing]]:
        return quality.duplicate_candidates(info.context.viewer, rows)

    @batched
    def resolve_distinct_use_terms(
        rows: Sequence[Listing],
        info: GraphQLResolveInfo,
    ) -> Mapping[Any, list[Any]]:
        return stock.donor_terms(rows, on=info.context.now.date())

    def resolve_has_stock(self: Any, info: GraphQLResolveInfo) -> bool:
        return kind_of(self.kind).stock is not None

    def resolve_available_count(self: Any, info: GraphQLResolveInfo) -> int | None:
        counts: StockCounts = counts_of(self, info)
        return counts.told_available

    def resolve_donor_count(self: Any, info: GraphQLResolveInfo) -> int | None:
        counts: StockCounts = counts_of(self, info)
        return counts.told_donors if self.kind == ListingKind.SAMPLE_COLLECTION else None

    def resolve_donor_count_suppressed(self: Any, info: GraphQLResolveInfo) -> bool:
        counts: StockCounts = counts_of(self, info)
        return self.kind == ListingKind.SAMPLE_COLLECTION and counts.told_donors is None

    @batched
    def resolve_verdict(
        rows: Sequence[Listing],
        info: GraphQLResolveInfo,
        project: str,
    ) -> Mapping[Any, ListingVerdictType]:
        purpose = purpose_for(info.context, project)
        found = stock.listing_verdicts(rows, purpose=purpose, on=info.context.now.date())
        return {key: ListingVerdictType.of_listing(verdict) for key, verdict in found.items()}


@batched
def counts_of(rows: Sequence[Listing], info: GraphQLResolveInfo) -> Mapping[Any, StockCounts]:
    """Return what a listing has that can be asked for; three fields ask it, and it is read once."""
    return stock.counts(rows, on=info.context.now.date())
