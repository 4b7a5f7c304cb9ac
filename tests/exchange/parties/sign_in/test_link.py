"""Links that sign in, for the demo only."""

import os
import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import signing
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from exchange.api.parties.sign_in_link import link_urls
from exchange.parties.models import Person
from exchange.parties.sign_in_link import demo_sign_in_url
from exchange.urls import urlpatterns as usual
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db

# The URL map of a demo: the link before the page, which takes every other path.
urlpatterns = [*link_urls(is_demo=True), *usual]
in_demo = override_settings(DEMO=True, ROOT_URLCONF=__name__, PUBLIC_URL="http://localhost:8000")


def open_link(url: str) -> tuple[int, str, str | None]:
    """Follow a link in a new browser; return status, where it leads, and who is signed in then."""
    client = Client()
    answer = client.get(urlsplit(url).path)
    session = client.get("/_allauth/browser/v1/auth/session").json()
    user = session["data"].get("user", {})
    return answer.status_code, answer.headers.get("Location", ""), user.get("display")


@in_demo
def test_link_signs_its_person_in_any_number_of_times() -> None:
    url = demo_sign_in_url(PersonFactory.create(full_name="Ada"))
    assert url.startswith("http://localhost:8000/sign-in/link/")
    for _ in range(2):
        assert open_link(url) == (302, "/", "Ada")
    with time_machine.travel(timezone.now() + timedelta(days=89)):
        assert open_link(url) == (302, "/", "Ada")


@in_demo
def test_link_ends_after_ninety_days() -> None:
    url = demo_sign_in_url(PersonFactory.create())
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert open_link(url) == (410, "", None)


@in_demo
def test_link_of_somebody_else_cannot_be_made() -> None:
    ada, eve = PersonFactory.create(), PersonFactory.create()
    url = demo_sign_in_url(eve)
    forged = (
        url.replace(str(eve.pk), str(ada.pk)),
        url[:-1] + ("a" if url[-1] != "a" else "b"),
        f"http://localhost:8000/sign-in/link/{signing.TimestampSigner(salt='other').sign(str(ada.pk))}",
        "http://localhost:8000/sign-in/link/x",
    )
    assert [open_link(link) for link in forged] == [(410, "", None)] * 4


@in_demo
def test_link_of_an_inactive_person() -> None:
    url = demo_sign_in_url(PersonFactory.create())
    Person.objects.update(is_active=False)
    assert open_link(url) == (410, "", None)


@in_demo
def test_link_is_not_kept_by_caches_nor_posted() -> None:
    path = urlsplit(demo_sign_in_url(PersonFactory.create())).path
    assert "no-store" in Client().get(path).headers["Cache-Control"]
    assert Client().post(path).status_code == 405


def test_there_is_no_link_outside_a_demo() -> None:
    person = PersonFactory.create()
    with override_settings(DEMO=True):
        path = urlsplit(demo_sign_in_url(person)).path
    client = Client()
    client.get(path)
    assert client.get("/_allauth/browser/v1/auth/session").status_code == 401
    assert link_urls(is_demo=False) == []
    with pytest.raises(NoReverseMatch):
        reverse("sign-in-link", args=["x"])
    with pytest.raises(RuntimeError, match="Only a demo"):
        demo_sign_in_url(person)


def test_production_refuses_to_be_a_demo() -> None:
    environment = {
        **os.environ,
        "DEMO": "true",
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "reagora.example",
        "PUBLIC_URL": "https://reagora.example",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import exchange.settings.production"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "DEMO hands out links that sign anybody in; production refuses it." in done.stderr
