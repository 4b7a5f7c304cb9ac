"""Every test begins with unused limits."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.exchange.parties.sign_in.browser import Browser


@pytest.fixture(autouse=True)
def unused_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def browser() -> Browser:
    return Browser()
