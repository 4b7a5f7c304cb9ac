"""Clients that ask one after the other over HTTP, each waiting for its answer, and how long they waited."""

import asyncio
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Waited:
    """Milliseconds that clients waited for answers."""

    ms: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.ms)

    @property
    def mean(self) -> float:
        return statistics.fmean(self.ms)


class _Client(asyncio.Protocol):
    """Sends the next request when the answer to the last one is whole."""

    def __init__(self, requests: list[bytes], waited: list[float], done: "asyncio.Future[None]") -> None:
        self._requests = requests
        self._waited = waited
        self._done = done
        self._answer = b""
        self._sent_at = 0.0
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, found, body = self._answer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(body) < length:
            return
        self._waited.append((time.perf_counter() - self._sent_at) * 1000)
        if not head.startswith(b"HTTP/1.1 200") or b'"errors":' in body:
            self._done.set_exception(AssertionError(self._answer[:2000].decode()))
            return
        self._next()

    def _next(self) -> None:
        self._answer = b""
        if self._requests:
            self._sent_at = time.perf_counter()
            self._transport.write(self._requests.pop())
        elif not self._done.done():
            self._done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(ConnectionError(f"The server hung up: {exc}"))


def request(path: str, body: dict[str, Any]) -> bytes:
    """Return a request as it goes over the line."""
    text = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(text)}"
    return f"{head}\r\n\r\n".encode() + text


def ask(port: int, requests: Sequence[bytes], *, clients: int = 1) -> Waited:
    """Send all requests by so many clients at once."""
    waiting = list(reversed(requests))
    waited: list[float] = []

    async def client() -> None:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        transport, _ = await loop.create_connection(lambda: _Client(waiting, waited, done), "127.0.0.1", port)
        try:
            await done
        finally:
            transport.close()

    async def drive() -> None:
        await asyncio.gather(*(client() for _ in range(clients)))

    asyncio.run(drive())
    return Waited(waited)
