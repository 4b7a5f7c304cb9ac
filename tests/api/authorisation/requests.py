"""Commands on projects, baskets, requests and lines."""

from datetime import timedelta

from tests.api.authorisation.table import Given, Side, Stage, command
from tests.factories.requests import ADDRESS


@command("projectCreate", at=Side.RECIPIENT)
def create(stage: Stage) -> Given:
    return {
        "organisation": stage.id_of(stage.organisation, "Organisation"),
        "title": "Early signs of biliary cancer",
        "researchTypes": ["health"],
        "ethicsApprovals": [
            stage.id_of(approval, "EthicsApproval") for approval in stage.home.project.ethics_approvals.all()
        ],
    }


@command("projectUpdate", at=Side.RECIPIENT, is_owned=True)
def update(stage: Stage) -> Given:
    return {
        "project": stage.id_of(stage.home.project, "Project"),
        "title": "Late signs of biliary cancer",
        "researchTypes": ["health"],
    }


@command("requestAddLine", at=Side.RECIPIENT)
def add_line(stage: Stage) -> Given:
    return {
        "project": stage.id_of(stage.home.project, "Project"),
        "listing": stage.id_of(stage.home.line, "Listing"),
        "quantity": 2,
    }


@command("requestRemoveLine", at=Side.RECIPIENT, is_owned=True)
def remove_line(stage: Stage) -> Given:
    return {"line": stage.id_of(stage.home.basket().lines.order_by("pk")[0], "RequestLine")}


@command("requestSubmit", at=Side.RECIPIENT, is_owned=True)
def submit(stage: Stage) -> Given:
    return {"request": stage.id_of(stage.home.basket(), "AccessRequest"), "shippingAddress": ADDRESS}


@command("requestWithdraw", at=Side.RECIPIENT, is_owned=True)
def withdraw(stage: Stage) -> Given:
    return {"request": stage.id_of(stage.home.submitted(), "AccessRequest"), "reason": "The study was called off."}


@command("requestCopy", at=Side.RECIPIENT, is_owned=True)
def copy(stage: Stage) -> Given:
    return {"request": stage.id_of(stage.home.submitted(), "AccessRequest")}


@command("lineNudge", at=Side.RECIPIENT, is_owned=True)
def nudge(stage: Stage) -> Given:
    stage.home.now -= timedelta(days=4)
    line = stage.home.submitted().lines.get(listing=stage.home.samples)
    return {"line": stage.id_of(line, "RequestLine")}


@command("lineApprove", at=Side.PROVIDER)
def approve(stage: Stage) -> Given:
    line = stage.home.submitted().lines.get(listing=stage.home.samples)
    return {"line": stage.id_of(line, "RequestLine"), "reason": "Fits the collection's aims."}


@command("lineDecline", at=Side.PROVIDER)
def decline(stage: Stage) -> Given:
    line = stage.home.submitted().lines.get(listing=stage.home.samples)
    return {"line": stage.id_of(line, "RequestLine"), "reason": "The last ones are kept for the cohort."}


@command("lineRecuse", at=Side.PROVIDER)
def recuse(stage: Stage) -> Given:
    line = stage.home.submitted().lines.get(listing=stage.home.samples)
    return {"line": stage.id_of(line, "RequestLine"), "reason": "We publish together."}


@command("committeeRulesSet", at=Side.PROVIDER)
def set_committee_rules(stage: Stage) -> Given:
    return {
        "unit": stage.id_of(stage.home.biobank.unit, "Unit"),
        "votesNeeded": 2,
        "quorum": 3,
        "isChairFinal": False,
        "decidesWithinDays": 5,
    }
