"""What the index of the catalogue saves, beside the same answers of statements written by hand, in turn.

`LISTINGS=1000000 make bench` measures a greater catalogue; without it there are 100,000 listings.
"""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from catalog.listings.models import Listing
from catalog.search.models import ListingChange
from catalog.search.queries import Search, Sort, Wish
from catalog.search.queries.current import CurrentIndex
from catalog.vocabulary.rules import searchable
from tests.benchmarks.world import DISEASES, MATERIALS, load

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

LISTINGS = int(os.environ.get("LISTINGS", "100000"))
NOW = datetime(2026, 7, 2, tzinfo=UTC)
ROUNDS = 3
PAGE = 20
FACETS = ("kind", "country", "material", "diagnosis")
MIX: list[dict[str, Any]] = [
    {},
    {"kind": "sample_collection"},
    {"kind": "dataset"},
    {"country": "DE"},
    {"kind": "sample_collection", "country": "GB"},
    {"diagnosis": f"X:{DISEASES[0]}"},
    {"diagnosis": f"X:{DISEASES[30]}"},
    {"material": MATERIALS[3]},
    {"material": MATERIALS[0], "country": "US"},
    {"kind": "dataset", "diagnosis": f"X:{DISEASES[2]}", "country": "CA"},
    {"text": "sequencing"},
    {"text": "KRAS nanopore"},
    {"text": "EGFR", "kind": "dataset"},
    {"text": "biopsy", "material": MATERIALS[1]},
    {"kind": "sample_collection", "diagnosis": f"X:{DISEASES[1]}"},
]
# What a person would write for these four facets alone, on these tables.
HAS = {
    "kind": "l.kind = %s",
    "country": "o.country_code = %s",
    "material": "EXISTS (SELECT FROM kinds_samplecollection k WHERE k.listing_id = l.id AND %s = ANY(k.materials))",
    "diagnosis": "EXISTS (SELECT FROM kinds_dataset k WHERE k.listing_id = l.id AND k.diseases @> %s::jsonb)",
    "text": "l.search_vector @@ websearch_to_tsquery('simple', %s)",
}
VALUES = {
    "kind": "SELECT l.kind, l.id FROM listings_listing l",
    "country": "SELECT o.country_code, l.id FROM listings_listing l JOIN parties_unit u ON u.id = l.unit_id"
    " JOIN parties_organisation o ON o.id = u.organisation_id",
    "material": "SELECT unnest(k.materials), k.listing_id FROM kinds_samplecollection k",
    "diagnosis": "SELECT concat('X:', d->>'code'), k.listing_id FROM kinds_dataset k,"
    " jsonb_array_elements(k.diseases) d",
}


def by_hand(asked: dict[str, Any]) -> dict[str, Any]:
    """Return page, total and facets by one statement."""
    names = list(asked)
    parameters = [
        json.dumps([{"code": value.removeprefix("X:")}]) if name == "diagnosis" else value
        for name, value in asked.items()
    ]
    without = {
        name: (names[:place] + names[place + 1 :], parameters[:place] + parameters[place + 1 :])
        for place, name in enumerate(names)
        if name in FACETS
    }
    sets = {"": (names, parameters), **without}
    tables = ", ".join(f"found_{name} AS MATERIALIZED ({_found(chosen)})" for name, (chosen, _) in sets.items())
    counted = {
        name: f"SELECT value, count(*) n FROM ({VALUES[name]}) v (value, id) WHERE id IN (SELECT id FROM"
        f" found_{name if name in sets else ''}) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 30"
        for name in FACETS
    }
    facets = ", ".join(f"'{name}', (SELECT jsonb_object_agg(value, n) FROM ({counted[name]}) t)" for name in FACETS)
    page = f"SELECT id FROM found_ ORDER BY published_at DESC, id DESC LIMIT {PAGE}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {tables} SELECT jsonb_build_object('page', (SELECT coalesce(jsonb_agg(id), '[]') FROM ({page}) p),"
            f" 'total', (SELECT count(*) FROM found_), 'facets', jsonb_build_object({facets}))",
            [value for _, values in sets.values() for value in values],
        )
        answer = cursor.fetchone()[0]
    told: dict[str, Any] = json.loads(answer) if isinstance(answer, str) else answer
    return told


def _found(names: list[str]) -> str:
    conditions = " AND ".join(["l.visibility = 'public'", *(HAS[name] for name in names)])
    return (
        "SELECT l.id, l.published_at FROM listings_listing l JOIN parties_unit u ON u.id = l.unit_id"
        f" JOIN parties_organisation o ON o.id = u.organisation_id WHERE {conditions}"
    )


