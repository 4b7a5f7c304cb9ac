"""What the signature room does on news."""

from agreements.drafting.models import Agreement
from agreements.signature import operations
from agreements.signature.events import SignatureEvent
from exchange.kernel import clock, outbox
from exchange.kernel.models import OutboxEvent


@outbox.handles(SignatureEvent.AGREEMENT_SIGNED)
def seal_document(event: OutboxEvent) -> None:
    """Seal what was signed; without a seal the task fails and is repeated."""
    operations.seal(agreement=Agreement.objects.get(pk=event.payload["agreement_id"]), now=clock.now())


@outbox.handles(SignatureEvent.AGREEMENT_EXECUTED)
def gather_evidence(event: OutboxEvent) -> None:
    """Make the file that proves it; without a seal the task fails and is repeated."""
    operations.gather_evidence(agreement=Agreement.objects.get(pk=event.payload["agreement_id"]), now=clock.now())
