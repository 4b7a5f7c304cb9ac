"""Tell people what they may do from now on, and no longer."""

from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles
from exchange.notify import operations
from exchange.notify.links import ACCOUNT, TOKENS
from exchange.notify.texts import Text
from exchange.parties.events import PartiesEvent
from exchange.parties.models import ApiToken, Membership, SigningAuthority
from exchange.parties.roles import ROLES, Role


@handles(PartiesEvent.MEMBERSHIP_GRANTED)
def tell_new_member(event: OutboxEvent) -> None:
    _tell_member(event, Text.MEMBERSHIP_GRANTED_TO_MEMBER)


@handles(PartiesEvent.MEMBERSHIP_ENDED)
def tell_leaving_member(event: OutboxEvent) -> None:
    _tell_member(event, Text.MEMBERSHIP_ENDED_TO_MEMBER)


def _tell_member(event: OutboxEvent, text: Text) -> None:
    membership = Membership.objects.select_related("person", "organisation", "unit").get(
        pk=event.payload["membership_id"]
    )
    definition = ROLES[Role(membership.role)]
    place = f"{membership.unit}, {membership.organisation}" if membership.unit else str(membership.organisation)
    operations.notify(
        event=event,
        people=[membership.person],
        text=text,
        link=ACCOUNT,
        role=definition.title,
        sentence=definition.sentence,
        place=place,
        last_on=membership.until_on,
    )


@handles(PartiesEvent.SIGNING_AUTHORITY_GRANTED)
def tell_new_signatory(event: OutboxEvent) -> None:
    _tell_signatory(event, Text.SIGNING_AUTHORITY_GRANTED_TO_HOLDER)


@handles(PartiesEvent.SIGNING_AUTHORITY_ENDED)
def tell_leaving_signatory(event: OutboxEvent) -> None:
    _tell_signatory(event, Text.SIGNING_AUTHORITY_ENDED_TO_HOLDER)


def _tell_signatory(event: OutboxEvent, text: Text) -> None:
    authority = SigningAuthority.objects.select_related("person", "organisation").get(pk=event.payload["authority_id"])
    operations.notify(
        event=event,
        people=[authority.person],
        text=text,
        link=ACCOUNT,
        organisation=authority.organisation,
        classes=", ".join(name.replace("_", " ") for name in authority.material_classes),
        since_on=authority.since_on,
        last_on=authority.until_on,
    )


@handles(PartiesEvent.TOKEN_CREATED)
def tell_token_owner(event: OutboxEvent) -> None:
    token = ApiToken.objects.select_related("person").get(pk=event.payload["token_id"])
    operations.notify(
        event=event,
        people=[token.person],
        text=Text.TOKEN_CREATED_TO_OWNER,
        link=TOKENS,
        name=token.name,
        expires_on=token.expires_at.date(),
    )
