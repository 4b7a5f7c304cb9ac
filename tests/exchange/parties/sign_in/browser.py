"""A browser at the sign-in page: cookies, the CSRF header, and the mails that arrive."""

import json
import re
from typing import Any

from django.conf import settings
from django.core import mail
from django.test import Client

PASSWORD = "correct horse battery staple"
CODE = re.compile(r"^    (\S+)$", re.MULTILINE)
BASE = "/_allauth/browser/v1/"


class Browser:
    """One browser with its session, as strict about CSRF as the server really is."""

    def __init__(self, address: str = "203.0.113.7") -> None:
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address, HTTP_USER_AGENT="Test browser")
        self.client.get(f"{BASE}config")

    def ask(self, method: str, path: str, data: dict[str, Any] | None = None) -> tuple[int, dict[str, Any]]:
        """Send JSON with the CSRF header, as the page does; return status and answer."""
        token = self.client.cookies[settings.CSRF_COOKIE_NAME].value
        answer = self.client.generic(
            method,
            f"{BASE}{path}",
            data=b"" if data is None else json.dumps(data).encode(),
            content_type="application/json",
            headers={"X-CSRFToken": token},
        )
        return answer.status_code, answer.json()

    def get(self, path: str) -> tuple[int, dict[str, Any]]:
        return self.ask("GET", path)

    def post(self, path: str, **data: Any) -> tuple[int, dict[str, Any]]:
        return self.ask("POST", path, data)

    def who(self) -> str | None:
        """Return the address of whoever is signed in here."""
        status, answer = self.get("auth/session")
        return answer["data"]["user"]["email"] if status == 200 else None

    def flows(self) -> dict[str, bool]:
        """Return the ways on that are open, and whether each is under way."""
        _, answer = self.get("auth/session")
        return {flow["id"]: flow.get("is_pending", False) for flow in answer["data"]["flows"]}

    def sign_up(self, email: str, password: str = PASSWORD) -> None:
        """Sign up and confirm the address by the mailed code."""
        assert self.post("auth/signup", email=email, password=password)[0] == 401
        assert self.post("auth/email/verify", key=mailed_code())[0] == 200


def mailed_code() -> str:
    """Return the code in the newest mail."""
    found = CODE.search(str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]


def subjects() -> list[str]:
    """Return the subjects of all mails so far."""
    return [str(message.subject) for message in mail.outbox]
