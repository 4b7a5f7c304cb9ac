"""The Celery application; its settings are the CELERY_* names of ``django.conf.settings``.

Run ``celery -A exchange worker`` and, once, ``celery -A exchange beat -S exchange.celery:Clock``.
"""

import os
from typing import Any

from celery import Celery, bootsteps
from celery.beat import Scheduler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exchange.settings.production")

app = Celery("reagora")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def mark_alive(part: str) -> None:
    """Mark a part's heartbeat; models exist only after Django's set-up, which comes after this module."""
    from django.db import close_old_connections

    from exchange.kernel import clock, heartbeat

    # No request begins or ends here, which is when Django drops a connection that broke.
    close_old_connections()
    heartbeat.mark(heartbeat.Part(part), now=clock.now())


class WorkerHeartbeat(bootsteps.StartStopStep):
    """Mark the worker alive from its timer, so that a long task does not make it look dead."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self._entry: Any = None

    def start(self, parent: Any) -> None:
        from exchange.kernel.heartbeat import BEAT_EVERY_S

        mark_alive("worker")
        self._entry = parent.timer.call_repeatedly(BEAT_EVERY_S, mark_alive, ("worker",))

    def stop(self, parent: Any) -> None:
        if self._entry is not None:
            self._entry.cancel()


app.steps["worker"].add(WorkerHeartbeat)


class Clock(Scheduler):
    """Celery's scheduler without a file to corrupt: after a restart every interval simply begins anew."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        from exchange.kernel.heartbeat import BEAT_EVERY_S

        mark_alive("clock")
        return min(super().tick(*args, **kwargs), BEAT_EVERY_S)
