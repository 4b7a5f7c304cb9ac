"""Second factors: codes of an authenticator app, recovery codes, passkeys; and signing in by passkey alone."""

from datetime import datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from fido2.webauthn import AuthenticatorData

from exchange.parties.models import Person
from exchange.parties.sign_in import MfaAdapter
from tests.exchange.parties.sign_in.browser import PASSWORD, Browser, mailed_code, subjects
from tests.exchange.parties.sign_in.passkey import SoftPasskey

pytestmark = pytest.mark.django_db

ADA = "ada@example.org"


@pytest.fixture
def ada(browser: Browser) -> Browser:
    """Ada's browser, where she typed her password a moment ago."""
    browser.sign_up(ADA)
    assert browser.post("auth/reauthenticate", password=PASSWORD)[0] == 200
    return browser


def totp_code(secret: str) -> str:
    """Return the code an authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    code: str = format_hotp_value(hotp_value(secret, counter))
    return code


def switch_on_totp(browser: Browser) -> str:
    """Set an authenticator app up; return its secret."""
    status, answer = browser.get("account/authenticators/totp")
    assert status == 404
    secret: str = answer["meta"]["secret"]
    assert answer["meta"]["totp_url"].startswith("otpauth://totp/ada%40example.org?secret=")
    assert "issuer=Reagora" in answer["meta"]["totp_url"]
    assert browser.post("account/authenticators/totp", code="000000")[0] == 400
    assert browser.post("account/authenticators/totp", code=totp_code(secret))[0] == 200
    return secret


def later(minutes: int) -> datetime:
    return timezone.now() + timedelta(minutes=minutes)


def test_totp_is_asked_for_after_the_password(ada: Browser) -> None:
    secret = switch_on_totp(ada)
    other = Browser()

    assert other.post("auth/login", email=ADA, password=PASSWORD)[0] == 401
    assert (other.who(), other.flows()["mfa_authenticate"]) == (None, True)
    with time_machine.travel(later(2)):
        assert other.post("auth/2fa/authenticate", code="000000")[0] == 400
        assert other.post("auth/2fa/authenticate", code=totp_code(secret))[0] == 200
    assert other.who() == ADA


@pytest.mark.django_db(transaction=True)
def test_switching_totp_on_is_mailed(ada: Browser) -> None:
    switch_on_totp(ada)
    assert "Reagora: Authenticator app switched on" in subjects()


def test_totp_is_asked_for_after_a_mailed_code_too(ada: Browser) -> None:
    switch_on_totp(ada)
    other = Browser()
    other.post("auth/code/request", email=ADA)
    assert other.post("auth/code/confirm", code=mailed_code())[0] == 401
    assert (other.who(), other.flows()["mfa_authenticate"]) == (None, True)


def test_totp_code_works_once(ada: Browser) -> None:
    secret = switch_on_totp(ada)
    with time_machine.travel(later(2), tick=False):
        code = totp_code(secret)
        first, second = Browser("198.51.100.1"), Browser("198.51.100.2")
        for each in (first, second):
            each.post("auth/login", email=ADA, password=PASSWORD)
        assert first.post("auth/2fa/authenticate", code=code)[0] == 200
        assert second.post("auth/2fa/authenticate", code=code)[0] == 400


def test_totp_secret_rests_encrypted(ada: Browser) -> None:
    secret = switch_on_totp(ada)
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored
    assert MfaAdapter().decrypt(stored) == secret
    with override_settings(SECRET_KEY="another" * 8, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert MfaAdapter().decrypt(stored) == secret


def test_recovery_code_works_once(ada: Browser) -> None:
    switch_on_totp(ada)
    codes = ada.get("account/authenticators/recovery-codes")[1]["data"]["unused_codes"]
    assert len(codes) == 10
    stored = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data
    assert not any(code in str(stored) for code in codes)

    other = Browser()
    other.post("auth/login", email=ADA, password=PASSWORD)
    assert other.post("auth/2fa/authenticate", code=codes[0])[0] == 200
    assert other.who() == ADA

    again = Browser("198.51.100.1")
    again.post("auth/login", email=ADA, password=PASSWORD)
    assert again.post("auth/2fa/authenticate", code=codes[0])[0] == 400
    assert ada.get("account/authenticators/recovery-codes")[1]["data"]["unused_codes"] == codes[1:]


def test_changing_factors_needs_a_fresh_sign_in(ada: Browser) -> None:
    with time_machine.travel(later(10)):
        secret = ada.get("account/authenticators/totp")[1]["meta"]["secret"]
        status, answer = ada.post("account/authenticators/totp", code=totp_code(secret))
        assert (status, answer["data"]["flows"][0]["id"]) == (401, "reauthenticate")
        assert not Authenticator.objects.exists()
        assert ada.post("auth/reauthenticate", password="wrong")[0] == 400
        assert ada.post("auth/reauthenticate", password=PASSWORD)[0] == 200
        assert ada.post("account/authenticators/totp", code=totp_code(secret))[0] == 200


def test_switching_totp_off_is_mailed(ada: Browser) -> None:
    switch_on_totp(ada)
    assert ada.ask("DELETE", "account/authenticators/totp")[0] == 200
    assert subjects()[-1] == "Reagora: Authenticator app switched off"
    assert Browser().post("auth/login", email=ADA, password=PASSWORD)[0] == 200


def add_passkey(browser: Browser, passkey: SoftPasskey) -> None:
    status, answer = browser.get("account/authenticators/webauthn?passwordless")
    assert status == 200
    options = answer["data"]["creation_options"]
    assert options["publicKey"]["rp"] == {"name": "Reagora", "id": "testserver"}
    assert options["publicKey"]["authenticatorSelection"]["userVerification"] == "required"
    status, _ = browser.post("account/authenticators/webauthn", name="Laptop", credential=passkey.register(options))
    assert status == 200


def test_sign_in_by_passkey_alone(ada: Browser) -> None:
    passkey = SoftPasskey()
    add_passkey(ada, passkey)
    assert subjects()[-1] == "Reagora: A passkey was added"
    other = Browser()

    options = other.get("auth/webauthn/login")[1]["data"]["request_options"]
    status, _ = other.post("auth/webauthn/login", credential=passkey.sign(options))

    assert (status, other.who()) == (200, ADA)


def test_passkey_as_second_factor(ada: Browser) -> None:
    passkey = SoftPasskey()
    add_passkey(ada, passkey)
    other = Browser()
    assert other.post("auth/login", email=ADA, password=PASSWORD)[0] == 401

    options = other.get("auth/webauthn/authenticate")[1]["data"]["request_options"]
    status, _ = other.post("auth/webauthn/authenticate", credential=passkey.sign(options))

    assert (status, other.who()) == (200, ADA)


def test_unknown_passkey_opens_nothing(ada: Browser) -> None:
    known, unknown = SoftPasskey(), SoftPasskey()
    add_passkey(ada, known)
    other = Browser()
    options = other.get("auth/webauthn/login")[1]["data"]["request_options"]
    unknown._id, unknown._user_handle = known._id, known._user_handle
    assert other.post("auth/webauthn/login", credential=unknown.sign(options))[0] == 400
    assert other.who() is None


def test_passkey_answer_to_another_challenge_opens_nothing(ada: Browser) -> None:
    passkey = SoftPasskey()
    add_passkey(ada, passkey)
    first, second = Browser(), Browser()
    options = first.get("auth/webauthn/login")[1]["data"]["request_options"]
    second.get("auth/webauthn/login")
    assert second.post("auth/webauthn/login", credential=passkey.sign(options))[0] == 400
    assert second.who() is None


def test_passkey_without_its_owner_verified_opens_nothing(ada: Browser) -> None:
    passkey = SoftPasskey()
    add_passkey(ada, passkey)
    other = Browser()
    options = other.get("auth/webauthn/login")[1]["data"]["request_options"]
    unverified = passkey.sign(options, flags=AuthenticatorData.FLAG.UP)
    assert other.post("auth/webauthn/login", credential=unverified)[0] == 400
    assert other.who() is None


@override_settings(MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=False)
def test_passkey_of_another_site_is_refused(ada: Browser) -> None:
    options = ada.get("account/authenticators/webauthn?passwordless")[1]["data"]["creation_options"]
    elsewhere = SoftPasskey("https://testserver.example")
    status, _ = ada.post("account/authenticators/webauthn", name="X", credential=elsewhere.register(options))
    assert (status, Authenticator.objects.count()) == (400, 0)


def test_removing_a_passkey(ada: Browser) -> None:
    passkey = SoftPasskey()
    add_passkey(ada, passkey)
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk
    assert ada.ask("DELETE", "account/authenticators/webauthn", {"authenticators": [key]})[0] == 200
    assert subjects()[-1] == "Reagora: A passkey was removed"
    other = Browser()
    options = other.get("auth/webauthn/login")[1]["data"]["request_options"]
    assert other.post("auth/webauthn/login", credential=passkey.sign(options))[0] == 400


def test_nobody_removes_a_strangers_passkey(ada: Browser) -> None:
    add_passkey(ada, SoftPasskey())
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk
    stranger = Browser("198.51.100.9")
    stranger.sign_up("eve@example.org")
    assert stranger.ask("DELETE", "account/authenticators/webauthn", {"authenticators": [key]})[0] == 400
    assert Authenticator.objects.filter(user=Person.objects.get(email=ADA), pk=key).exists()
