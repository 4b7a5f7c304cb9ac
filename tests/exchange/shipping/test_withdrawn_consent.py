"""What a withdrawal stops: lines, holds, agreements and packed shipments, whatever was made of the specimens."""

import os
import signal
import subprocess
import sys
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from pytest_django import DjangoAssertNumQueries

from agreements.drafting.models import Agreement
from catalog.consent import operations as consents
from catalog.consent.models import ConsentRecord
from catalog.stock import queries as stock
from catalog.stock.models import Hold, Lineage, Lot, Specimen
from exchange.kernel import outbox
from exchange.kernel.errors import Refused
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.requests.models import RequestLine
from exchange.shipping.models import Shipment, ShipmentItem
from tests.catalog.consent.tables import ROOT
from tests.exchange.parties.trail import news
from tests.factories.consent import ConsentRecordFactory
from tests.factories.requests import House, house
from tests.factories.stock import LotFactory, SpecimenFactory
from tests.servers import address_of_test_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def withdraw(home: House, consent: ConsentRecord) -> None:
    """Enter the withdrawal and deliver its news, and the news of those, to every room."""
    consents.withdraw(consent=consent, reason="Asked to.", by=home.biobank.manager, now=home.now)
    for name in ("ConsentWithdrawn", "LineStopped"):
        for event in OutboxEvent.objects.filter(name=name):
            for handler in outbox.handlers_of(name):
                outbox.handle(event.pk, handler)
                outbox.handle(event.pk, handler)


def consent_of(line: RequestLine) -> ConsentRecord:
    """Return the consent of one of the donors of a line."""
    return ConsentRecord.objects.filter(specimens__lot__holds__reference=line.pk).order_by("pk")[0]


def made_of(parent: Specimen, relation: str = "derivative") -> Specimen:
    """Return a specimen that was made of another, under the same consent."""
    child = SpecimenFactory.create(
        lot__listing=parent.lot.listing, consent=parent.consent, donor_pseudonym=parent.donor_pseudonym
    )
    Lineage.objects.create(child=child, parent=parent, relation=relation)
    return child


def pool_of(*parents: Specimen) -> Specimen:
    """Return a pool of specimens of several donors, which rests on no consent of its own."""
    lot = LotFactory.create(listing=parents[0].lot.listing, unit="aliquot", on_hand=1)
    pool = Specimen.objects.create(lot=lot, donor_pseudonym="pool", material="Plasma", consent=None)
    for parent in parents:
        Lineage.objects.create(child=pool, parent=parent, relation="pool")
    return pool


def test_withdrawal_stops_the_line_and_frees_what_it_held(home: House) -> None:
    line = home.submitted(samples=2, vials=2).lines.get(listing=home.samples)

    withdraw(home, consent_of(line))

    line.refresh_from_db()
    assert line.state == "stopped"
    assert set(Hold.objects.filter(reference=line.pk).values_list("state", flat=True)) == {"freed"}
    assert not Lot.objects.filter(listing=home.samples, held__gt=0).exists()
    assert RequestLine.objects.get(listing=home.line).state == "requested"
    assert [name for name, _ in news()].count("LineStopped") == 1
    assert AuditEvent.objects.filter(command="requests.stop_lines", actor_id="").count() == 1


def test_withdrawal_ends_the_agreement_that_is_not_executed(home: House) -> None:
    agreement = home.in_review()
    withdraw(home, consent_of(RequestLine.objects.get()))
    assert Agreement.objects.get(pk=agreement.pk).state == "declined"


def test_withdrawal_unpacks_what_has_not_left(home: House) -> None:
    shipment = home.prepared()
    withdraw(home, consent_of(RequestLine.objects.get()))
    assert Shipment.objects.get(pk=shipment.pk).state == "cancelled"
    assert not ShipmentItem.objects.exists()
    assert RequestLine.objects.get().state == "stopped"


def test_withdrawal_leaves_what_was_shipped_to_the_recipient(home: House) -> None:
    shipment = home.ship(home.prepared())
    withdraw(home, ConsentRecord.objects.filter(specimens__lot__holds__shipment_item__shipment=shipment)[0])
    assert RequestLine.objects.get().state == "shipped"


