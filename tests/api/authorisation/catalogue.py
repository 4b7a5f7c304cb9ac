"""Commands on what is offered, and on the consents behind it."""

from tests.api.authorisation.table import Given, Side, Stage, command


@command("consentWithdraw", at=Side.PROVIDER)
def withdraw(stage: Stage) -> Given:
    consent = stage.home.form.records.order_by("pk")[0]
    return {"consent": stage.id_of(consent, "ConsentRecord"), "reason": "The donor asked for it."}
