"""Commands on shipments."""

from exchange.requests.models import RequestPart
from tests.api.authorisation.table import Given, Side, Stage, command


@command("shipmentPrepare", at=Side.PROVIDER)
def prepare(stage: Stage) -> Given:
    part = RequestPart.objects.get(pk=stage.home.executed().part_reference)
    return {
        "part": stage.id_of(part, "RequestPart"),
        "lines": [stage.id_of(line, "RequestLine") for line in part.lines.all()],
        "temperatureMinC": -90,
        "temperatureMaxC": -60,
    }


@command("shipmentShip", at=Side.PROVIDER)
def ship(stage: Stage) -> Given:
    shipment = stage.home.prepared()
    return {"shipment": stage.id_of(shipment, "Shipment"), "carrier": "Cold Courier", "waybill": "WB-7"}


@command("shipmentCancel", at=Side.PROVIDER)
def cancel(stage: Stage) -> Given:
    return {"shipment": stage.id_of(stage.home.prepared(), "Shipment")}


@command("shipmentConfirmReceipt", at=Side.RECIPIENT, is_owned=True)
def confirm_receipt(stage: Stage) -> Given:
    shipment = stage.home.ship(stage.home.prepared())
    return {
        "shipment": stage.id_of(shipment, "Shipment"),
        "items": [{"item": stage.id_of(item, "ShipmentItem"), "condition": "GOOD"} for item in shipment.items.all()],
    }
