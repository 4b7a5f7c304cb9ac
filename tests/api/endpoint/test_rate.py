"""The token bucket of each viewer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client

from exchange.api.endpoint import rate
from exchange.api.models import RateBucket
from exchange.api.tasks import forget_full_buckets
from tests.api.endpoint.posting import code_of, post
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db
TYPENAME = {"query": "{ __typename }"}


@pytest.fixture(autouse=True)
def three_at_once(settings: Any) -> None:
    settings.GRAPHQL_RATE_BURST = 3
    # So slow that no test waits for it.
    settings.GRAPHQL_RATE_PER_SECOND = 0.001


def pass_time(seconds: float) -> None:
    RateBucket.objects.update(filled_at=F("filled_at") - timedelta(seconds=seconds))


def test_bucket_is_emptied_and_fills_up_to_its_brim() -> None:
    assert [rate.take("a") for _ in range(5)] == [True, True, True, False, False]
    pass_time(1000)
    assert [rate.take("a") for _ in range(2)] == [True, False]
    pass_time(1_000_000)
    assert [rate.take("a") for _ in range(4)] == [True, True, True, False]
    assert rate.take("b") is True


def test_taking_costs_one_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        rate.take("a")


def test_viewers_have_buckets_of_their_own(client: Client, settings: Any) -> None:
    for _ in range(3):
        assert post(client, TYPENAME).status_code == 200
    response = post(client, TYPENAME)
    assert response.status_code == 429
    assert response["Retry-After"] == "1000"
    assert code_of(response) == "RATE_LIMITED"
    assert post(client, TYPENAME, REMOTE_ADDR="192.0.2.7").status_code == 200
    client.force_login(PersonFactory())
    assert post(client, TYPENAME).status_code == 200
    settings.GRAPHQL_RATE_BURST = 0
    client.logout()
    assert post(client, TYPENAME).status_code == 200


def test_addresses_are_not_kept(client: Client) -> None:
    post(client, TYPENAME, REMOTE_ADDR="192.0.2.7")
    (key,) = RateBucket.objects.values_list("key", flat=True)
    assert key.startswith("address:")
    assert "192.0.2.7" not in key


def test_silent_viewers_are_forgotten_after_a_day() -> None:
    rate.take("silent")
    pass_time(25 * 3600)
    rate.take("active")
    assert forget_full_buckets.delay().get() == 1
    assert set(RateBucket.objects.values_list("key", flat=True)) == {"active"}


@pytest.mark.django_db(transaction=True)
def test_bucket_gives_no_more_than_it_holds_to_many_at_once(settings: Any) -> None:
    settings.GRAPHQL_RATE_BURST = 7

    def take_three() -> int:
        try:
            return sum(rate.take("shared") for _ in range(3))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        taken = [pool.submit(take_three) for _ in range(8)]
    assert sum(future.result() for future in taken) == 7


def test_wrong_tokens_are_counted_against_the_address(client: Client) -> None:
    wrong = {"Authorization": "Bearer wrong"}
    statuses = [post(client, TYPENAME, headers=wrong).status_code for _ in range(4)]
    assert statuses == [401, 401, 401, 429]
