"""The mails about signing in are all in our words."""

import re
from datetime import UTC, datetime
from pathlib import Path

import allauth
import pytest

from exchange.parties.mails import MAILS, rendered

VALUES = {
    "code": "ABCD-EFGH",
    "email": "ada@example.org",
    "signup_url": "http://localhost/account/sign-up",
    "password_reset_url": "http://localhost/account/password/reset",
    "timestamp": datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
    "ip": "203.0.113.7",
    "user_agent": "Test {browser}",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
    "provider": "ORCID",
}
# Only sent where passwords are reset by a link instead of a code.
NEVER_SENT = {"account/email/password_reset_key"}


def test_every_mail_of_allauth_has_our_words() -> None:
    folder = Path(allauth.__file__).parent / "templates"
    names = {
        str(file.relative_to(folder)).removesuffix("_subject.txt") for file in folder.glob("*/email/*_subject.txt")
    }
    assert set(MAILS) == names - NEVER_SENT


@pytest.mark.parametrize("name", sorted(MAILS))
def test_mail_is_complete(name: str) -> None:
    mail = rendered(name, VALUES)
    assert mail.subject.startswith("Reagora: ")
    assert "\n" not in mail.subject
    assert mail.body.endswith("\n-- \nReagora, the marketplace of cancer research resources\n")
    assert not re.search(r"\{(?!browser\})", mail.body)


def test_notice_says_when_and_from_where() -> None:
    assert rendered("account/email/password_changed", VALUES).body.startswith(
        "The password of your account was changed.\n\n"
        "When: 2 March 2026, 09:05 UTC\nFrom the address: 203.0.113.7\nWith: Test {browser}\n\n"
        "If this was not you, sign in at once"
    )


def test_code_stands_on_a_line_of_its_own() -> None:
    assert "\n\n    ABCD-EFGH\n\n" in rendered("account/email/login_code", VALUES).body


def test_unknown_mail_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        rendered("account/email/unheard_of", VALUES)
