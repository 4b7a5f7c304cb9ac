"""Commands on agreements."""

from agreements.drafting import operations
from agreements.drafting.models import Agreement
from exchange.parties.roles import Role
from tests.api.authorisation.table import Given, Side, Stage, command
from tests.factories.requests import shortcuts


def drafted(stage: Stage) -> Agreement:
    """Return an agreement on samples that waits for the legal offices."""
    part = stage.home.approved().parts.get()
    return shortcuts.rendered(Agreement.objects.get(part_reference=part.pk))


@command("agreementApprove", at=Side.PROVIDER)
def approve(stage: Stage) -> Given:
    agreement = drafted(stage)
    return {"agreement": stage.id_of(agreement, "Agreement"), "textSha256": agreement.text_sha256}


@command("agreementDecline", at=Side.PROVIDER, roles=frozenset({Role.LEGAL_OFFICER}))
def decline(stage: Stage) -> Given:
    return {"agreement": stage.id_of(drafted(stage), "Agreement"), "reason": "Liability is not settled."}


@command("agreementRedraft", at=Side.PROVIDER)
def redraft(stage: Stage) -> Given:
    agreement = drafted(stage)
    operations.decline(agreement=agreement, reason="Not so.", by=stage.home.legal, now=stage.home.now)
    return {"agreement": stage.id_of(agreement, "Agreement"), "reason": "The recipient agreed to the other form."}


@command("agreementSign", at=Side.PROVIDER, has_authority=True)
def sign(stage: Stage) -> Given:
    agreement = stage.home.review(drafted(stage))
    return {
        "agreement": stage.id_of(agreement, "Agreement"),
        "textSha256": agreement.text_sha256,
        "intent": True,
    }
