"""The speed of the catalogue over HTTP, beside the same answers of statements written by hand, in turn.

``BENCH_LISTINGS=1000000 make bench`` measures a greater catalogue; without it there are 100,000 listings. No answer is
kept for the next who asks, visibility and freshness are on. Read the ratios: the sides take turns, machines differ.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
from django.core.management import call_command
from django.db import connection

from catalog.listings.models import Listing
from catalog.search.models import ListingChange
from catalog.search.queries import Search, Sort, Wish, current
from catalog.search.queries.definitions import BY_NAME
from catalog.search.queries.reading import pairs
from exchange.api.core.ids import global_id
from exchange.kernel import clock
from tests.benchmarks import by_hand
from tests.benchmarks.filters import FACETS, MIX, in_turn, varied
from tests.benchmarks.limits import Limits
from tests.benchmarks.serving import Side, served
from tests.benchmarks.traffic import Waited, ask
from tests.benchmarks.world import World
from tests.servers import address_of_test_database, open_folder

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

LISTINGS = int(os.environ.get("BENCH_LISTINGS", "100000"))
FEW = min(10_000, LISTINGS // 10)
IS_WORLD = LISTINGS >= 1_000_000
ROUNDS = 3
FILTERED = ("kind", "country", "material", "temperature", "site", "diagnosis", "condition", "availability")
CHANGES_A_SECOND = 100
TYPED = (
    "b",
    "br",
    "bre",
    "breast",
    "plasma treat",
    "kras",
    "malig",
    "malignant neopl",
    "biobank",
    "cohort",
    "sequencing",
)


@dataclass
class Scene:
    """Both sides at work on one catalogue, and how long the product took with few listings."""

    product: Side
    by_hand: Side
    of_few: Waited
    folder: Path
    database_url: str


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    with django_db_blocker.unblock(), open_folder() as folder, ExitStack() as stack:
        stack.callback(_empty)
        url = address_of_test_database()
        world = World.found()
        timed("\nLoaded few listings", lambda: world.load(range(FEW)))
        keep_index(folder)
        with served("product", folder, url) as product:
            of_few = both([product], "full", 1)["product"]
        timed(f"Loaded {LISTINGS:,} listings", lambda: world.load(range(FEW, LISTINGS)))
        timed("Built the index", lambda: keep_index(folder))
        timed("Made the table of the statements by hand", _make_by_hand)
        sides = [stack.enter_context(served(name, folder, url)) for name in ("product", "by hand")]
        yield Scene(sides[0], sides[1], of_few, folder, url)


@pytest.fixture
def limits() -> Iterator[Limits]:
    print()
    limits = Limits()
    yield limits
    limits.check()


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS by_hand")
    with pgtrigger.ignore():
        call_command("flush", interactive=False, verbosity=0)


def _make_by_hand() -> None:
    with connection.cursor() as cursor:
        by_hand.make(cursor.execute, {name: pairs(BY_NAME[name], clock.today()) for name in FILTERED})


def keep_index(folder: Path) -> None:
    ListingChange.objects.all().delete()
    current.write(folder / "search", now=clock.now())


def timed(what: str, act: Callable[[], object]) -> None:
    begun = time.perf_counter()
    act()
    print(f"{what} in {time.perf_counter() - begun:.0f} s", flush=True)


def both(sides: Sequence[Side], level: str, clients: int, *, rounds: int = ROUNDS) -> dict[str, Waited]:
    """Let the sides answer the mix in turns, and return what each took."""
    waited: dict[str, list[float]] = {side.name: [] for side in sides}
    for turn in range(rounds):
        for side in sides if turn % 2 == 0 else sides[::-1]:
            waited[side.name] += ask(side.port, side.requests(level, in_turn()), clients=clients).ms
    return {name: Waited(ms) for name, ms in waited.items()}


def told(answer: Any) -> tuple[int, Any, dict[str, dict[str, int]]]:
    """Return total, rows and counts of an answer."""
    listings = answer["data"]["listings"]
    facets = {facet["name"]: {one["value"]: one["count"] for one in facet["values"]} for facet in listings["facets"]}
    return listings["totalCount"], listings["edges"], facets


def test_both_sides_give_equal_answers(scene: Scene) -> None:
    for asked in [*MIX, *varied()]:
        product, hand = (
            told(side.answer(side.request("full", asked.chosen))) for side in (scene.product, scene.by_hand)
        )
        for name in set(FACETS) & set(asked.chosen):
            # The product shows what is chosen even where it is not among the commonest.
            chosen = asked.chosen[name].upper() if name == "kind" else asked.chosen[name]
            hand[2][name].setdefault(chosen, product[2][name][chosen])
        assert product == hand, asked


@pytest.mark.parametrize("clients", [1, 16])
def test_page_total_and_facets(scene: Scene, limits: Limits, clients: int) -> None:
    waited = both([scene.product, scene.by_hand], "full", clients)
    product, hand = waited["product"], waited["by hand"]
    figures = f"p50 {product.median:.1f} beside {hand.median:.1f} ms, mean {product.mean:.1f} beside {hand.mean:.1f} ms"
    what = f"page, total and facets of {LISTINGS:,} by {clients}"
    if IS_WORLD:
        limits.tell(f"{what}, mean over SQL", product.mean / hand.mean, 0.05, told=figures)
    else:
        limits.tell(f"{what}, p50 over SQL", product.median / hand.median, 0.40, told=figures)


@pytest.mark.parametrize("clients", [1, 16])
def test_page_of_cards(scene: Scene, limits: Limits, clients: int) -> None:
    waited = both([scene.product, scene.by_hand], "page", clients)
    product, hand = waited["product"].median, waited["by hand"].median
    limits.tell(f"page of 20 by {clients}, p50 over SQL", product / hand, 1.5, told=f"{product:.1f}, {hand:.1f} ms")


@pytest.mark.parametrize("clients", [1, 16])
def test_listing_by_id(scene: Scene, limits: Limits, clients: int) -> None:
    rows = list(Listing.objects.filter(visibility="public")[:100])
    asked = {
        side: [side.detail(str(row.pk), global_id(row, "Listing")) for row in rows]
        for side in (scene.product, scene.by_hand)
    }
    answers = [[side.answer(one) for one in requests[:5]] for side, requests in asked.items()]
    assert answers[0] == answers[1]
    waited: dict[Side, list[float]] = {side: [] for side in asked}
    for _ in range(ROUNDS):
        for side, requests in asked.items():
            waited[side] += ask(side.port, requests, clients=clients).ms
    product, hand = (statistics.median(ms) for ms in waited.values())
    limits.tell(f"listing by id by {clients}, p50 over SQL", product / hand, 3, told=f"{product:.1f}, {hand:.1f} ms")


def test_growth(scene: Scene, limits: Limits) -> None:
    now = both([scene.product], "full", 1)["product"].median
    few = scene.of_few.median
    limits.tell(f"{LISTINGS:,} over {FEW:,} listings, p50", now / few, 3, told=f"{now:.1f}, {few:.1f} ms")


def test_worst_of_varied_filters(scene: Scene, limits: Limits) -> None:
    requests = scene.product.requests("full", varied())
    rounds = [ask(scene.product.port, requests).ms for _ in range(ROUNDS)]
    # What else the machine did meanwhile is not the filter's.
    limits.tell("worst of 500 varied filters, ms", max(map(min, zip(*rounds, strict=True))), 50)


def test_suggestions_as_one_types(scene: Scene, limits: Limits) -> None:
    requests = [scene.product.suggestions(text) for text in TYPED for _ in range(10)]
    waited = sorted(ask(scene.product.port, requests).ms)
    limits.tell("suggestions, p95 in ms", waited[int(len(waited) * 0.95)], 30)


def test_memory_and_start_of_the_index(scene: Scene, limits: Limits) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": scene.database_url,
        "DATA_DIR": str(scene.folder),
        "DJANGO_SETTINGS_MODULE": "exchange.settings.dev",
    }
    with ExitStack() as stack:
        opened = []
        for _ in range(2):
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.benchmarks.memory"],
                    env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                )
            )  # fmt: skip
            assert process.stdout is not None
            opened.append(json.loads(process.stdout.readline()))
    assert opened[0]["size"] == LISTINGS
    limits.tell("index in the first process, MB", opened[0]["more"], 160)
    limits.tell("index in each further process, MB of its own", opened[1]["own"], 50)
    limits.tell("start from the kept index, s", min(one["seconds"] for one in opened), 1)


@contextmanager
def changing(database_url: str) -> Iterator[None]:
    """Let a process of its own change a hundred listings a second, each in a transaction of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.changing", str(CHANGES_A_SECOND)]
    with subprocess.Popen(
        command, env={**os.environ, "DATABASE_URL": database_url}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield
        process.communicate()


@pytest.mark.parametrize("clients", [1, 16])
def test_changes_while_answering(scene: Scene, limits: Limits, clients: int) -> None:
    quiet: list[float] = []
    busy: list[float] = []
    for _ in range(ROUNDS):
        quiet += both([scene.product], "full", clients, rounds=2)["product"].ms
        with changing(scene.database_url):
            busy += both([scene.product], "full", clients, rounds=2)["product"].ms
    ratio = statistics.median(busy) / statistics.median(quiet)
    limits.tell(f"{CHANGES_A_SECOND} changes a second by {clients}, p50 over none", ratio, 1.3)


def test_answers_equal_sql_after_the_changes(scene: Scene) -> None:
    for asked in MIX:
        chosen = {name: (value,) for name, value in asked.chosen.items() if name != "text"}
        wish = Wish(text=asked.chosen.get("text", ""), chosen=chosen, sort=Sort.NEWEST)
        in_sql = Search(None, wish, now=clock.now(), index=None)
        total, edges, facets = told(scene.product.answer(scene.product.request("full", asked.chosen)))
        assert total == in_sql.total(), asked
        assert [edge["node"]["title"] for edge in edges] == [row.title for row in in_sql.page(size=20)], asked
        for facet in in_sql.facets(FACETS):
            counted = {one.value.upper() if facet.name == "kind" else one.value: one.count for one in facet.values}
            assert facets[facet.name] == counted, asked
