"""Commands on people and organisations."""

from datetime import timedelta
from typing import Any

from exchange.kernel import clock
from exchange.parties import operations
from exchange.parties.roles import Role
from tests.api.authorisation.table import Stage, command
from tests.factories.parties import MembershipFactory, PersonFactory, SigningAuthorityFactory, member


@command("personUpdate")
def update(stage: Stage) -> dict[str, Any]:
    return {"fullName": stage.secret(), "timeZone": "Africa/Kampala"}


@command("tokenCreate")
def create_token(stage: Stage) -> dict[str, Any]:
    return {"name": stage.secret(), "days": 30}


@command("tokenRevoke")
def revoke_token(stage: Stage) -> dict[str, Any]:
    token, _ = operations.create_token(name=stage.secret(), days=30, by=stage.owner, now=clock.now())
    return {"token": stage.id_of(token, "ApiToken")}


@command("membershipGrant")
def grant_membership(stage: Stage) -> dict[str, Any]:
    known = PersonFactory.create(full_name=stage.secret(), email=f"{stage.secret()}@example.org")
    return {
        "email": known.email,
        "fullName": stage.secret(),
        "organisation": stage.id_of(stage.organisation, "Organisation"),
        "unit": stage.id_of(stage.unit, "Unit"),
        "role": "RESOURCE_MANAGER",
    }


@command("membershipEnd")
def end_membership(stage: Stage) -> dict[str, Any]:
    membership = MembershipFactory.create(organisation=stage.organisation, person__full_name=stage.secret())
    return {"membership": stage.id_of(membership, "Membership"), "reason": stage.secret()}


@command("signingAuthorityGrant")
def grant_authority(stage: Stage) -> dict[str, Any]:
    person = member(Role.AUTHORISED_SIGNATORY, stage.organisation, full_name=stage.secret())
    return {
        "person": stage.id_of(person, "Person"),
        "organisation": stage.id_of(stage.organisation, "Organisation"),
        "materialClasses": ["cell_line"],
        "evidence": stage.secret(),
        "untilOn": (clock.today() + timedelta(days=365)).isoformat(),
    }


@command("signingAuthorityEnd")
def end_authority(stage: Stage) -> dict[str, Any]:
    authority = SigningAuthorityFactory.create(
        organisation=stage.organisation, person__full_name=stage.secret(), evidence=stage.secret()
    )
    return {"signingAuthority": stage.id_of(authority, "SigningAuthority"), "reason": stage.secret()}
