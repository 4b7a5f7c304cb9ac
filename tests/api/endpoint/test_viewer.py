"""Who asks: sessions with their CSRF header, and API tokens without cookies."""

import json
from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from exchange.api.endpoint.viewer import context_of
from exchange.kernel import clock
from exchange.parties import operations
from exchange.parties.models import ApiToken, Person
from tests.api.endpoint.posting import code_of, post
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db
WHO = {"query": "{ viewer { email } }"}


def who(response: HttpResponse) -> str | None:
    assert response.status_code == 200, response.content
    viewer = json.loads(response.content)["data"]["viewer"]
    return viewer["email"] if viewer else None


@pytest.fixture
def person() -> Person:
    return PersonFactory(email="ada@example.org")


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def token_of(person: Person) -> str:
    _, secret = operations.create_token(name="script", days=1, by=person, now=clock.now())
    return secret


def test_nobody_is_nobody_and_needs_no_header(strict: Client) -> None:
    assert who(post(strict, WHO)) is None


def test_session_needs_its_csrf_header(strict: Client, person: Person) -> None:
    strict.force_login(person)
    response = post(strict, WHO)
    assert response.status_code == 403
    assert code_of(response) == "CSRF_FAILED"
    strict.get("/")
    cookie = strict.cookies["reagora_csrf"].value
    assert who(post(strict, WHO, headers={"X-CSRFToken": cookie})) == "ada@example.org"
    assert post(strict, WHO, headers={"X-CSRFToken": "x" * 32}).status_code == 403


def test_session_of_an_inactive_person_is_nobody(client: Client, person: Person) -> None:
    client.force_login(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert who(post(client, WHO)) is None


def test_token_needs_no_header_and_no_cookie(strict: Client, person: Person) -> None:
    assert who(post(strict, WHO, headers={"Authorization": f"Bearer {token_of(person)}"})) == "ada@example.org"
    assert who(post(strict, WHO, headers={"Authorization": f"bearer  {token_of(person)} "})) == "ada@example.org"


def test_token_counts_alone_beside_a_session(strict: Client, person: Person) -> None:
    strict.force_login(PersonFactory())
    assert who(post(strict, WHO, headers={"Authorization": f"Bearer {token_of(person)}"})) == "ada@example.org"
    assert post(strict, WHO, headers={"Authorization": "Bearer wrong"}).status_code == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer wrong", "Basic YTpi", "", "Token x", "Bearer a b"])
def test_token_that_is_none_is_refused(client: Client, header: str) -> None:
    response = post(client, WHO, headers={"Authorization": header})
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="reagora"'
    assert code_of(response) == "NOT_SIGNED_IN"


def test_token_that_ended_is_refused(client: Client, person: Person) -> None:
    now = clock.now()
    for change in ({"revoked_at": now}, {"created_at": now - timedelta(2), "expires_at": now - timedelta(1)}):
        secret = token_of(person)
        ApiToken.objects.filter(revoked_at__isnull=True).update(**change)
        assert post(client, WHO, headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    secret = token_of(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert post(client, WHO, headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def request_of(person: Person) -> HttpRequest:
    """Return a request of a session that has just begun."""
    request = RequestFactory().post("/graphql")
    request.session = SessionStore()
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return request


def test_session_knows_when_its_person_last_proved_who_they_are(person: Person) -> None:
    request, now = request_of(person), clock.now()
    assert context_of(request, now=now).proved_at is None
    record_authentication(request, person, method="password")
    proved_at = context_of(request, now=now).proved_at
    assert proved_at is not None
    assert abs(clock.now() - proved_at) < timedelta(seconds=10)
    assert proved_at.tzinfo is not None


def test_script_proves_nothing(person: Person) -> None:
    request = RequestFactory().post("/graphql", headers={"Authorization": f"Bearer {token_of(person)}"})
    context = context_of(request, now=clock.now())
    assert (context.viewer, context.is_by_token, context.proved_at) == (person, True, None)
