"""Commands on what is offered, and on the consents behind it."""

from tests.api.authorisation.table import Given, Side, Stage, command
from tests.factories.listings import ListingFactory


@command("consentWithdraw", at=Side.PROVIDER)
def withdraw(stage: Stage) -> Given:
    consent = stage.home.form.records.order_by("pk")[0]
    return {"consent": stage.id_of(consent, "ConsentRecord"), "reason": "The donor asked for it."}


@command("listingAcknowledgeWarning", at=Side.PROVIDER)
def acknowledge(stage: Stage) -> Given:
    listing = ListingFactory.create(
        unit=stage.home.biobank.unit, warning="Contaminated.", visibility="draft", published_at=None
    )
    return {"listing": stage.id_of(listing, "Listing"), "reason": "Asked for under this name."}
