from datetime import UTC, datetime, timedelta
from uuid import RFC_4122

from exchange.kernel.clock import now, today
from exchange.kernel.ids import new_id


def test_ids_are_version_7_and_sort_by_age() -> None:
    ids = [new_id() for _ in range(1000)]
    assert {(each.version, each.variant) for each in ids} == {(7, RFC_4122)}
    assert len(set(ids)) == 1000
    assert sorted(ids) == ids


def test_id_begins_with_its_moment() -> None:
    milliseconds = new_id().int >> 80
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    assert abs(now() - moment) < timedelta(seconds=5)


def test_clock_is_aware_and_in_utc() -> None:
    assert now().tzinfo is UTC
    assert now().date() - today() in {timedelta(0), timedelta(days=1)}
