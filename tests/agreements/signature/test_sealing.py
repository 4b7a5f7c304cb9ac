"""Sealing what was signed: in order, once, and only with a timestamp."""

from collections.abc import Callable

import pytest
from django.test import override_settings

from agreements.drafting import operations as drafting
from agreements.drafting.models import Agreement, AgreementDocument
from agreements.signature import operations
from agreements.signature.certificates import trust_roots
from agreements.signature.errors import TimestampUnavailable
from agreements.signature.models import Signature
from agreements.signature.verification import verify
from exchange.kernel import clock, outbox
from exchange.kernel.models import OutboxEvent
from tests.exchange.racing import killed_before_commit, together
from tests.factories.requests import House, house

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("undelivered")]


@pytest.fixture
def home() -> House:
    return house()


def typeset(home: House) -> Agreement:
    """Return an agreement with its real document, open for signature."""
    request = home.approved()
    agreement = drafting.render(agreement=home.agreement_of(request.parts.get()), now=clock.now())
    return home.review(agreement)


def sealing(agreement: Agreement) -> Callable[[], Agreement]:
    return lambda: operations.seal(agreement=agreement, now=clock.now())


def documents(agreement: Agreement) -> list[int]:
    return list(agreement.documents.order_by("sequence").values_list("sequence", flat=True))


def test_seal_follows_the_signatures_one_by_one(home: House) -> None:
    agreement = typeset(home)

    home.sign(agreement, sides=1)
    assert sealing(agreement)().state == "signing"
    assert documents(agreement) == [0, 1]
    assert sealing(agreement)().state == "signing"
    assert documents(agreement) == [0, 1]


def test_two_sealings_at_once_seal_each_signature_once(home: House) -> None:
    agreement = home.sign(typeset(home))

    together(*[sealing(agreement)] * 3)

    agreement.refresh_from_db()
    assert agreement.state == "executed"
    assert documents(agreement) == [0, 1, 2]
    signatures = Signature.objects.order_by("sealed_document__sequence")
    assert [signature.person for signature in signatures] == [home.biobank.signatory, home.signatory]
    assert agreement.executed_at == max(signature.sealed_at for signature in signatures if signature.sealed_at)
    findings = verify(bytes(agreement.documents.get(sequence=2).content), trust_roots(now=clock.now()))
    assert [finding.is_sound for finding in findings] == [True, True]
    assert OutboxEvent.objects.filter(name="AgreementExecuted").count() == 1


def test_process_killed_between_seal_and_commit_is_repeated_without_duplicates(home: House) -> None:
    agreement = home.sign(typeset(home))

    killed_before_commit(
        """
        from agreements.drafting.models import Agreement
        from agreements.signature import operations
        sealed = operations.seal(agreement=Agreement.objects.get(pk=key), now=now)
        assert sealed.state == "executed"
        """,
        key=agreement.pk,
    )
    agreement.refresh_from_db()
    assert (agreement.state, documents(agreement)) == ("signing", [0])

    event = OutboxEvent.objects.filter(name="AgreementSigned").order_by("pk")[0]
    (handler,) = [name for name in outbox.handlers_of(event.name) if name.startswith("agreements.signature")]
    assert outbox.handle(event.pk, handler) is True
    assert outbox.handle(event.pk, handler) is False
    agreement.refresh_from_db()
    assert (agreement.state, documents(agreement)) == ("executed", [0, 1, 2])


def test_without_a_timestamp_nothing_is_executed(home: House) -> None:
    agreement = home.sign(typeset(home))

    with override_settings(TIMESTAMP_URL="http://127.0.0.1:9/"), pytest.raises(TimestampUnavailable):
        sealing(agreement)()

    agreement.refresh_from_db()
    assert (agreement.state, documents(agreement)) == ("signing", [0])
    assert not Signature.objects.filter(sealed_at__isnull=False).exists()
    assert sealing(agreement)().state == "executed"


def test_render_twice_makes_one_document(home: House) -> None:
    agreement = home.agreement_of(home.approved().parts.get())

    together(*[lambda: drafting.render(agreement=agreement, now=clock.now())] * 2)

    assert AgreementDocument.objects.count() == 1
    agreement.refresh_from_db()
    assert agreement.state == "in_review"
