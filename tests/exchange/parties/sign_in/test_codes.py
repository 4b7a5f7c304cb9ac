"""Sign in and reset the password by codes sent by e-mail."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from exchange.parties import operations
from exchange.parties.models import Person
from tests.exchange.parties.sign_in.browser import PASSWORD, Browser, mailed_code, subjects

pytestmark = pytest.mark.django_db

ADA = "ada@example.org"
NEW_PASSWORD = "another horse battery staple"


def invite() -> Person:
    return operations.invite(email=ADA, by=None, now=timezone.now())


def test_sign_in_by_code(browser: Browser) -> None:
    invite()
    assert browser.post("auth/code/request", email="Ada@Example.org")[0] == 401
    assert (browser.flows()["login_by_code"], browser.who()) == (True, None)

    status, _ = browser.post("auth/code/confirm", code=mailed_code())

    assert (status, browser.who()) == (200, ADA)
    assert subjects() == ["Reagora: Your sign-in code"]


def test_invited_person_signs_in_by_code_and_chooses_a_password(browser: Browser) -> None:
    invite()
    browser.post("auth/code/request", email=ADA)
    browser.post("auth/code/confirm", code=mailed_code())

    assert browser.post("account/password/change", new_password=NEW_PASSWORD)[0] == 200
    assert Browser().post("auth/login", email=ADA, password=NEW_PASSWORD)[0] == 200


def test_wrong_code_can_be_tried_three_times(browser: Browser) -> None:
    invite()
    browser.post("auth/code/request", email=ADA)
    statuses = [browser.post("auth/code/confirm", code="AAAA-AAAA")[0] for _ in range(3)]
    assert statuses == [400, 400, 400]
    assert browser.post("auth/code/confirm", code=mailed_code())[0] == 409
    assert browser.who() is None


def test_code_is_for_the_browser_that_asked(browser: Browser) -> None:
    invite()
    browser.post("auth/code/request", email=ADA)
    assert Browser().post("auth/code/confirm", code=mailed_code())[0] == 409


def test_code_expires(browser: Browser) -> None:
    invite()
    browser.post("auth/code/request", email=ADA)
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        assert browser.post("auth/code/confirm", code=mailed_code())[0] == 409
    assert browser.who() is None


def test_code_works_once(browser: Browser) -> None:
    invite()
    browser.post("auth/code/request", email=ADA)
    code = mailed_code()
    browser.post("auth/code/confirm", code=code)
    browser.ask("DELETE", "auth/session")
    assert browser.post("auth/code/confirm", code=code)[0] == 409


def test_codes_are_limited_by_address() -> None:
    invite()
    statuses = [Browser(f"198.51.100.{n}").post("auth/code/request", email=ADA)[0] for n in range(4)]
    assert statuses == [401, 401, 401, 400]
    assert len(mail.outbox) == 3


def test_reset_password_by_code(browser: Browser) -> None:
    browser.sign_up(ADA)
    thief = Browser()
    thief.post("auth/login", email=ADA, password=PASSWORD)
    owner = Browser()

    assert owner.post("auth/password/request", email=ADA)[0] == 401
    code = mailed_code()
    assert owner.post("auth/password/reset", key="AAAA-AAAA", password=NEW_PASSWORD)[0] == 400
    assert owner.post("auth/password/reset", key=code, password="short")[0] == 400
    assert owner.post("auth/password/reset", key=code, password=NEW_PASSWORD)[0] in {200, 401}

    assert thief.who() is None
    assert Browser().post("auth/login", email=ADA, password=PASSWORD)[0] == 400
    assert Browser().post("auth/login", email=ADA, password=NEW_PASSWORD)[0] == 200
    assert subjects()[-2:] == ["Reagora: Your password reset code", "Reagora: Your password was reset"]


@pytest.mark.parametrize(
    ("path", "sent"),
    [("auth/code/request", "Your sign-in code"), ("auth/password/request", "Your password reset code")],
)
def test_known_and_unknown_addresses_look_alike(path: str, sent: str) -> None:
    invite()
    known = Browser("198.51.100.1").post(path, email=ADA)
    unknown = Browser("198.51.100.2").post(path, email="nobody@example.org")
    assert known == unknown
    assert subjects() == [f"Reagora: {sent}", "Reagora: No account with this address"]


def test_signing_up_with_a_known_address_looks_alike() -> None:
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        Browser("198.51.100.1").sign_up(ADA)
    new, known = Browser("198.51.100.2"), Browser("198.51.100.3")
    answers = [
        new.post("auth/signup", email="new@example.org", password=PASSWORD),
        known.post("auth/signup", email=ADA, password=NEW_PASSWORD),
    ]
    assert answers[0] == answers[1]
    assert new.flows() == known.flows()
    assert new.get("auth/session") == known.get("auth/session")
    assert subjects()[-1] == "Reagora: You have an account already"
    assert "/account/password/reset" in mail.outbox[-1].body
    wrong = [each.post("auth/email/verify", key="AAAA-AAAA") for each in (new, known)]
    assert wrong[0] == wrong[1]
    assert Browser().post("auth/login", email=ADA, password=PASSWORD)[0] == 200


def test_password_chosen_by_a_stranger_is_void(browser: Browser) -> None:
    """Somebody signs up with another's address and waits until its owner comes in by a code."""
    stranger = Browser("198.51.100.66")
    stranger.post("auth/signup", email=ADA, password=PASSWORD)

    browser.post("auth/code/request", email=ADA)
    browser.post("auth/code/confirm", code=mailed_code())

    assert browser.who() == ADA
    assert not Person.objects.get().has_usable_password()
    assert stranger.who() is None
    assert stranger.post("auth/login", email=ADA, password=PASSWORD)[0] == 400
    assert Browser().post("auth/login", email=ADA, password=PASSWORD)[0] == 400


def test_code_keeps_the_password_of_a_proven_address(browser: Browser) -> None:
    browser.sign_up(ADA)
    other = Browser()
    other.post("auth/code/request", email=ADA)
    other.post("auth/code/confirm", code=mailed_code())
    assert Person.objects.get().check_password(PASSWORD)
