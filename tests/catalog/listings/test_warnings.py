"""What is problematic is offered only with a reason, in whatever way it comes."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from catalog.listings import operations
from catalog.listings.errors import AcknowledgeCode, ListingCode
from catalog.listings.facts import Change, ListingEdit, ListingFacts
from catalog.listings.models import Listing, ListingKind, Origin
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.kernel.models import AuditEvent
from exchange.parties.models import Person, Unit
from exchange.parties.roles import Role
from tests.factories.listings import ListingFactory
from tests.factories.parties import ConsortiumMembershipFactory, UnitFactory, member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 12, tzinfo=UTC)
DRAFT = {"warning": "Contaminated.", "visibility": "draft", "published_at": None}


@pytest.fixture
def manager() -> tuple[Person, Unit]:
    unit = UnitFactory.create()
    return member(Role.RESOURCE_MANAGER, unit=unit), unit


def store(manager: tuple[Person, Unit], now: datetime = NOW, **more: Any) -> tuple[Change, Listing]:
    facts = ListingFacts(provider_key="K1", title="X", origin=Origin.NOT_HUMAN.value, **more)
    by, unit = manager
    listing, change = operations.store_listings(unit=unit, kind=ListingKind.PLASMID, facts=[facts], by=by, now=now)[
        "K1"
    ]
    listing.refresh_from_db()
    return change, listing


def audited() -> list[tuple[str, str]]:
    events = AuditEvent.objects.filter(command="listings.acknowledge_warning").order_by("pk")
    return list(events.values_list("actor_id", "reason"))


def test_a_warning_that_comes_later_takes_the_listing_back_to_its_unit(manager: tuple[Person, Unit]) -> None:
    store(manager)

    change, listing = store(manager, LATER, warning="Contaminated.")

    assert (change, listing.visibility, listing.published_at) == (Change.UPDATED, "draft", NOW)
    assert store(manager, LATER, warning="Contaminated.")[0] is Change.UNCHANGED


def test_a_reason_stays_and_is_written_down_once(manager: tuple[Person, Unit]) -> None:
    store(manager, warning="Contaminated.", warning_reason="Asked for.")

    change, listing = store(manager, LATER, warning="Contaminated, by HeLa.")

    assert (change, listing.visibility, listing.warning_reason) == (Change.UPDATED, "public", "Asked for.")
    assert listing.warning_acknowledged_at == NOW
    assert audited() == [(str(manager[0].pk), "Asked for.")]


def test_a_warning_that_goes_takes_its_reason_along(manager: tuple[Person, Unit]) -> None:
    store(manager, warning="Contaminated.", warning_reason="Asked for.")

    _, listing = store(manager, LATER)

    assert (listing.warning_reason, listing.warning_acknowledged_by, listing.visibility) == ("", None, "public")


def test_what_was_withdrawn_stays_so_with_a_reason(manager: tuple[Person, Unit]) -> None:
    listing = store(manager)[1]
    Listing.objects.filter(pk=listing.pk).update(visibility="withdrawn")

    assert store(manager, LATER, warning="Contaminated.")[1].visibility == "withdrawn"
    assert store(manager, LATER, warning="Contaminated.", warning_reason="Asked for.")[1].visibility == "withdrawn"


def test_acknowledging_offers_a_draft(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    listing = ListingFactory.create(unit=unit, **DRAFT)

    operations.acknowledge_warning(listing=listing, reason=" Asked for. ", by=by, now=NOW)

    listing.refresh_from_db()
    assert (listing.visibility, listing.published_at) == ("public", NOW)
    assert (listing.warning_reason, listing.warning_acknowledged_by) == ("Asked for.", by)
    assert audited() == [(str(by.pk), "Asked for.")]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_a_reason_is_needed(reason: str, manager: tuple[Person, Unit]) -> None:
    listing = ListingFactory.create(unit=manager[1], **DRAFT)

    with pytest.raises(InvalidInput) as refused:
        operations.acknowledge_warning(listing=listing, reason=reason, by=manager[0], now=NOW)

    assert refused.value.field == "reason"
    assert audited() == []


def test_only_who_lists_for_the_unit_acknowledges(manager: tuple[Person, Unit]) -> None:
    listing = ListingFactory.create(**DRAFT)

    with pytest.raises(NotAllowed):
        operations.acknowledge_warning(listing=listing, reason="Asked for.", by=manager[0], now=NOW)

    listing.refresh_from_db()
    assert (listing.visibility, listing.warning_reason) == ("draft", "")


def test_nothing_is_acknowledged_without_a_warning(manager: tuple[Person, Unit]) -> None:
    listing = ListingFactory.create(unit=manager[1])

    with pytest.raises(Refused) as refused:
        operations.acknowledge_warning(listing=listing, reason="Asked for.", by=manager[0], now=NOW)

    assert refused.value.code is AcknowledgeCode.NO_WARNING


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_a_warning_without_a_reason_is_not_published(visibility: str, manager: tuple[Person, Unit]) -> None:
    listing = ListingFactory.create(unit=manager[1], **DRAFT | {"visibility": visibility})

    with pytest.raises(Refused) as refused:
        operations.publish(listing=listing, version=listing.version, by=manager[0], now=NOW)

    assert refused.value.code is ListingCode.WARNING_NOT_ACKNOWLEDGED
    listing.refresh_from_db()
    assert listing.visibility == visibility


def test_an_edit_cannot_leave_a_warning_without_a_reason_in_public(manager: tuple[Person, Unit]) -> None:
    listing = ListingFactory.create(unit=manager[1])
    change = ListingEdit(warning="Contaminated.")

    with pytest.raises(Refused) as refused:
        operations.edit(listing=listing, version=listing.version, change=change, by=manager[0], now=NOW)

    assert (refused.value.code, refused.value.field) == (ListingCode.WARNING_NOT_ACKNOWLEDGED, "warning")


def test_an_edit_that_takes_the_warning_away_takes_its_reason_along_and_undoing_brings_both_back(
    manager: tuple[Person, Unit],
) -> None:
    by = manager[0]
    _, listing = store(manager, warning="Contaminated.", warning_reason="Asked for.")

    edit = operations.edit_listings(
        listings=[listing],
        versions=[Listing.objects.get().version],
        change=ListingEdit(warning=""),
        move=None,
        client_key="k",
        by=by,
        now=LATER,
    )
    listing = Listing.objects.get()
    assert (listing.warning, listing.warning_reason, listing.warning_acknowledged_by) == ("", "", None)

    operations.undo_edit(bulk_edit=edit, by=by, now=LATER)
    listing = Listing.objects.get()
    assert (listing.warning, listing.warning_reason) == ("Contaminated.", "Asked for.")
    assert (listing.warning_acknowledged_by, listing.warning_acknowledged_at) == (by, NOW)


def test_a_warning_takes_a_listing_out_of_its_consortium(manager: tuple[Person, Unit]) -> None:
    listing = store(manager)[1]
    consortium = ConsortiumMembershipFactory.create(organisation=manager[1].organisation).consortium
    operations.restrict(listing=listing, version=listing.version, consortium=consortium, by=manager[0], now=NOW)

    _, listing = store(manager, LATER, warning="Contaminated.")

    assert (listing.visibility, listing.consortium) == ("draft", None)


def test_the_database_keeps_what_is_problematic_from_being_public_without_a_reason() -> None:
    draft = ListingFactory.create(**DRAFT)
    for changes in ({"visibility": "public", "published_at": NOW}, {"warning_reason": "Nobody said so."}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Listing.objects.filter(pk=draft.pk).update(**changes)
    draft.refresh_from_db()
    assert draft.visibility == "draft"
