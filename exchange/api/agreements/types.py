"""Types of the agreements."""

from collections.abc import Mapping, Sequence
from typing import Any

import graphene
from django.db.models import QuerySet
from django.urls import reverse
from graphql import GraphQLResolveInfo

from agreements.drafting import queries
from agreements.drafting.models import Agreement, AgreementApproval, AgreementDocument, AgreementItem
from agreements.signature import queries as signature
from agreements.signature.models import EvidenceBundle, Signature
from agreements.signature.queries import Standing
from agreements.signature.rules import LEVEL, intent_sentence
from exchange.api.agreements import enums
from exchange.api.catalogue.verdicts import ReasonType
from exchange.api.core.cursors import Order
from exchange.api.core.peers import batched
from exchange.api.core.relations import Many, One, Scope
from exchange.api.core.types import ModelType, NodeType
from exchange.parties.models import Organisation, Person
from exchange.requests import queries as requests
from exchange.requests.models import RequestPart

ORGANISATION = "exchange.api.parties.types.OrganisationType"
PERSON = "exchange.api.parties.types.PersonType"


class ClauseType(graphene.ObjectType):
    """A numbered clause of an agreement, filled in."""

    class Meta:
        name = "Clause"

    id = graphene.String(required=True, description="Its name in the form, unique within the agreement.")
    title = graphene.String(required=True, description="Its heading.")
    text = graphene.String(
        required=True, description="Paragraphs by lines; a line that starts with a hyphen is listed."
    )


class AgreementType(NodeType):
    """What a provider and a recipient sign before anything moves."""

    class Meta:
        model = Agreement

    number = graphene.String(required=True, description="E.g. A-2026-00042.")
    provider = One(ORGANISATION, required=True, description="Who provides.")
    recipient = One(ORGANISATION, required=True, description="Who receives.")
    form_key = graphene.String(
        required=True, description="The form, e.g. letter-agreement; empty while none is chosen."
    )
    form_title = graphene.String(required=True, description="The form's title; empty likewise.")
    form_version = graphene.String(required=True, description="The form's version; empty likewise.")
    reasons = graphene.List(
        graphene.NonNull(ReasonType), required=True, description="Why this form was chosen, or why none was."
    )
    clauses = graphene.List(graphene.NonNull(ClauseType), required=True, description="Its text, in order.")
    items = Many("exchange.api.agreements.types.ScheduleItemType", order=Order("pk"), description="What it covers.")
    state = graphene.Field(enums.AgreementState, required=True, description="How far it is.")
    text_sha256 = graphene.String(
        required=True, description="SHA-256 in hex of the text that is approved and signed; empty without a form."
    )
    approvals = Many(
        "exchange.api.agreements.types.AgreementApprovalType",
        order=Order("pk"),
        description="The legal offices' approvals.",
    )
    signatures = Many(
        "exchange.api.agreements.types.SignatureType", order=Order("pk"), description="The signatures, in order."
    )
    documents = Many(
        "exchange.api.agreements.types.DocumentType",
        order=Order("sequence", "pk"),
        description="Its PDF as rendered, then once more with each seal.",
    )
    evidence = One(
        "exchange.api.agreements.types.EvidenceBundleType",
        description="The file that proves it without this system; null until it is executed, and a moment longer.",
    )
    executed_at = graphene.DateTime(description="When the last seal was put; null before.")
    decline_reason = graphene.String(required=True, description="Why it ended without effect; empty otherwise.")
    part = graphene.Field(
        "exchange.api.requests.types.RequestPartType",
        description="What it was drafted for; null for those who do not see the request.",
    )
    signature_level = graphene.String(required=True, description="What kind of signature it carries.")
    intent_sentence = graphene.String(required=True, description="What a signatory of the viewer's side confirms.")
    whose_turn = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Who must act next; empty when nobody must."
    )
    commands = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="What the viewer may do with it now: APPROVE, SIGN, DECLINE, REDRAFT.",
    )
    my_side = graphene.Field(ORGANISATION, description="The party for which the viewer acts; null for others.")
    can_sign_reason = graphene.String(description="Why the viewer cannot sign it; null when they can.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Agreement]:
        return queries.visible_to(viewer)

    def resolve_form_key(self: Any, info: GraphQLResolveInfo) -> str:
        key: str = self.form
        return key

    def resolve_form_title(self: Any, info: GraphQLResolveInfo) -> str:
        return str(self.filled.get("short_title", ""))

    def resolve_reasons(self: Any, info: GraphQLResolveInfo) -> list[dict[str, Any]]:
        return [
            reason | {"params": {"citation": reason["citation"], "about": reason["about"]}} for reason in self.reasons
        ]

    def resolve_clauses(self: Any, info: GraphQLResolveInfo) -> list[dict[str, str]]:
        return list(self.filled.get("clauses", []))

    @batched
    def resolve_part(rows: Sequence[Agreement], info: GraphQLResolveInfo) -> Mapping[Any, RequestPart | None]:
        parts = requests.visible_parts(info.context.viewer).in_bulk([row.part_reference for row in rows])
        return {row.pk: parts.get(row.part_reference) for row in rows}

    def resolve_signature_level(self: Any, info: GraphQLResolveInfo) -> str:
        return LEVEL

    def resolve_intent_sentence(self: Any, info: GraphQLResolveInfo) -> str:
        standing = standing_of(self, info)
        return intent_sentence(standing.side.name if standing.side else "the organisation")

    @batched
    def resolve_whose_turn(rows: Sequence[Agreement], info: GraphQLResolveInfo) -> Mapping[Any, tuple[str, ...]]:
        return signature.turns_of(rows)

    def resolve_commands(self: Any, info: GraphQLResolveInfo) -> list[str]:
        return [command.name for command in standing_of(self, info).commands]

    def resolve_my_side(self: Any, info: GraphQLResolveInfo) -> Organisation | None:
        standing: Standing = standing_of(self, info)
        return standing.side

    def resolve_can_sign_reason(self: Any, info: GraphQLResolveInfo) -> str | None:
        return standing_of(self, info).obstacle or None


@batched
def standing_of(rows: Sequence[Agreement], info: GraphQLResolveInfo) -> Mapping[Any, Standing]:
    """Return what the agreement is to the viewer; four fields ask it, and it is read once."""
    return signature.standings_of(rows, info.context.viewer, on=info.context.now.date())


class ScheduleItemType(ModelType):
    """One row of an agreement's schedule."""

    class Meta:
        model = AgreementItem

    description = graphene.String(required=True, description="The material.")
    identifiers = graphene.String(required=True, description="The provider's key, RRIDs and lots, as on the tubes.")
    quantity = graphene.Int(required=True, description="How many units.")
    unit = graphene.String(required=True, description="What is counted: vial, tube, aliquot.")
    conditions = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Of the consent match, e.g. post:publish-results; each has its clause.",
    )

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[AgreementItem]:
        return queries.visible_items(viewer)


