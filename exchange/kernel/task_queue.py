"""Celery's broker on PostgreSQL: kombu's pgmq transport over a pool that survives a restart of the server."""

from typing import Any

from kombu.transport import pgmq as kombu_pgmq
from pgmq import PGMQueue
from psycopg_pool import ConnectionPool

POOL_SIZE = 4
POOL_TIMEOUT_S = 10.0


class Channel(kombu_pgmq.Channel):
    """Create a queue only when it is missing, because creating waits until no worker is polling."""

    def _new_queue(self, queue: str, **arguments: Any) -> None:
        if not self._has_queue(queue):
            super()._new_queue(queue, **arguments)


class Transport(kombu_pgmq.Transport):
    """Hand PostgreSQL's connection string on as it is; the parent rebuilds it and loses TLS and quoting."""

    Channel = Channel

    def __init__(self, client: Any, **options: Any) -> None:
        self._options: dict[str, Any] = client.transport_options
        self._pool: ConnectionPool | None = None
        super().__init__(client, **options)

    def _create_pgmq_client(self) -> PGMQueue:
        self._pool = ConnectionPool(
            self._options["conn_string"],
            min_size=1,
            max_size=POOL_SIZE,
            timeout=POOL_TIMEOUT_S,
            # Ask before use, so that a restart of the server costs one retry and not a failed task.
            check=ConnectionPool.check_connection,
            open=True,
            name="task-queue",
        )
        return PGMQueue(pool=self._pool, vt=self._options["visibility_timeout"], init_extension=False)

    def establish_connection(self) -> Any:
        try:
            return super().establish_connection()
        except Exception:
            # kombu tries again with a new transport and forgets this one, whose pool would try for ever.
            self._close_pool()
            raise

    def close_connection(self, connection: Any) -> None:
        super().close_connection(connection)
        self._close_pool()

    def _close_pool(self) -> None:
        """Close the pool ourselves; the queue leaves one open that it did not make."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None
