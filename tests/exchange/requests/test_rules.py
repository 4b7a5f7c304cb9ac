"""Stages and the choice of lots. Without a database, but for the stage as a condition of a query."""

from itertools import product
from uuid import UUID

import pgtrigger
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.consent.rules import Verdict
from exchange.requests.models import RequestLine, RequestPart
from exchange.requests.operations import add_line
from exchange.requests.queries import in_stages
from exchange.requests.rules import Candidate, ConditionKey, Stage, choose, spread, stage_of
from exchange.requests.states import LineState
from exchange.requests.triggers import CLEARED_IN_FULL
from tests.factories.listings import SampleCollectionFactory
from tests.factories.requests import house
from tests.factories.stock import SpecimenFactory

S = LineState


@pytest.mark.parametrize(
    ("states", "stage"),
    [
        ([], Stage.BASKET),
        ([S.DRAFT], Stage.BASKET),
        ([S.REQUESTED, S.APPROVED], Stage.IN_REVIEW),
        ([S.APPROVED, S.SHIPPED, S.DECLINED], Stage.IN_AGREEMENT),
        ([S.SHIPPED, S.RECEIVED], Stage.IN_FULFILMENT),
        ([S.RECEIVED, S.EXPIRED, S.DECLINED], Stage.RECEIVED),
        ([S.DECLINED, S.EXPIRED, S.WITHDRAWN], Stage.DECLINED),
        ([S.STOPPED, S.EXPIRED], Stage.STOPPED),
        ([S.EXPIRED, S.WITHDRAWN], Stage.EXPIRED),
        ([S.WITHDRAWN], Stage.WITHDRAWN),
    ],
)
def test_stage_of(states: list[LineState], stage: Stage) -> None:
    assert stage_of(states) is stage


def test_stage_of_nothing_is_what_is_said_of_nothing() -> None:
    assert stage_of([], none=Stage.WITHDRAWN) is Stage.WITHDRAWN


@given(st.sets(st.sampled_from(LineState), min_size=1))
def test_a_line_that_is_out_never_changes_the_stage_of_those_that_go_on(states: set[LineState]) -> None:
    out = {S.DECLINED, S.STOPPED, S.EXPIRED, S.WITHDRAWN}
    going_on = states - out
    if going_on:
        assert stage_of(states) is stage_of(going_on)


@pytest.mark.django_db
def test_stage_as_a_condition_is_the_same_function() -> None:
    home = house(specimens=1)
    more = SampleCollectionFactory.create(listing__unit=home.biobank.unit).listing
    SpecimenFactory.create(lot__listing=more)
    add_line(project=home.project, listing=more, quantity=1, by=home.researcher, now=home.now)
    lines = list(home.submitted(samples=1, vials=0).lines.order_by("pk"))
    for pair in product(LineState, repeat=2):
        with pgtrigger.ignore():
            for line, state in zip(lines, pair, strict=True):
                RequestLine.objects.filter(pk=line.pk).update(state=state.value)
        found = [stage for stage in Stage if RequestPart.objects.filter(in_stages([stage], "part")).exists()]
        assert found == [stage_of(pair)]
    assert not RequestPart.objects.filter(in_stages([], "part")).exists()
    assert RequestPart.objects.filter(in_stages(list(Stage), "part")).exists()


def candidate(number: int, available: int, verdict: Verdict = Verdict.PERMIT) -> Candidate:
    return Candidate(UUID(int=number), available, verdict)


def numbers(chosen: dict[UUID, int]) -> dict[int, int]:
    return {lot.int: amount for lot, amount in chosen.items()}


def test_choose_takes_the_best_verdict_first_and_never_what_is_denied() -> None:
    candidates = [
        candidate(1, 5, Verdict.DENY),
        candidate(2, 1, Verdict.MANUAL),
        candidate(3, 2, Verdict.CONDITIONAL),
        candidate(4, 1, Verdict.PERMIT),
    ]
    assert numbers(choose(candidates, 1)) == {4: 1}
    assert numbers(choose(candidates, 3)) == {4: 1, 3: 2}
    assert numbers(choose(candidates, 4)) == {4: 1, 3: 2, 2: 1}
    assert numbers(choose(candidates, 9)) == {4: 1, 3: 2, 2: 1}
    assert choose([candidate(1, 5, Verdict.DENY)], 1) == {}


def test_choose_keeps_the_order_given_among_equals() -> None:
    assert numbers(choose([candidate(7, 1), candidate(3, 1), candidate(5, 1)], 2)) == {7: 1, 3: 1}


def test_spread_takes_one_of_each_then_fills_up() -> None:
    assert numbers(spread([candidate(1, 3), candidate(2, 3)], 4)) == {1: 3, 2: 1}
    assert numbers(spread([candidate(1, 3), candidate(2, 3)], 2)) == {1: 1, 2: 1}
    assert spread([candidate(1, 3), candidate(2, 3)], 1) == {}
    assert numbers(spread([candidate(1, 0), candidate(2, 3)], 2)) == {2: 2}


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(Verdict)), max_size=8),
    st.integers(1, 30),
)
def test_choices_never_take_more_than_there_is(lots: list[tuple[int, Verdict]], quantity: int) -> None:
    candidates = [candidate(number, available, verdict) for number, (available, verdict) in enumerate(lots, 1)]
    available = {entry.lot: entry.available for entry in candidates}
    for chosen in (choose(candidates, quantity), spread(candidates, quantity)):
        assert sum(chosen.values()) <= quantity
        assert all(0 < amount <= available[lot] for lot, amount in chosen.items())
    usable = sum(entry.available for entry in candidates if entry.verdict is not Verdict.DENY)
    assert sum(choose(candidates, quantity).values()) == min(quantity, usable)


def test_database_asks_a_clearance_for_every_condition() -> None:
    for key in ConditionKey:
        assert f"'{key.value}'" in CLEARED_IN_FULL
