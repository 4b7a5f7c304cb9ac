from collections.abc import Sequence
from datetime import datetime
from typing import Self

import graphene

from catalog.listings.models import Listing
from catalog.stock.models import Lot
from exchange.api.core.codes import explain
from exchange.api.core.ids import IdOf
from exchange.api.core.mutation import Mutation
from exchange.api.requests.types import AccessRequestType, ProjectType, RequestLineType
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.requests import operations
from exchange.requests.errors import AddLineCode
from exchange.requests.models import Project


class RequestAddLine(Mutation):
    """Put a listing into one's basket for a project; one that is in it gets the new quantity and lots."""

    permission = Permission.REQUEST_ACCESS
    codes = explain(
        AddLineCode,
        NOT_OFFERED="The listing is not offered.",
        WITHOUT_STOCK="Things of this kind have no stock, and cannot be put into a request yet.",
        OWN_ORGANISATION="The project's own organisation holds it.",
        NOT_ENOUGH="There is not that much that can be asked for.",
        TOO_MANY_LINES="The basket is full.",
    )

    class Input:
        project = IdOf(ProjectType, required=True, description="What it is for; its basket is made if need be.")
        listing = IdOf("exchange.api.catalogue.types.ListingType", required=True, description="What to ask for.")
        quantity = graphene.Int(required=True, description="How many units: specimens, vials, tubes.")
        lots = IdOf(
            "exchange.api.catalogue.types.LotType", is_list=True, description="Which lots; the best ones if absent."
        )

    line = graphene.Field(RequestLineType, description="The line.")
    request = graphene.Field(AccessRequestType, description="The basket.")

    @classmethod
    def perform(
        cls,
        *,
        by: Person,
        now: datetime,
        project: Project,
        listing: Listing,
        quantity: int,
        lots: Sequence[Lot] | None = None,
    ) -> Self:
        line = operations.add_line(project=project, listing=listing, quantity=quantity, lots=lots or (), by=by, now=now)
        return cls(line=line, request=line.request)