class AgreementApprovalType(ModelType):
    """That a party's legal office approved the text."""

    class Meta:
        model = AgreementApproval

    organisation = One(ORGANISATION, required=True, description="The party.")
    person = One(PERSON, required=True, scope=Scope.PARENT, description="The legal officer.")
    created_at = graphene.DateTime(required=True, description="When.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[AgreementApproval]:
        return queries.visible_approvals(viewer)


class SignatureType(ModelType):
    """An authorised person's act that binds a party; it counts once it is sealed."""

    class Meta:
        model = Signature

    organisation = One(ORGANISATION, required=True, description="The party.")
    person = One(PERSON, required=True, scope=Scope.PARENT, description="The signatory.")
    intent = graphene.String(required=True, description="The sentence they confirmed.")
    created_at = graphene.DateTime(required=True, description="When they signed.")
    sealed_at = graphene.DateTime(description="The timestamp authority's time of the seal; null before.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[Signature]:
        return signature.visible_signatures(viewer)


class DocumentType(ModelType):
    """A PDF of an agreement. It never changes."""

    class Meta:
        model = AgreementDocument

    sequence = graphene.Int(required=True, description="0 as rendered, then one more for each seal.")
    sha256 = graphene.String(required=True, description="SHA-256 of the file, in hex.")
    url = graphene.String(required=True, description="Path to fetch it from.")
    created_at = graphene.DateTime(required=True, description="When it was made.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[AgreementDocument]:
        return queries.visible_documents(viewer)

    def resolve_url(self: Any, info: GraphQLResolveInfo) -> str:
        return reverse("agreement-document", args=[self.agreement_id, self.sequence])


class EvidenceBundleType(ModelType):
    """All that proves an executed agreement, in one zip that `verify_bundle` checks. It never changes."""

    class Meta:
        model = EvidenceBundle

    sha256 = graphene.String(required=True, description="SHA-256 of the file, in hex.")
    url = graphene.String(required=True, description="Path to fetch it from.")
    created_at = graphene.DateTime(required=True, description="When it was made.")

    @classmethod
    def visible(cls, viewer: Person | None) -> QuerySet[EvidenceBundle]:
        return signature.visible_evidence(viewer)

    def resolve_url(self: Any, info: GraphQLResolveInfo) -> str:
        return reverse("agreement-evidence", args=[self.agreement_id])
