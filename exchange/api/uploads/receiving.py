"""How every file is received: who sends it, what it is called, and its bytes, read no further than a limit."""

from pathlib import PurePath
from urllib.parse import unquote

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError

from exchange.api.core.context import Context
from exchange.api.core.errors import RequestCode
from exchange.api.core.ids import global_id
from exchange.api.endpoint import rate
from exchange.api.endpoint.refusal import refuse
from exchange.api.endpoint.viewer import context_of
from exchange.kernel import clock
from exchange.parties.models import Person

MAX_BYTES = 20 * 1024 * 1024
CHUNK_BYTES = 256 * 1024
NAME_LENGTH = 200


def sender(request: HttpRequest) -> tuple[Context, Person]:
    """Return who sends a file, before any of it is read.

    Raises:
        RequestRefused: 401, 403, 405, 429.
    """
    if request.method != "POST":
        raise refuse(405, "Send the file by POST.", RequestCode.BAD_INPUT, headers={"Allow": "POST"})
    context = context_of(request, now=clock.now())
    rate.charge(context)
    if context.viewer is None:
        raise refuse(401, "Sign in first.", RequestCode.NOT_SIGNED_IN)
    return context, context.viewer


def filename(request: HttpRequest) -> str:
    """Return the last part of the given name, which may be percent-encoded.

    Raises:
        RequestRefused: 400.
    """
    name = PurePath(unquote(request.headers.get("X-Filename", "")).replace("\\", "/")).name.strip()
    if name in {"", ".."} or len(name) > NAME_LENGTH or not name.isprintable():
        message = f"Give the file's name, at most {NAME_LENGTH} characters, in the header X-Filename."
        raise refuse(400, message, RequestCode.BAD_INPUT)
    return name


def content(request: HttpRequest) -> bytes:
    """Read the body chunk by chunk, no further than the limit.

    Raises:
        RequestRefused: 413, or 400 for a body that is empty or broke off.
    """
    content = bytearray()
    if _announced(request) <= MAX_BYTES:
        try:
            while chunk := request.read(CHUNK_BYTES):
                content += chunk
                if len(content) > MAX_BYTES:
                    break
        except UnreadablePostError:
            raise refuse(400, "The body broke off.", RequestCode.BAD_INPUT) from None
    if len(content) > MAX_BYTES or _announced(request) > MAX_BYTES:
        raise refuse(413, "The file may have 20 MB.", RequestCode.BAD_INPUT)
    if not content or len(content) < _announced(request):
        raise refuse(400, "The file is empty, or broke off.", RequestCode.BAD_INPUT)
    return bytes(content)


def stored(row: Model, *, name: str, sha256: str, size_bytes: int) -> HttpResponse:
    """Answer the id, digest and size of a file that was stored."""
    body = {"id": global_id(row, name), "sha256": sha256, "sizeBytes": size_bytes}
    return JsonResponse(body, status=201, headers={"Cache-Control": "no-store"})


def _announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if str(length).isdecimal() else 0
