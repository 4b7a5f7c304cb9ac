"""Commands on notifications."""

from typing import Any

from exchange.kernel import outbox
from exchange.notify.models import Notification
from tests.api.authorisation.table import Stage, command


@command("notificationRead")
def read(stage: Stage) -> dict[str, Any]:
    notification = Notification.objects.create(
        event=outbox.announce("SomethingHappened"),
        person=stage.owner,
        subject=stage.secret(),
        body=stage.secret(),
        link="/account",
    )
    return {"notification": stage.id_of(notification, "Notification")}