def wish_of(asked: dict[str, Any]) -> Wish:
    chosen = {name: (value,) for name, value in asked.items() if name != "text"}
    return Wish(text=searchable(asked.get("text", "")), chosen=chosen, sort=Sort.NEWEST)


def by_index(index: CurrentIndex, asked: dict[str, Any]) -> dict[str, Any]:
    search = Search(None, wish_of(asked), now=NOW, index=index)
    rows = search.page(size=PAGE)
    return {
        "page": [str(row.pk) for row in rows],
        "total": search.total(),
        "facets": {
            facet.name: {one.value: one.count for one in facet.values} or None for facet in search.facets(FACETS)
        },
    }


@dataclass
class Measured:
    """Milliseconds of the answers of both sides."""

    index_ms: list[float]
    sql_ms: list[float]

    @property
    def medians(self) -> tuple[float, float]:
        return statistics.median(self.index_ms), statistics.median(self.sql_ms)


def milliseconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def in_turn(index: CurrentIndex) -> Measured:
    measured = Measured([], [])
    for _ in range(ROUNDS):
        for asked in MIX:
            measured.index_ms.append(milliseconds(lambda asked=asked: by_index(index, asked)))  # type: ignore[misc]
            measured.sql_ms.append(milliseconds(lambda asked=asked: by_hand(asked)))  # type: ignore[misc]
    return measured


@pytest.fixture(scope="module")
def index(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Load the catalogue, and open an index that was built of it."""
    folder = tmp_path_factory.mktemp("index")
    with django_db_blocker.unblock(), transaction.atomic():
        print(f"\nLoading {LISTINGS} listings took {milliseconds(lambda: load(LISTINGS)) / 1000:.0f} s")
        # In the transaction of this test no note ever falls below the horizon, as they do within a moment otherwise.
        ListingChange.objects.all().delete()
        built = milliseconds(lambda: CurrentIndex.build(now=NOW).save(folder)) / 1000
        begun = time.perf_counter()
        opened = CurrentIndex.open(folder, now=NOW)
        print(f"Index: built in {built:.1f} s, opened in {time.perf_counter() - begun:.2f} s")
        yield opened
        transaction.set_rollback(True)


def test_search_in_the_index_beside_sql(index: CurrentIndex) -> None:
    for asked in MIX:
        in_sql, indexed = by_hand(asked), by_index(index, asked)
        for name in set(asked) & set(FACETS):
            # What is chosen is shown by the index even where it is not among the commonest.
            in_sql["facets"][name] = indexed["facets"][name] | (in_sql["facets"][name] or {})
        assert indexed == in_sql, asked
    measured = in_turn(index)
    of_index, of_sql = measured.medians
    mean = statistics.mean(measured.index_ms) / statistics.mean(measured.sql_ms)
    print(f"\nPage, total and facets of {LISTINGS}: p50 {of_index:.2f} ms beside {of_sql:.2f} ms in SQL")
    tell("p50 over SQL", of_index / of_sql, 0.40)
    if LISTINGS >= 1_000_000:
        tell("mean over SQL", mean, 0.05)
        tell("worst in ms", max(measured.index_ms), 50)


def tell(what: str, measured: float, limit: float) -> None:
    """Say what was measured and whether the limit holds; a missed one is told like any other."""
    print(f"  {what}: {measured:.3f}, at most {limit}: {'held' if measured <= limit else 'MISSED'}")


def test_changes_between_answers_and_answers_stay_equal(index: CurrentIndex) -> None:
    quiet = statistics.median(milliseconds(lambda: by_index(index, MIX[4])) for _ in range(60))
    keys = list(Listing.objects.values_list("pk", flat=True)[:60])
    changing = []
    for key in keys:
        Listing.objects.filter(pk=key).update(title="changed biopsy", search_text="changed biopsy KRAS")
        changing.append(milliseconds(lambda: by_index(index, MIX[4])))
    busy = statistics.median(changing)
    print(f"\nOne listing changed before each answer: p50 {busy:.2f} ms beside {quiet:.2f} ms")
    tell("p50 over none changed", busy / quiet, 1.3)
    for asked in MIX:
        assert by_index(index, asked)["page"] == by_hand(asked)["page"]
        assert by_index(index, asked)["total"] == by_hand(asked)["total"]
