"""Sign up, sign in by password, sign out."""

from datetime import timedelta

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone

from exchange.parties.models import Person
from tests.exchange.parties.sign_in.browser import PASSWORD, Browser, mailed_code, subjects
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db

ADA = "ada@example.org"


def test_sign_up_confirms_the_address_first(browser: Browser) -> None:
    status, answer = browser.post("auth/signup", email="Ada@Example.org", password=PASSWORD)
    assert (status, browser.flows()["verify_email"], browser.who()) == (401, True, None)

    status, answer = browser.post("auth/email/verify", key=mailed_code())

    assert (status, answer["data"]["user"]["email"], browser.who()) == (200, ADA, ADA)
    person = Person.objects.get()
    assert (person.email, person.has_usable_password(), person.is_active) == (ADA, True, True)
    assert subjects() == ["Reagora: Your confirmation code"]


def test_sign_out_and_in_again(browser: Browser) -> None:
    browser.sign_up(ADA)
    assert browser.ask("DELETE", "auth/session")[0] == 401
    assert browser.who() is None

    status, _ = browser.post("auth/login", email="ADA@example.org", password=PASSWORD)

    assert (status, browser.who()) == (200, ADA)


def test_sign_in_before_the_address_is_confirmed(browser: Browser) -> None:
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        browser.post("auth/signup", email=ADA, password=PASSWORD)
    other = Browser()

    status, _ = other.post("auth/login", email=ADA, password=PASSWORD)

    assert (status, other.who(), other.flows()["verify_email"]) == (401, None, True)


@pytest.mark.parametrize(
    ("email", "password"), [(ADA, "wrong horse battery staple"), ("nobody@example.org", PASSWORD), (ADA, "")]
)
def test_sign_in_with_wrong_credentials(browser: Browser, email: str, password: str) -> None:
    browser.sign_up(ADA)
    other = Browser()
    status, answer = other.post("auth/login", email=email, password=password)
    assert (status, other.who()) == (400, None)
    assert "user" not in str(answer)


def test_wrong_password_and_unknown_address_look_alike(browser: Browser) -> None:
    browser.sign_up(ADA)
    other = Browser()
    known = other.post("auth/login", email=ADA, password="wrong horse battery")
    unknown = other.post("auth/login", email="nobody@example.org", password="wrong horse battery")
    assert known == unknown
    assert known[1]["errors"][0]["code"] == "email_password_mismatch"


def test_guessing_is_limited_by_address_and_by_client(browser: Browser) -> None:
    browser.sign_up(ADA)
    guesses = [Browser(f"198.51.100.{n}").post("auth/login", email=ADA, password=f"guess {n}") for n in range(7)]
    codes = [answer["errors"][0]["code"] for _, answer in guesses]
    assert codes == ["email_password_mismatch"] * 5 + ["too_many_login_attempts"] * 2
    # The right password is not tried either while the limit lasts.
    assert Browser().post("auth/login", email=ADA, password=PASSWORD)[0] == 400

    one = Browser("192.0.2.1")
    guesses = [one.post("auth/login", email=f"{n}@example.org", password=PASSWORD) for n in range(12)]
    assert [answer["errors"][0]["code"] for _, answer in guesses][-1] == "too_many_login_attempts"


def test_signing_up_is_limited_by_client() -> None:
    one = Browser()
    statuses = [one.post("auth/signup", email=f"{n}@example.org", password="short")[0] for n in range(21)]
    assert statuses == [400] * 20 + [429]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("too short", "password_too_short"),
        ("passwordpassword", None),
        ("1234567890123456", "password_entirely_numeric"),
        ("telechargement", "password_too_common"),
    ],
)
def test_sign_up_with_a_weak_password(browser: Browser, password: str, code: str | None) -> None:
    status, answer = browser.post("auth/signup", email=ADA, password=password)
    if code is None:
        assert status == 401
    else:
        assert (status, answer["errors"][0]["code"]) == (400, code)
        assert not Person.objects.exists()


def test_requests_need_the_csrf_header(browser: Browser) -> None:
    answer = browser.client.post(
        "/_allauth/browser/v1/auth/login", {"email": ADA, "password": PASSWORD}, content_type="application/json"
    )
    assert answer.status_code == 403


def test_cookies_are_kept_from_scripts_and_other_sites(browser: Browser) -> None:
    browser.sign_up(ADA)
    session = browser.client.cookies["reagora_session"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")


def test_signing_in_renews_the_session(browser: Browser) -> None:
    browser.sign_up(ADA)
    before = browser.client.cookies["reagora_session"].value
    browser.ask("DELETE", "auth/session")
    browser.post("auth/login", email=ADA, password=PASSWORD)
    assert browser.client.cookies["reagora_session"].value not in {"", before}


def test_inactive_person_is_out_at_once(browser: Browser) -> None:
    browser.sign_up(ADA)
    Person.objects.update(is_active=False)
    assert browser.who() is None
    assert Browser().post("auth/login", email=ADA, password=PASSWORD)[0] in {400, 401}
    assert Browser().who() is None


def test_changing_the_password_ends_other_sessions(browser: Browser) -> None:
    browser.sign_up(ADA)
    other = Browser()
    other.post("auth/login", email=ADA, password=PASSWORD)
    assert other.who() == ADA

    new = "another horse battery staple"
    assert browser.post("account/password/change", current_password="wrong", new_password=new)[0] == 400
    status, answer = browser.post("account/password/change", current_password=PASSWORD, new_password=ADA)
    assert (status, answer["errors"][0]["code"]) == (400, "password_too_similar")
    assert browser.post("account/password/change", current_password=PASSWORD, new_password=new)[0] == 200

    assert (browser.who(), other.who()) == (ADA, None)
    assert subjects()[-1] == "Reagora: Your password was changed"
    assert Browser().post("auth/login", email=ADA, password=new)[0] == 200


@override_settings(SIGN_UP_OPEN=False)
def test_sign_up_is_closed_by_setting() -> None:
    browser = Browser()
    assert browser.get("config")[1]["data"]["account"]["is_open_for_signup"] is False
    assert browser.post("auth/signup", email=ADA, password=PASSWORD)[0] == 403
    assert not Person.objects.exists()


def test_people_without_password_cannot_sign_in_by_one(browser: Browser) -> None:
    PersonFactory.create(email=ADA)
    for password in ("", "!", PASSWORD):
        assert browser.post("auth/login", email=ADA, password=password)[0] == 400
