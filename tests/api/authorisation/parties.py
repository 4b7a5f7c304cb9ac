"""Commands on people, memberships, authority and tokens."""

from exchange.kernel import clock
from exchange.parties import operations
from exchange.parties.roles import Role
from tests.api.authorisation.table import Given, Side, Stage, command
from tests.factories.parties import (
    ConsortiumFactory,
    ConsortiumMembershipFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SigningAuthorityFactory,
    member,
)


@command("personUpdate", at=Side.RECIPIENT)
def update(stage: Stage) -> Given:
    return {"fullName": "New Name"}


@command("tokenCreate", at=Side.RECIPIENT)
def create_token(stage: Stage) -> Given:
    return {"name": "nightly import", "days": 30}


@command("tokenRevoke", at=Side.RECIPIENT, is_owned=True)
def revoke_token(stage: Stage) -> Given:
    token, _ = operations.create_token(name="theirs", days=1, by=stage.owner, now=clock.now())
    return {"token": stage.id_of(token, "ApiToken")}


@command("membershipGrant", at=Side.PROVIDER)
def grant_membership(stage: Stage) -> Given:
    return {
        "email": "newcomer@example.org",
        "fullName": "New Comer",
        "organisation": stage.id_of(stage.organisation, "Organisation"),
        "role": Role.RESOURCE_MANAGER.name,
    }


@command("membershipEnd", at=Side.PROVIDER)
def end_membership(stage: Stage) -> Given:
    membership = MembershipFactory(organisation=stage.organisation, person=PersonFactory())
    return {"membership": stage.id_of(membership, "Membership"), "reason": "Has left."}


@command("signingAuthorityGrant", at=Side.PROVIDER)
def grant_authority(stage: Stage) -> Given:
    person = member(Role.AUTHORISED_SIGNATORY, stage.organisation)
    return {
        "person": stage.id_of(person, "Person"),
        "organisation": stage.id_of(stage.organisation, "Organisation"),
        "materialClasses": ["cell_line"],
        "evidence": "Board resolution 7/2026",
    }


@command("signingAuthorityEnd", at=Side.PROVIDER)
def end_authority(stage: Stage) -> Given:
    authority = SigningAuthorityFactory(organisation=stage.organisation)
    return {"signingAuthority": stage.id_of(authority, "SigningAuthority"), "reason": "Has left."}


@command("consortiumCreate", at=Side.PROVIDER)
def create_consortium(stage: Stage) -> Given:
    return {"name": "Rare Tumours", "administeredBy": stage.id_of(stage.organisation, "Organisation")}


@command("consortiumJoin", at=Side.PROVIDER)
def join_consortium(stage: Stage) -> Given:
    consortium = ConsortiumFactory(administered_by=stage.organisation)
    return {
        "consortium": stage.id_of(consortium, "Consortium"),
        "organisation": stage.id_of(OrganisationFactory(), "Organisation"),
    }


@command("consortiumLeave", at=Side.PROVIDER)
def leave_consortium(stage: Stage) -> Given:
    membership = ConsortiumMembershipFactory(organisation=stage.organisation)
    return {"consortiumMembership": stage.id_of(membership, "ConsortiumMembership"), "reason": "Has left."}
