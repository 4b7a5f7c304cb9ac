"""How fast one viewer may ask: a token bucket each, emptied by one atomic statement."""

import math
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from exchange.api.core.context import Context
from exchange.api.core.errors import RequestCode
from exchange.api.endpoint.refusal import refuse

# The condition makes a refused request change nothing and return no row.
TAKE = """
INSERT INTO api_ratebucket AS bucket (key, tokens, filled_at)
VALUES (%(key)s, %(burst)s - 1, clock_timestamp())
ON CONFLICT (key) DO UPDATE SET
    tokens = least(
        %(burst)s, bucket.tokens + %(rate)s * extract(epoch FROM clock_timestamp() - bucket.filled_at)
    ) - 1,
    filled_at = clock_timestamp()
WHERE least(%(burst)s, bucket.tokens + %(rate)s * extract(epoch FROM clock_timestamp() - bucket.filled_at)) >= 1
RETURNING tokens
"""

# Every bucket is full again long before.
KEPT = timedelta(days=1)


def take(key: str) -> bool:
    """Take one token from a bucket; say whether there was one."""
    values: dict[str, str | float] = {
        "key": key,
        "burst": float(settings.GRAPHQL_RATE_BURST),
        "rate": float(settings.GRAPHQL_RATE_PER_SECOND),
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        return cursor.fetchone() is not None


def forget(*, now: datetime) -> int:
    """Remove the buckets that nobody took from for a day; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM api_ratebucket WHERE filled_at < %s", [now - KEPT])
        return int(cursor.rowcount)


def key_of(context: Context) -> str:
    """Return whose bucket it is; addresses are kept as keyed digests only."""
    if context.viewer is not None:
        return f"person:{context.viewer.pk}"
    address = context.request.META.get("REMOTE_ADDR", "") if context.request else ""
    return f"address:{salted_hmac('exchange.api.rate', address, algorithm='sha256').hexdigest()[:32]}"


def charge(context: Context) -> None:
    """Take one request from the viewer's bucket.

    Raises:
        RequestRefused: 429, with the seconds to wait.
    """
    if settings.GRAPHQL_RATE_BURST and not take(key_of(context)):
        wait = math.ceil(1 / settings.GRAPHQL_RATE_PER_SECOND)
        raise refuse(
            429, "Too many requests; wait a moment.", RequestCode.RATE_LIMITED, headers={"Retry-After": str(wait)}
        )
