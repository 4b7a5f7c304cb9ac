"""Commands on what a unit lists."""

from datetime import timedelta

from catalog.listings import operations
from catalog.listings.facts import ListingEdit
from catalog.listings.models import Listing
from exchange.kernel import clock
from tests.api.authorisation.table import Given, Side, Stage, command
from tests.factories.parties import ConsortiumMembershipFactory


def seen(stage: Stage) -> Given:
    listing = Listing.objects.get(pk=stage.home.samples.pk)
    return {"listing": stage.id_of(listing, "Listing"), "version": listing.version}


@command("listingEdit", at=Side.PROVIDER)
def edit(stage: Stage) -> Given:
    return seen(stage) | {"summary": "Tumours and blood."}


@command("listingPublish", at=Side.PROVIDER)
def publish(stage: Stage) -> Given:
    Listing.objects.filter(pk=stage.home.samples.pk).update(visibility="draft")
    return seen(stage)


@command("listingRestrict", at=Side.PROVIDER)
def restrict(stage: Stage) -> Given:
    joined = ConsortiumMembershipFactory(organisation=stage.organisation, consortium__is_public=True)
    return seen(stage) | {"consortium": stage.id_of(joined.consortium, "Consortium")}


@command("listingRetract", at=Side.PROVIDER)
def retract(stage: Stage) -> Given:
    return seen(stage)


@command("listingWithdraw", at=Side.PROVIDER)
def withdraw(stage: Stage) -> Given:
    return seen(stage) | {"reason": "Used up."}


@command("listingsEdit", at=Side.PROVIDER)
def edit_several(stage: Stage) -> Given:
    shown = seen(stage)
    return {"listings": [shown["listing"]], "versions": [shown["version"]], "summary": "New.", "clientKey": "one"}


@command("listingsUndoEdit", at=Side.PROVIDER)
def undo_edit(stage: Stage) -> Given:
    made = operations.edit_listings(
        listings=[stage.home.samples],
        versions=[stage.home.samples.version],
        change=ListingEdit(summary="New."),
        move=None,
        client_key="one",
        by=stage.owner,
        now=clock.now() - timedelta(minutes=5),
    )
    return {"bulkEdit": stage.id_of(made, "BulkEdit")}
