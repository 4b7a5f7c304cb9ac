"""Who can sign an agreement for whom, and whose turn it is."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet, prefetch_related_objects

from agreements.drafting import queries as drafting
from agreements.drafting.models import Agreement
from agreements.drafting.rules.turn import whose_turn
from agreements.drafting.states import AgreementState
from agreements.signature.models import Signature
from exchange.parties.models import Organisation, Person, SigningAuthority
from exchange.parties.queries import in_force

Viewer = Person | AnonymousUser | None


def visible_signatures(viewer: Viewer) -> QuerySet[Signature]:
    """Return the signatures of visible agreements."""
    return Signature.objects.filter(agreement__in=drafting.visible_to(viewer))


def authority_for(
    agreement: Agreement, person: Person, organisation: Organisation, *, on: date
) -> SigningAuthority | None:
    """Return the oldest authority by which a person binds a party for all that the agreement moves, on a day."""
    held = SigningAuthority.objects.filter(
        in_force(on), person=person, organisation=organisation, material_classes__contains=agreement.material_classes
    )
    return held.order_by("since_on", "pk").first()


def turns_of(agreements: Iterable[Agreement]) -> dict[UUID, tuple[str, ...]]:
    """Return for each agreement who must act next, with at most four queries for all of them."""
    rows = list(agreements)
    prefetch_related_objects(rows, "provider", "recipient", "approvals", "signatures")
    return {
        row.pk: whose_turn(
            AgreementState(row.state),
            has_form=bool(row.form),
            parties=drafting.parties_of(row),
            approved={approval.organisation_id for approval in row.approvals.all()},
            signed={signature.organisation_id for signature in row.signatures.all()},
        )
        for row in rows
    }
