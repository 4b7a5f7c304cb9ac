"""Commands on ethics approvals and on the rules of the borders."""

import json

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


@command("transferRuleRevise", at=Side.PROVIDER, is_everywhere=True)
def revise(stage: Stage) -> Given:
    definition = {"title": "It is allowed.", "effect": "allow", "citation": "Act 1", "when": {"is_human": False}}
    return {"kind": "RULE", "key": "nz-open", "definition": json.dumps(definition), "basedOn": 0, "reason": "New."}
