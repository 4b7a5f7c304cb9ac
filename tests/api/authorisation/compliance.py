"""Commands on ethics approvals."""

from tests.api.authorisation.table import Given, Side, Stage, command


@command("ethicsApprovalRegister", at=Side.RECIPIENT)
def register(stage: Stage) -> Given:
    return {
        "organisation": stage.id_of(stage.organisation, "Organisation"),
        "committee": "Research ethics committee",
        "number": "2026-118",
        "countryCode": "UG",
        "scope": "Early signs of biliary tract cancer.",
        "validFrom": "2026-01-01",
        "validUntil": "2027-12-31",
    }
