"""Who asks: a session, guarded against cross-site requests, or an API token."""

from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from exchange.api.core.context import Context
from exchange.api.core.errors import RequestCode
from exchange.api.endpoint import rate
from exchange.api.endpoint.refusal import refuse
from exchange.parties import operations
from exchange.parties.models import ApiToken, Person


class _Csrf(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def context_of(request: HttpRequest, *, now: datetime) -> Context:
    """Return the context of a request. A token counts alone: with one, cookies are not looked at.

    Raises:
        RequestRefused: 401 for a token that is not valid, 429 for many of them,
            403 for a session without its CSRF header.
    """
    if "Authorization" in request.headers:
        token = _token(request, now)
        proved_at = token.created_at if token.may_sign else None
        return Context(token.person, now, request, is_by_token=True, proved_at=proved_at)
    person = get_user(request)
    if not isinstance(person, Person):
        return Context(None, now, request)
    check_csrf(request)
    return Context(person, now, request, proved_at=_proved_at(request, person))


def _proved_at(request: HttpRequest, person: Person) -> datetime | None:
    """Return when the session's person last entered a password, a code or a passkey."""
    moments = [record["at"] for record in get_authentication_records(request, person)]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def _no_view(request: HttpRequest) -> HttpResponse:
    """Stand for the view, whose exemption must not count here."""
    return HttpResponse()


def check_csrf(request: HttpRequest) -> None:
    """Check the CSRF header of a session's request.

    Raises:
        RequestRefused: 403.
    """
    check = _Csrf(_no_view)
    check.process_request(request)
    reason = check.process_view(request, _no_view, (), {})
    if reason:
        raise refuse(403, f"The request lacks its CSRF header: {reason}", RequestCode.CSRF_FAILED)


def _token(request: HttpRequest, now: datetime) -> ApiToken:
    scheme, _, secret = request.headers["Authorization"].partition(" ")
    token = operations.use_token(secret=secret.strip(), now=now) if scheme.lower() == "bearer" else None
    if token is None:
        rate.charge(Context(None, now, request))
        raise refuse(
            401,
            "The token is not valid, has expired or was revoked.",
            RequestCode.NOT_SIGNED_IN,
            headers={"WWW-Authenticate": 'Bearer realm="reagora"'},
        )
    return token
