"""How quickly the ground under the system works: start of the server, and messages through its queue."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from kombu import Connection

from deploy.stack.postgres import Cluster
from exchange.kernel.task_queue import Transport
from tests.servers import address_of_test_database, open_folder

pytestmark = pytest.mark.benchmark

MESSAGES = 500


def seconds(run: Callable[[], object]) -> float:
    begun = time.monotonic()
    run()
    return time.monotonic() - begun


def test_postgresql_starts_within_seconds() -> None:
    with open_folder() as folder:
        cluster = Cluster(Path(folder) / "postgres")
        first, stop, second = seconds(cluster.start), seconds(cluster.stop), seconds(cluster.start)
        cluster.stop()
    print(f"\nPostgreSQL: first start {first:.2f} s, stop {stop:.2f} s, second start {second:.2f} s")
    assert first < 10
    assert second < 5


@pytest.mark.django_db(transaction=True)
def test_queue_on_postgresql_carries_messages_a_second() -> None:
    options = {
        "conn_string": address_of_test_database(),
        "visibility_timeout": 60,
        "queue_name_prefix": "benchmark_",
        "polling_interval": 0,
        "wait_time_seconds": 0,
    }
    with Connection("pgmq://localhost", transport=Transport, transport_options=options) as broker:
        queue = broker.SimpleQueue("messages")

        def send() -> None:
            for number in range(MESSAGES):
                queue.put({"number": number})

        def receive() -> None:
            for number in range(MESSAGES):
                message = queue.get_nowait()
                assert message.payload == {"number": number}
                message.ack()

        sent, received = seconds(send), seconds(receive)
        assert queue.qsize() == 0
        queue.queue.delete()
        queue.close()
    print(f"\nQueue: {MESSAGES / sent:.0f} messages a second in, {MESSAGES / received:.0f} out")
    assert MESSAGES / (sent + received) > 30
