"""Celery over RabbitMQ, or over PostgreSQL when no broker is named.

The outbox row is written in the business transaction, so a message may be late or doubled but never lost:
tasks are acknowledged after they ran, and given back when their worker dies.
"""

from typing import Any

from kombu import Exchange, Queue

from exchange.settings.database import DATABASE_URL
from exchange.settings.environment import env

TASK_TIME_LIMIT_S = env.integer("TASK_TIME_LIMIT_S", 300, minimum=1)
# A task must have ended before its message becomes visible again, else two workers run it at once.
VISIBILITY_TIMEOUT_S = env.integer("VISIBILITY_TIMEOUT_S", TASK_TIME_LIMIT_S + 60, minimum=1)

CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", "pgmq://localhost")
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {"confirm_publish": True}
if CELERY_BROKER_URL.startswith("pgmq:"):
    CELERY_BROKER_TRANSPORT = "exchange.kernel.task_queue:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "conn_string": DATABASE_URL,
        # A migration of the kernel installs the schema; PostgreSQL needs no extension for it.
        "init_extension": False,
        "visibility_timeout": VISIBILITY_TIMEOUT_S,
        "wait_time_seconds": 2,
        "poll_interval_ms": 50,
        "polling_interval": 0.1,
        "queue_name_prefix": "reagora_",
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_QUEUES = (Queue("default", Exchange("default"), routing_key="default", durable=True),)
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = TASK_TIME_LIMIT_S
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
# Task by task, the seconds between two runs. A run that was missed is made up by the next one.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    # Who asked how fast is nobody's business a day later.
    "forget_buckets": {"task": "api.forget_full_buckets", "schedule": 3600.0},
    # Operations wake the relay themselves; this serves when their call got lost.
    "relay": {"task": "kernel.relay_outbox", "schedule": 10.0},
    "redeliver": {"task": "kernel.redeliver_outbox", "schedule": 300.0},
    "expire_holds": {"task": "stock.expire_holds", "schedule": 60.0},
    # Looks each time whether a day has come, so that a day without the clock loses nothing.
    "announce_expiring_approvals": {"task": "compliance.announce_expiring_approvals", "schedule": 3600.0},
    "announce_deadlines": {"task": "requests.announce_deadlines", "schedule": 3600.0},
    "look_for_news": {"task": "notify.look_for_news", "schedule": 3600.0},
    # Looks each time whether there is anything to do.
    "keep_index": {"task": "search.keep_index", "schedule": 600.0},
}
