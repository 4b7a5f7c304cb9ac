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
        super().__init__(client, **options)

    def _create_pgmq_client(self) -> PGMQueue:
        pool = ConnectionPool(
            self._options["conn_string"],
            min_size=1,
            max_size=POOL_SIZE,
            timeout=POOL_TIMEOUT_S,
            # Ask before use, so that a restart of the server costs one retry and not a failed task.
            check=ConnectionPool.check_connection,
            open=True,
            name="task-queue",
        )
        return PGMQueue(pool=pool, vt=self._options["visibility_timeout"], init_extension=False)

    def close_connection(self, connection: Any) -> None:
        client = self._pgmq_client
        super().close_connection(connection)
        # The queue leaves a pool open that it did not make.
        if client is not None and client.pool is not None:
            client.pool.close()
