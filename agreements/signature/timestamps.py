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
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, body: bytes) -> tsp.TimeStampResp:
        request = Request(  # noqa: S310 - settings admit http and https only
            self.url,
            data=body,
            headers={"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"},
        )
        try:
            with urlopen(request, timeout=MOST_SECONDS) as answer:  # noqa: S310 - as above
                kind = answer.headers.get_content_type()
                content = answer.read(MOST_BYTES)
        except (URLError, HTTPException, OSError) as error:
            raise TimestampUnavailable("The timestamp authority does not answer.") from error
        if kind != "application/timestamp-reply":
            raise TimestampUnavailable(f"The timestamp authority answered with {kind} instead of a timestamp.")
        try:
            return tsp.TimeStampResp.load(content, strict=True)
        except ValueError as error:
            raise TimestampUnavailable("The timestamp authority's answer cannot be read.") from error
