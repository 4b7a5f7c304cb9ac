"""Timestamp authorities after RFC 3161: a service by HTTP, and the demo's own."""

import asyncio
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import Request, urlopen

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

from agreements.signature.errors import TimestampUnavailable

MOST_SECONDS = 15
MOST_BYTES = 1_000_000


class TimestampService(TimeStamper):
    """A timestamp authority that answers RFC 3161 requests by HTTP.

    Args:
        url: address the operator chose, http or https.

    Source: RFC 3161, section 3.4.
    """

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko leaves it without types
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask for a timestamp.

        Raises:
            TimestampUnavailable: the service does not answer, or not with a timestamp.
        """
        answer = _parsed(await asyncio.to_thread(self._ask, req.dump()))
        _check_is_answer_to(req, answer)
        return answer

    def _ask(self, body: bytes) -> bytes:
        request = Request(  # noqa: S310 - settings admit http and https only
            self.url,
            data=body,
            headers={"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"},
        )
        try:
            with urlopen(request, timeout=MOST_SECONDS) as answer:  # noqa: S310 - as above
                kind = answer.headers.get_content_type()
                content: bytes = answer.read(MOST_BYTES)
        except (URLError, HTTPException, OSError) as error:
            raise TimestampUnavailable("The timestamp authority does not answer.") from error
        if kind != "application/timestamp-reply":
            raise TimestampUnavailable(f"The timestamp authority answered with {kind} instead of a timestamp.")
        return content


def _parsed(content: bytes) -> tsp.TimeStampResp:
    """Parse an answer now, as asn1crypto parses late; it takes the token for mandatory, which a refusal lacks."""
    try:
        answer = tsp.TimeStampResp.load(content, strict=True)
        _ = answer["time_stamp_token"].native
    except (ValueError, TypeError) as error:
        raise TimestampUnavailable("The timestamp authority refused, or its answer cannot be read.") from error
    return answer


def _check_is_answer_to(request: tsp.TimeStampReq, answer: tsp.TimeStampResp) -> None:
    """Refuse a timestamp of another document or request; pyHanko only compares nonces, and stumbles if they differ."""
    token = answer["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
    for field in ("nonce", "message_imprint"):
        if token[field].native != request[field].native:
            raise TimestampUnavailable("The timestamp authority answered another request.")
