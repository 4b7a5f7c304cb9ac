"""Tell the requester what is on its way, and the provider how it arrived."""

from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles
from exchange.notify import audiences, operations
from exchange.notify.links import Page
from exchange.notify.texts import Text, counted
from exchange.shipping.events import ShippingEvent
from exchange.shipping.models import Shipment
from exchange.shipping.states import ReceiptCondition


@handles(ShippingEvent.SHIPMENT_SHIPPED)
def tell_requester(event: OutboxEvent) -> None:
    shipment = _shipment(event)
    operations.notify(
        event=event,
        people=[shipment.part.request.requester],
        text=Text.SHIPMENT_SHIPPED_TO_REQUESTER,
        link=Page.SHIPMENT.of(shipment.pk),
        items=counted(shipment.items.count(), "item"),
        unit=shipment.part.unit,
        carrier=shipment.carrier,
        waybill=shipment.waybill,
    )


@handles(ShippingEvent.SHIPMENT_RECEIVED)
def tell_provider(event: OutboxEvent) -> None:
    shipment = _shipment(event)
    problems = shipment.items.exclude(condition=ReceiptCondition.GOOD.value).count()
    operations.notify(
        event=event,
        people=audiences.shipping(shipment.part.unit),
        text=Text.SHIPMENT_RECEIVED_TO_PROVIDER,
        link=Page.SHIPMENT.of(shipment.pk),
        number=shipment.part.request.number,
        organisation=shipment.part.request.organisation,
        items=counted(shipment.items.count(), "item"),
        problems=f"{problems} of them not as they should be" if problems else "all in good order",
    )


def _shipment(event: OutboxEvent) -> Shipment:
    return Shipment.objects.select_related(
        "part__unit__organisation", "part__request__requester", "part__request__organisation"
    ).get(pk=event.payload["shipment_id"])
