"""What consents mean for a project, as the API tells it: of listings, of lots, and of a request's lines."""

from collections.abc import Callable
from typing import Self

import graphene
from graphql import GraphQLResolveInfo

from catalog.consent.rules import Decision, Purpose, Reason, Remedy
from catalog.stock.queries import ListingVerdict
from exchange.api.catalogue import enums
from exchange.api.core.context import Context
from exchange.api.core.ids import find
from exchange.requests.queries import purpose_of

PROJECT = "exchange.api.requests.types.ProjectType"


class ReasonType(graphene.ObjectType):
    """Why something is so, and what would change it. A stored reason is a mapping with the same names."""

    class Meta:
        name = "Reason"

    code = graphene.String(required=True, description="What kind of reason; it never changes its meaning.")
    sentence = graphene.String(required=True, description="Why, in one sentence.")
    remedy = graphene.String(description="What would change it, in one sentence; null if nothing need or can.")
    params = graphene.JSONString(required=True, description="Codes, days and numbers that the sentence names.")

    @classmethod
    def of(cls, reason: Reason) -> Self:
        """Return a reason of the consent matcher."""
        params = list(reason.parameters) if reason.kind.shows_parameters else []
        return cls(code=reason.code, sentence=reason.why, remedy=reason.change, params=params)


class RemedyType(graphene.ObjectType):
    """The fewest changes of a project that would make a listing usable for it."""

    class Meta:
        name = "Remedy"

    changes = graphene.List(graphene.NonNull(graphene.String), required=True, description="One sentence a change.")
    verdict = graphene.Field(enums.Verdict, required=True, description="With all of them made.")


class ListingVerdictType(graphene.ObjectType):
    """What consents and the provider's terms mean for a project today."""

    class Meta:
        name = "ListingVerdict"

    verdict = graphene.Field(enums.Verdict, required=True, description="Of a listing that of its best available lot.")
    reasons = graphene.List(
        graphene.NonNull(ReasonType), required=True, description="Why, the verdict's own reasons among them."
    )
    lots_permitted = graphene.Int(
        description="How many available lots may be used, on conditions or without; null for a single lot, and where"
        " it would tell of fewer than ten donors."
    )
    lots_total = graphene.Int(description="How many lots are available; null likewise.")
    remedy = graphene.Field(
        RemedyType,
        description="The fewest changes of the project with which it would be PERMIT, or CONDITIONAL where the terms"
        " put conditions on every use; null where none is needed, none helps, or certain lots were chosen.",
    )

    @classmethod
    def of(
        cls,
        decision: Decision,
        *,
        lots_permitted: int | None = None,
        lots_total: int | None = None,
        remedy: Callable[[], Remedy | None] = lambda: None,
    ) -> Self:
        """Return a decision of the consent matcher; its remedy is looked for if it is asked for."""
        return cls(
            verdict=decision.verdict,
            reasons=[ReasonType.of(reason) for reason in decision.reasons],
            lots_permitted=lots_permitted,
            lots_total=lots_total,
            remedy=remedy,
        )

    @classmethod
    def of_listing(cls, found: ListingVerdict) -> Self:
        """Return what the stock room says of a listing."""
        return cls.of(
            found.decision,
            lots_permitted=found.lots_permitted,
            lots_total=found.lots_total,
            remedy=found.remedy,
        )

    def resolve_remedy(self, info: GraphQLResolveInfo) -> Remedy | None:
        found: Remedy | None = self.remedy()
        return found


def purpose_for(context: Context, project: str, *, field: str = "project") -> Purpose:
    """Return the purpose of the project of an id; it is read once a document.

    Raises:
        NotFound: the viewer may not see the project.
    """
    return context.once(
        ("purpose", project), lambda: purpose_of(find(context, PROJECT, project, field=field), on=context.now.date())
    )
