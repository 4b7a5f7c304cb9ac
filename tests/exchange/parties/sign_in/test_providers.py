"""ORCID and a generic OpenID Connect provider: only when configured, and what they confirm."""

from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import override_settings

from exchange.parties.models import Person
from exchange.settings.accounts import oidc_provider, orcid_provider, sign_in_servers
from tests.exchange.parties.sign_in.browser import PASSWORD, Browser, mailed_code
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db

ADA = "ada@example.org"
ORCID = "0000-0002-1825-0097"
APP = {"client_id": "APP-1", "secret": "s3cret"}
with_orcid = override_settings(SOCIALACCOUNT_PROVIDERS={"orcid": {"APPS": [APP]}})
with_oidc = override_settings(
    SOCIALACCOUNT_PROVIDERS={
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    **APP,
                    "provider_id": "institution",
                    "name": "Ghent",
                    "settings": {"server_url": "https://id.example.org"},
                }
            ],
        }
    }
)


class Answer:
    """An HTTP answer of the provider."""

    status_code = 200

    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content
        self.headers = {"content-type": "application/json"}

    def json(self) -> dict[str, Any]:
        return self._content

    def raise_for_status(self) -> None:
        return None


class Provider:
    """What stands in for the provider's servers: answers by the end of the address."""

    def __init__(self, **answers: dict[str, Any]) -> None:
        self.answers = answers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def request(self, method: str, url: str, **options: Any) -> Answer:
        return Answer(next(answer for name, answer in self.answers.items() if url.endswith(name.replace("_", "-"))))

    def get(self, url: str, **options: Any) -> Answer:
        return self.request("GET", url, **options)


@pytest.fixture
def orcid(monkeypatch: pytest.MonkeyPatch) -> Provider:
    """ORCID, which knows Ada but not her address."""
    record = {
        "orcid-identifier": {"path": ORCID, "uri": f"https://orcid.org/{ORCID}"},
        "person": {"name": {"given-names": {"value": "Ada"}, "family-name": {"value": "Lovelace"}}},
    }
    provider = Provider(token={"access_token": "t", "token_type": "bearer", "orcid": ORCID}, record=record)
    monkeypatch.setattr(DefaultSocialAccountAdapter, "get_requests_session", lambda self: provider)
    return provider


def providers(browser: Browser) -> list[str]:
    return [provider["id"] for provider in browser.get("config")[1]["data"]["socialaccount"]["providers"]]


def leave(browser: Browser, provider: str, process: str = "login") -> dict[str, str]:
    """Go to the provider; return what it is asked."""
    answer = browser.client.post(
        "/_allauth/browser/v1/auth/provider/redirect",
        {
            "provider": provider,
            "process": process,
            "callback_url": "/account/provider/callback",
            "csrfmiddlewaretoken": browser.client.cookies[settings.CSRF_COOKIE_NAME].value,
        },
    )
    assert answer.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def come_back(browser: Browser, path: str, state: str) -> str:
    """Come back from the provider with its code; return where one lands."""
    answer = browser.client.get(f"/accounts/{path}/login/callback/", {"code": "x", "state": state})
    return answer.headers["Location"] if answer.status_code == 302 else ""


def by_orcid(browser: Browser, process: str = "login") -> str:
    return come_back(browser, "orcid", leave(browser, "orcid", process)["state"])


def test_no_provider_unless_configured(browser: Browser) -> None:
    assert providers(browser) == []


@with_orcid
def test_orcid_is_listed_when_configured(browser: Browser) -> None:
    assert providers(browser) == ["orcid"]


@with_oidc
def test_institution_is_listed_when_configured(browser: Browser) -> None:
    assert providers(browser) == ["institution"]


def test_nothing_is_configured_without_its_environment() -> None:
    assert orcid_provider() == {"BASE_DOMAIN": "orcid.org", "APPS": []}
    assert oidc_provider() == {"APPS": []}


def test_forms_may_lead_to_the_servers_that_are_configured_and_no_others() -> None:
    off = {"orcid": orcid_provider(), "openid_connect": oidc_provider()}
    on: dict[str, dict[str, Any]] = {
        "orcid": {"BASE_DOMAIN": "sandbox.orcid.org", "APPS": [APP]},
        "openid_connect": {"APPS": [{**APP, "settings": {"server_url": "https://id.example.org:8443/realms/ghent"}}]},
    }
    assert sign_in_servers(off) == []
    assert sign_in_servers(on) == ["https://sandbox.orcid.org", "https://id.example.org:8443"]
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] == ["'self'"]


@with_orcid
def test_signing_up_by_orcid_confirms_id_and_address(browser: Browser, orcid: Provider) -> None:
    typed = PersonFactory.create(orcid=ORCID)
    asked = leave(browser, "orcid")
    assert (asked["client_id"], asked["scope"]) == ("APP-1", "/authenticate")
    assert come_back(browser, "orcid", asked["state"]) == "/account/provider/callback"
    assert browser.flows()["provider_signup"] is True

    assert browser.post("auth/provider/signup", email=ADA)[0] == 401
    assert (browser.who(), browser.flows()["verify_email"]) == (None, True)
    assert browser.post("auth/email/verify", key=mailed_code())[0] == 200

    ada = Person.objects.get(email=ADA)
    assert (browser.who(), ada.full_name, ada.orcid) == (ADA, "Ada Lovelace", ORCID)
    assert not ada.has_usable_password()
    typed.refresh_from_db()
    assert typed.orcid == ""

    again = Browser()
    by_orcid(again)
    assert again.who() == ADA


@with_orcid
def test_orcid_does_not_open_an_account_by_its_address(browser: Browser, orcid: Provider) -> None:
    Browser("198.51.100.1").sign_up(ADA)
    orcid.answers["record"]["person"]["emails"] = {"email": [{"email": ADA}]}

    by_orcid(browser)

    assert browser.who() is None
    assert not SocialAccount.objects.exists()


@with_orcid
def test_connecting_orcid_later_keeps_its_id(browser: Browser, orcid: Provider) -> None:
    browser.sign_up(ADA)
    browser.post("auth/reauthenticate", password=PASSWORD)

    by_orcid(browser, "connect")

    assert Person.objects.get(email=ADA).orcid == ORCID
    assert SocialAccount.objects.get().uid == ORCID


@with_orcid
def test_state_of_another_browser_is_refused(browser: Browser, orcid: Provider) -> None:
    victim = Browser("198.51.100.1")
    come_back(victim, "orcid", leave(browser, "orcid")["state"])
    assert (victim.who(), "provider_signup" in victim.flows()) == (None, False)


@with_oidc
def test_institution_is_asked_with_pkce(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    configuration = {
        "issuer": "https://id.example.org",
        "authorization_endpoint": "https://id.example.org/authorize",
        "token_endpoint": "https://id.example.org/token",
        "userinfo_endpoint": "https://id.example.org/userinfo",
    }
    provider = Provider(
        openid_configuration=configuration,
        token={"access_token": "t", "token_type": "bearer"},
        userinfo={"sub": "ada-1", "name": "Ada Lovelace", "email": ADA, "email_verified": True},
    )
    monkeypatch.setattr(DefaultSocialAccountAdapter, "get_requests_session", lambda self: provider)

    asked = leave(browser, "institution")
    assert asked["code_challenge_method"] == "S256"
    assert "openid" in asked["scope"].split()
    assert come_back(browser, "oidc/institution", asked["state"]) == "/account/provider/callback"
    person = Person.objects.get()
    assert (browser.who(), person.full_name, person.orcid) == (ADA, "Ada Lovelace", "")
