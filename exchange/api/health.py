"""GET /healthz: whether every part is up, and nothing else about any of them."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exchange.kernel import clock, heartbeat

HTTP_SERVICE_UNAVAILABLE = 503


def database_is_up() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return bool(cursor.fetchone() == (1,))


def migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def worker_is_up() -> bool:
    return heartbeat.is_fresh(heartbeat.Part.WORKER, now=clock.now())


def clock_is_up() -> bool:
    return heartbeat.is_fresh(heartbeat.Part.CLOCK, now=clock.now())


def frontend_is_built() -> bool:
    return (Path(settings.FRONTEND_DIST) / "index.html").is_file()


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_is_up,
    "migrations": migrations_are_applied,
    "worker": worker_is_up,
    "clock": clock_is_up,
    "frontend": frontend_is_built,
}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part is up, else 503, with each part's state."""
    parts = {name: _passes(check) for name, check in CHECKS.items()}
    is_up = all(parts.values())
    states = {name: "up" if passed else "down" for name, passed in parts.items()}
    return JsonResponse(
        {"status": "up" if is_up else "down", "parts": states}, status=200 if is_up else HTTP_SERVICE_UNAVAILABLE
    )


def _passes(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Error:
        return False