def test_withdrawal_walks_what_was_made_of_the_specimens(home: House) -> None:
    consent = Specimen.objects.filter(lot__listing=home.samples).order_by("pk")[0].consent
    other = SpecimenFactory.create(lot__listing=home.samples)
    assert consent is not None
    (parent,) = consent.specimens.all()
    child = made_of(made_of(parent), "aliquot")
    pool = pool_of(child, other)
    found = set(stock.lots_resting_on(consent))
    assert found == {parent.pk, child.origins.get().parent_id, child.pk, pool.pk}
    assert other.consent is not None
    assert set(stock.lots_resting_on(other.consent)) == {other.pk, pool.pk}


def test_derivative_under_a_consent_of_its_own_does_not_leave_once_its_origin_is_withdrawn(home: House) -> None:
    shipment = home.prepared(samples=1)
    item = ShipmentItem.objects.get()
    own = item.hold.lot.specimen
    first = ConsentRecordFactory.create(donor_pseudonym=own.donor_pseudonym)
    origin = SpecimenFactory.create(lot__listing=home.samples, consent=first, donor_pseudonym=own.donor_pseudonym)
    Lineage.objects.create(child=own, parent=origin, relation="derivative")
    ConsentRecord.objects.filter(pk=first.pk).update(status="withdrawn", withdrawn_at=home.now)

    with pytest.raises(Refused) as refusal:
        home.ship(shipment)
    assert "made from has ended" in str(refusal.value)
    with pytest.raises(DatabaseError, match="consent of what it was made from has ended"), transaction.atomic():
        Shipment.objects.filter(pk=shipment.pk).update(state="shipped", shipped_at=home.now, carrier="x", waybill="x")


def test_walk_is_one_statement_however_many_descend(
    home: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    parent = SpecimenFactory.create(lot__listing=home.samples)
    assert parent.consent is not None
    for count in (1, 3):
        for _ in range(count):
            made_of(parent, "aliquot")
        with django_assert_num_queries(1):
            found = stock.lots_resting_on(parent.consent)
    assert len(found) == 5


def test_line_is_not_stopped_while_its_donors_stand(home: House) -> None:
    line = home.submitted(samples=1, vials=0).lines.get()
    with pytest.raises(DatabaseError, match="no donor of line"), transaction.atomic():
        RequestLine.objects.filter(pk=line.pk).update(state="stopped")


STOP_AND_DIE = """
import os, signal
import django
django.setup()
from catalog.stock import operations as stock
def die(**_):
    os.kill(os.getpid(), signal.SIGKILL)
stock.free_holds_of_lines = die
from exchange.kernel import outbox
from exchange.kernel.models import OutboxEvent
event = OutboxEvent.objects.get(name="ConsentWithdrawn")
outbox.handle(event.pk, "exchange.requests.handlers.stop_lines")
"""


@pytest.mark.django_db(transaction=True)
def test_process_that_is_killed_in_the_middle_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    # The news waits for the process that is to be killed.
    monkeypatch.setattr(outbox, "_wake_relay", lambda: None)
    home = house()
    line = home.submitted(samples=2, vials=0).lines.get()
    consents.withdraw(consent=consent_of(line), reason="Asked to.", by=home.biobank.manager, now=home.now)
    environment: dict[str, Any] = {
        **os.environ,
        "DATABASE_URL": address_of_test_database(),
        "DJANGO_SETTINGS_MODULE": "exchange.settings.test",
    }
    killed = subprocess.run([sys.executable, "-c", STOP_AND_DIE], env=environment, cwd=ROOT, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    line.refresh_from_db()
    assert (line.state, set(Hold.objects.values_list("state", flat=True))) == ("requested", {"active"})

    outbox.handle(OutboxEvent.objects.get(name="ConsentWithdrawn").pk, "exchange.requests.handlers.stop_lines")
    line.refresh_from_db()
    assert (line.state, set(Hold.objects.values_list("state", flat=True))) == ("stopped", {"freed"})
