"""What drafting does on news."""

from agreements.drafting import operations
from agreements.drafting.events import DraftingEvent
from agreements.drafting.models import Agreement
from exchange.kernel import clock, outbox
from exchange.kernel.models import OutboxEvent


@outbox.handles(DraftingEvent.AGREEMENT_DRAFTED)
def render_document(event: OutboxEvent) -> None:
    """Make the document of a new text."""
    operations.render(agreement=Agreement.objects.get(pk=event.payload["agreement_id"]), now=clock.now())
