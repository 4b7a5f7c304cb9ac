"""GET /healthz says which part is down, by state and by status code, and nothing more."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from exchange.api import health
from exchange.kernel import clock, heartbeat
from exchange.kernel.heartbeat import STALE_AFTER, Part
from exchange.kernel.models import WorkerHeartbeat

ALL_UP = {"database": "up", "migrations": "up", "worker": "up", "clock": "up", "frontend": "up"}


@pytest.fixture(autouse=True)
def everything_up(db: None, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "index.html").touch()
    settings.FRONTEND_DIST = tmp_path
    for part in Part:
        assert heartbeat.mark(part, now=clock.now())


def test_healthz_when_all_is_up(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "up", "parts": ALL_UP})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("part", list(Part))
def test_healthz_when_a_part_is_silent(client: Client, part: Part) -> None:
    heartbeat.mark(part, now=clock.now() - STALE_AFTER - timedelta(seconds=1))
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"status": "down", "parts": ALL_UP | {part.value: "down"}})


def test_healthz_when_the_pages_are_not_built(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.FRONTEND_DIST = tmp_path / "missing"
    response = client.get("/healthz")
    assert (response.status_code, response.json()["parts"]) == (503, ALL_UP | {"frontend": "down"})


def test_healthz_when_the_database_refuses(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> bool:
        raise OperationalError("password authentication failed for user x")

    monkeypatch.setitem(health.CHECKS, "database", refuse)
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"status": "down", "parts": ALL_UP | {"database": "down"}})


def test_healthz_takes_no_post(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


def test_mark_outlives_an_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**values: object) -> None:
        raise OperationalError

    monkeypatch.setattr(WorkerHeartbeat.objects, "update_or_create", refuse)
    assert heartbeat.mark(Part.WORKER, now=clock.now()) is False
