"""Signs of life: every long-running part marks its row, and /healthz reads how old the mark is."""

import logging
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import Error

from exchange.kernel.models import WorkerHeartbeat

logger = logging.getLogger(__name__)

BEAT_EVERY_S = 10
# Two marks may be missed, by a restart or a slow disk, before a part counts as down.
STALE_AFTER = timedelta(seconds=3 * BEAT_EVERY_S)


class Part(StrEnum):
    """The parts that have no door to knock at."""

    WORKER = "worker"
    CLOCK = "clock"


def mark(part: Part, *, now: datetime) -> bool:
    """Note that a part is alive; say whether the database could be told.

    A part outlives an outage of the database, so a failure is logged and the next mark tries again.
    """
    try:
        WorkerHeartbeat.objects.update_or_create(worker=part, defaults={"beat_at": now})
    except Error:
        logger.warning("heartbeat.failed", exc_info=True, extra={"part": part.value})
        return False
    return True


def is_fresh(part: Part, *, now: datetime) -> bool:
    """Say whether a part marked its row lately."""
    return WorkerHeartbeat.objects.filter(worker=part, beat_at__gt=now - STALE_AFTER).exists()
