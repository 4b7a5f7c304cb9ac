"""Commands on notifications."""

from exchange.kernel import outbox
from exchange.notify.models import Notification
from tests.api.authorisation.table import Given, Side, Stage, command


@command("notificationRead", at=Side.RECIPIENT, is_owned=True)
def read(stage: Stage) -> Given:
    notification = Notification.objects.create(
        event=outbox.announce("SomethingHappened"),
        person=stage.owner,
        subject="A line was approved",
        body="The committee approved it.",
        link="/requests",
    )
    return {"notification": stage.id_of(notification, "Notification")}
