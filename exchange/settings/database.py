"""PostgreSQL, named by DATABASE_URL; deploy/stack sets it to the embedded server."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote

from django.core.exceptions import ImproperlyConfigured

from exchange.settings.environment import env

# Every value of ?name=value that may be given in DATABASE_URL; a misspelt one should not pass in silence.
CONNECTION_OPTIONS = frozenset({"sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "connect_timeout"})
STATEMENT_TIMEOUT_MS = env.integer("STATEMENT_TIMEOUT_MS", 30_000)
LOCK_TIMEOUT_MS = env.integer("LOCK_TIMEOUT_MS", 10_000)


def from_address(address: SplitResult) -> dict[str, Any]:
    """Turn ``postgresql://user:password@host:port/name?host=/socket/folder`` into Django's form.

    Raises:
        ImproperlyConfigured: the database is not named or an option is unknown.
    """
    options = dict(parse_qsl(address.query))
    host = options.pop("host", None) or unquote(address.hostname or "")
    port = options.pop("port", None) or str(address.port or "")
    name = unquote(address.path.removeprefix("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL must name a database: postgresql://user@host/name.")
    if unknown := options.keys() - CONNECTION_OPTIONS:
        raise ImproperlyConfigured(f"DATABASE_URL has unknown options: {', '.join(sorted(unknown))}.")
    return {
        "NAME": name,
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
    }


# Without it, what libpq takes for the local server.
DATABASE_URL = env.text("DATABASE_URL", "postgresql:///reagora")
_address = env.url("DATABASE_URL", DATABASE_URL, schemes=("postgresql", "postgres"))
if _address is None:
    raise ImproperlyConfigured("DATABASE_URL is empty.")
_connection = from_address(_address)

# pgtrigger asks before each row whether it shall ignore a trigger, and where nothing is set PostgreSQL goes through all
# constraints that wait for the commit: the thousandth row of a transaction then takes a hundred times the first.
IGNORED_TRIGGERS = "pgtrigger.ignore={}"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **_connection,
        "CONN_MAX_AGE": env.integer("CONNECTION_MAX_AGE_S", 60),
        "CONN_HEALTH_CHECKS": True,
        # Transactions are opened by operations, never by requests, so that reads hold no locks.
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "connect_timeout": 10,
            "application_name": "reagora",
            **_connection["OPTIONS"],
            # What is prepared goes by keys: of triggers, and the reading of changed listings. It is planned once.
            "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c lock_timeout={LOCK_TIMEOUT_MS}"
            " -c plan_cache_mode=force_generic_plan"
            f" -c {IGNORED_TRIGGERS}",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes, because rate limits that each process counts for itself are no limits.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
