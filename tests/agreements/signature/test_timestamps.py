"""Timestamps over HTTP: whatever goes wrong is the same typed error, and never a seal."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from asn1crypto import tsp
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from agreements.drafting.rendering import RenderedAgreement
from agreements.signature.certificates import SealIdentity
from agreements.signature.errors import SealCode, TimestampUnavailable
from agreements.signature.pades import SealedDocument, seal
from agreements.signature.timestamps import TimestampService
from agreements.signature.verification import verify

Answer = Callable[[bytes], tuple[int, str, bytes]]
REPLY = "application/timestamp-reply"
# A refusal has a status and no token; asn1crypto cannot write one.
STATUS = tsp.PKIStatusInfo({"status": "rejection", "status_string": ["not today"]}).dump()
REFUSAL = bytes([0x30, len(STATUS)]) + STATUS


@contextmanager
def service(answer: Answer) -> Iterator[TimestampService]:
    """Serve answers to timestamp requests on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.headers["Content-Type"] == "application/timestamp-query"
            status, kind, content = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield TimestampService(f"http://127.0.0.1:{server.server_port}/tsa")
        finally:
            server.shutdown()
            thread.join()


def granting(stamper: DummyTimeStamper) -> Answer:
    return lambda body: (200, REPLY, stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump())


def saying(status: int, kind: str, content: bytes) -> Answer:
    return lambda _: (status, kind, content)


def sealed_by(stamper: TimestampService, agreement: RenderedAgreement, identity: SealIdentity) -> SealedDocument:
    return seal(
        agreement.content,
        field="seal-1-provider",
        signer_name="Zoë Müller",
        role_sentence="Authorised",
        reason="Agreed.",
        identity=identity,
        timestamper=stamper,
    )


def test_service_dates_a_seal(
    agreement: RenderedAgreement, identity: SealIdentity, timestamper: DummyTimeStamper
) -> None:
    with service(granting(timestamper)) as remote:
        sealed = sealed_by(remote, agreement, identity)
    assert [finding.sealed_at for finding in verify(sealed.content, identity.trust_roots)] == [sealed.sealed_at]


@pytest.mark.parametrize(
    "answer",
    [
        saying(503, "text/html", b"busy"),
        saying(200, "text/html", b"<p>Please log in</p>"),
        saying(200, REPLY, b"not a reply"),
        saying(200, REPLY, b""),
        saying(200, REPLY, REFUSAL),
    ],
    ids=["busy", "login page", "garbage", "empty", "rejection"],
)
def test_anything_but_a_timestamp_is_unavailable_and_returns_nothing(
    answer: Answer, agreement: RenderedAgreement, identity: SealIdentity
) -> None:
    with service(answer) as remote, pytest.raises(TimestampUnavailable) as caught:
        sealed_by(remote, agreement, identity)
    assert caught.value.code is SealCode.TIMESTAMP_UNAVAILABLE


def test_service_that_is_not_there_is_unavailable(agreement: RenderedAgreement, identity: SealIdentity) -> None:
    with service(saying(200, REPLY, REFUSAL)) as remote:
        address = remote.url
    with pytest.raises(TimestampUnavailable):
        sealed_by(TimestampService(address), agreement, identity)


def test_answer_to_another_request_is_unavailable(
    agreement: RenderedAgreement, identity: SealIdentity, timestamper: DummyTimeStamper
) -> None:
    _, first = timestamper.request_cms(b"\0" * 32, "sha256")
    old = timestamper.request_tsa_response(first).dump()
    with service(saying(200, REPLY, old)) as remote, pytest.raises(TimestampUnavailable):
        sealed_by(remote, agreement, identity)
