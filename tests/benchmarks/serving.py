"""The two sides that are compared, served in the same way: the product, and the statements written by hand."""

import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from deploy.stack.choices import ROOT
from deploy.stack.demo import WEB
from deploy.stack.supervisor import spawn, stop_process
from tests.benchmarks.filters import DETAIL, FULL, PAGE, SUGGESTIONS, Asked, Filter, variables
from tests.benchmarks.traffic import request
from tests.servers import free_port

UP_DEADLINE_S = 300.0
DOCUMENTS = {"full": FULL, "page": PAGE}
APPLICATIONS = {"product": "exchange.wsgi:application", "by hand": "tests.benchmarks.by_hand:application"}
HEADERS = {"Content-Type": "application/json", "Host": "localhost"}


@dataclass(frozen=True)
class Side:
    """A server that answers the questions, each side in its own words."""

    name: str
    port: int

    def request(self, level: str, chosen: Filter) -> bytes:
        if self.name == "product":
            return request("/graphql", {"query": DOCUMENTS[level], "variables": variables(chosen)})
        return request("/", {"level": level, "chosen": chosen})

    def requests(self, level: str, asked: Sequence[Asked]) -> list[bytes]:
        return [self.request(level, one.chosen) for one in asked]

    def detail(self, key: str, identifier: str) -> bytes:
        if self.name == "product":
            return request("/graphql", {"query": DETAIL, "variables": {"id": identifier}})
        return request("/", {"level": "detail", "key": key})

    def suggestions(self, text: str) -> bytes:
        return request("/graphql", {"query": SUGGESTIONS, "variables": {"text": text}})

    def answer(self, packed: bytes) -> Any:
        """Return one answer, read."""
        head, _, body = packed.partition(b"\r\n\r\n")
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", head.split(b" ")[1].decode(), body, HEADERS)
        answer = json.load(connection.getresponse())
        connection.close()
        return answer


@contextmanager
def served(name: str, folder: Path, database_url: str) -> Iterator[Side]:
    """Serve a side as ``make demo`` serves the product, with its rate limit on but out of reach."""
    side = Side(name, free_port())
    arguments = [APPLICATIONS[name] if part == APPLICATIONS["product"] else part for part in WEB]
    process = spawn(
        [sys.executable, *arguments, "--no-access-log", "--port", str(side.port)],
        log=folder / f"{name}.log",
        environment={
            **os.environ,
            "DATABASE_URL": database_url,
            "DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "exchange.settings.dev",
            "GRAPHQL_RATE_BURST": "1000000",
            "GRAPHQL_RATE_PER_SECOND": "1000000",
        },
        folder=ROOT,
    )
    try:
        _wait_until_answering(side)
        yield side
    finally:
        stop_process(process, signal.SIGTERM)


def _wait_until_answering(side: Side) -> None:
    deadline = time.monotonic() + UP_DEADLINE_S
    while True:
        try:
            side.answer(side.request("page", {}))
        except (OSError, ValueError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return
