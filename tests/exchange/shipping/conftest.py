"""Deals that are committed, so that other connections see them."""

import pytest


@pytest.fixture
def undelivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the outbox undelivered, so that documents are stand-ins and not typeset again for each test."""
    monkeypatch.setattr("exchange.kernel.outbox._wake_relay", lambda: None)
