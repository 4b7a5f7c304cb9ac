"""POST /uploads: a file to import, as the raw body, with its name in the header X-Filename."""

from pathlib import PurePath
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from catalog.interchange import operations, queries
from catalog.interchange.errors import UploadCode
from catalog.interchange.operations.uploads import MAX_BYTES
from exchange.api.core.context import Context
from exchange.api.core.errors import RequestCode
from exchange.api.core.ids import global_id
from exchange.api.endpoint import rate
from exchange.api.endpoint.plain import refusals_as_json
from exchange.api.endpoint.refusal import refuse
from exchange.api.endpoint.viewer import context_of
from exchange.kernel import clock
from exchange.kernel.errors import DomainError, NotAllowed
from exchange.parties.models import Person

CHUNK_BYTES = 256 * 1024
NAME_LENGTH = 200
_STATUS: dict[str, int] = {UploadCode.UNREADABLE: 415, UploadCode.PATIENT_RECORDS: 422}


# `context_of` checks the header itself: a token needs none.
@csrf_exempt
@refusals_as_json
def upload(request: HttpRequest) -> HttpResponse:
    """Store a file and answer its id, digest and size; importing it is a command of its own."""
    if request.method != "POST":
        raise refuse(405, "Send the file by POST.", RequestCode.BAD_INPUT, headers={"Allow": "POST"})
    context = context_of(request, now=clock.now())
    rate.charge(context)
    person = _importer(context)
    filename = _filename(request)
    content = _content(request)
    try:
        stored = operations.store_upload(filename=filename, content=content, by=person, now=context.now)
    except DomainError as error:
        raise refuse(_STATUS.get(error.code, 400), error.message, RequestCode.BAD_INPUT) from None
    body = {"id": global_id(stored, "Upload"), "sha256": stored.sha256, "sizeBytes": stored.size_bytes}
    return JsonResponse(body, status=201, headers={"Cache-Control": "no-store"})


def _importer(context: Context) -> Person:
    """Return who sends the file, before any of it is read; for which unit, the import itself checks.

    Raises:
        RequestRefused: 401, 403.
    """
    if context.viewer is None:
        raise refuse(401, "Sign in first.", RequestCode.NOT_SIGNED_IN)
    try:
        queries.require_importer(context.viewer, on=context.now.date())
    except NotAllowed as error:
        raise refuse(403, error.message, RequestCode.NOT_ALLOWED) from None
    return context.viewer


def _filename(request: HttpRequest) -> str:
    """Return the last part of the given name, which may be percent-encoded.

    Raises:
        RequestRefused: 400.
    """
    name = PurePath(unquote(request.headers.get("X-Filename", "")).replace("\\", "/")).name.strip()
    if name in {"", ".."} or len(name) > NAME_LENGTH or not name.isprintable():
        message = f"Give the file's name, at most {NAME_LENGTH} characters, in the header X-Filename."
        raise refuse(400, message, RequestCode.BAD_INPUT)
    return name


def _content(request: HttpRequest) -> bytes:
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


def _announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if str(length).isdecimal() else 0
