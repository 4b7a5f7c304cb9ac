"""Committees that vote: how many are needed, who may, until when, and what is approved without them."""

from collections.abc import Callable
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from pytest_django import DjangoAssertNumQueries

from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.requests import operations, queries
from exchange.requests.models import Decision, RequestLine, Vote
from exchange.requests.rules import Ballot, CommitteeRules, Outcome, outcome_of
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import MembershipFactory, member
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db
YES, NO = Ballot(is_approval=True), Ballot(is_approval=False)


@pytest.fixture
def home() -> House:
    return house()


def members(home: House, count: int) -> list[Person]:
    """Return the chair of the cell bank's committee and so many members more."""
    return [home.cell_bank.committee, *(member(Role.COMMITTEE_MEMBER, unit=home.cell_bank.unit) for _ in range(count))]


def ruled(home: House, **rules: Any) -> None:
    operations.set_committee_rules(
        unit=home.cell_bank.unit, rules=CommitteeRules(**rules), by=home.cell_bank.committee, now=home.now
    )


def vote(line: RequestLine, person: Person, *, yes: bool = True, reason: str = "") -> RequestLine:
    if yes:
        return operations.approve_line(line=line, reason=reason, by=person, now=clock.now())
    return operations.decline_line(line=line, reason=reason or "No.", by=person, now=clock.now())


def line_of(home: House, **asked: int) -> RequestLine:
    return home.submitted(samples=0, **asked).lines.get()


def able(line: RequestLine) -> list[UUID]:
    assert line.part_id is not None
    return list(queries.able_to_decide([line.part_id])[line.part_id])


OUTCOMES = [
    (CommitteeRules(), [YES], 3, Outcome.APPROVED),
    (CommitteeRules(), [NO], 3, Outcome.DECLINED),
    (CommitteeRules(), [], 3, Outcome.OPEN),
    (CommitteeRules(votes_needed=2, quorum=2), [YES], 3, Outcome.OPEN),
    (CommitteeRules(votes_needed=2, quorum=2), [YES, YES], 3, Outcome.APPROVED),
    (CommitteeRules(votes_needed=2, quorum=3), [YES, YES], 3, Outcome.OPEN),
    (CommitteeRules(votes_needed=2, quorum=2), [YES, NO], 3, Outcome.OPEN),
    (CommitteeRules(votes_needed=3, quorum=3), [NO, NO, YES], 4, Outcome.DECLINED),
    (CommitteeRules(votes_needed=3, quorum=3), [NO, YES, YES], 4, Outcome.OPEN),
    (CommitteeRules(votes_needed=2, quorum=2), [YES], 1, Outcome.TOO_FEW),
    (CommitteeRules(votes_needed=2, quorum=2, is_chair_final=True), [YES, Ballot(False, True)], 3, Outcome.DECLINED),
    (CommitteeRules(votes_needed=2, quorum=2, is_chair_final=True), [Ballot(True, True)], 3, Outcome.OPEN),
]


@pytest.mark.parametrize(("rules", "ballots", "able", "outcome"), OUTCOMES)
def test_outcome_of(rules: CommitteeRules, ballots: list[Ballot], able: int, outcome: Outcome) -> None:
    assert outcome_of(rules, ballots, able=able) is outcome


def test_no_set_of_votes_decides_both_ways_or_less_than_the_quorum() -> None:
    for needed, quorum, able in product(range(1, 4), range(1, 5), range(1, 6)):
        rules = CommitteeRules(votes_needed=needed, quorum=max(needed, quorum))
        for ballots in product([YES, NO], repeat=min(able, 4)):
            outcome = outcome_of(rules, ballots, able=able)
            approvals = sum(ballot.is_approval for ballot in ballots)
            if outcome is Outcome.APPROVED:
                assert approvals >= needed
            if outcome in (Outcome.APPROVED, Outcome.DECLINED):
                assert len(ballots) >= rules.quorum


def is_accepted(line: RequestLine, by: Person, *, is_approval: bool) -> bool:
    """Say whether PostgreSQL lets a decision be written, and take it back."""
    try:
        with transaction.atomic():
            Decision.objects.create(
                line=line, person=by, is_approval=is_approval, reason="x", verdict="PERMIT", rule_version="1"
            )
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def test_postgresql_counts_as_the_rules_do(home: House) -> None:
    """Whatever the rules and whoever has voted: a decision is accepted where the rules come to it, and only there."""
    people = members(home, 2)
    line = line_of(home)
    compared = 0
    for needed, quorum, is_final in [(1, 1, False), (1, 2, True), (2, 2, False), (2, 3, True), (3, 3, False)]:
        rules = CommitteeRules(votes_needed=needed, quorum=quorum, is_chair_final=is_final)
        operations.set_committee_rules(unit=home.cell_bank.unit, rules=rules, by=home.cell_bank.committee, now=home.now)
        for said in product([None, True, False], repeat=len(people)):
            ballots = [
                Ballot(yes, person == people[0]) for person, yes in zip(people, said, strict=True) if yes is not None
            ]
            outcome = outcome_of(rules, ballots, able=len(people))
            with transaction.atomic():
                for person, yes in zip(people, said, strict=True):
                    if yes is not None:
                        Vote.objects.create(
                            line=line, person=person, is_approval=yes, reason="x", verdict="PERMIT", rule_version="1"
                        )
                assert is_accepted(line, people[1], is_approval=True) is (outcome is Outcome.APPROVED)
                assert is_accepted(line, people[1], is_approval=False) is (outcome is Outcome.DECLINED)
                transaction.set_rollback(True)
            compared += 1
    assert compared == 135


def test_as_many_votes_as_are_needed_decide_and_the_last_one_drafts(home: House) -> None:
    chair, first, second = members(home, 2)
    ruled(home, votes_needed=2, quorum=2)
    line = vote(line_of(home), first, reason="Fits.")
    assert (line.state, Decision.objects.count()) == ("requested", 0)
    line = vote(line, second, yes=False, reason="Too few.")
    assert line.state == "requested"
    line = vote(line, chair, reason="Enough.")
    assert line.state == "approved"
    assert (line.decision.person, line.decision.reason) == (chair, "Fits.\nEnough.")
    assert ("LineApproved", {"line_id": str(line.pk)}) in news()
    assert ("requests.vote_line", str(second.pk), str(line.pk)) in audited()
    with pytest.raises(WrongState):
        vote(line, first)


def test_vote_is_changed_until_the_line_is_decided(home: House) -> None:
    _, first, second = members(home, 2)
    ruled(home, votes_needed=2, quorum=2)
    line = vote(line_of(home), first, yes=False)
    line = vote(line, first)
    line = vote(line, second)
    assert line.state == "approved"
    assert [(one.person, one.is_approval) for one in Vote.objects.order_by("pk")] == [
        (first, False),
        (first, True),
        (second, True),
    ]


def test_refusal_frees_what_was_held_as_soon_as_approval_is_out_of_reach(home: House) -> None:
    chair, first, _ = members(home, 2)
    ruled(home, votes_needed=3, quorum=3)
    line = vote(vote(line_of(home), first, yes=False), chair)
    assert line.state == "requested"
    _, *_, last = able(line)
    line = vote(line, Person.objects.get(pk=last))
    assert (line.state, line.decision.reason) == ("declined", "No.")


def test_members_of_the_applicant_and_recused_ones_do_not_count(home: House) -> None:
    chair, first, second = members(home, 2)
    MembershipFactory.create(person=second, organisation=home.recipient, role=Role.AUDITOR.value)
    ruled(home, votes_needed=2, quorum=2)
    line = line_of(home)
    assert set(able(line)) == {chair.pk, first.pk}
    with pytest.raises(Refused) as refusal:
        vote(line, second)
    assert refusal.value.code == "CONFLICT_OF_INTEREST"

    operations.recuse_line(line=line, reason="We publish together.", by=first, now=home.now)
    assert ("CommitteeTooFew", {"part_id": str(line.part_id)}) in news()
    with pytest.raises(Refused):
        vote(line, first)
    assert vote(line, chair).state == "requested"


def test_recusal_takes_a_vote_away_and_may_decide(home: House) -> None:
    chair, first, second = members(home, 2)
    ruled(home, votes_needed=2, quorum=2)
    line = vote(vote(line_of(home), first), second, yes=False)
    line = operations.recuse_line(line=line, reason="A friend asks.", by=first, now=home.now)
    assert line.state == "requested"
    assert operations.recuse_line(line=line, reason="Again.", by=first, now=home.now).state == "requested"
    line = vote(line, chair, yes=False)
    assert line.state == "declined"


def test_recusal_needs_a_reason_and_a_seat_without_conflict(home: House) -> None:
    line = line_of(home)
    with pytest.raises(InvalidInput):
        operations.recuse_line(line=line, reason=" ", by=home.cell_bank.committee, now=home.now)
    with pytest.raises(NotAllowed):
        operations.recuse_line(line=line, reason="x", by=home.cell_bank.manager, now=home.now)
    MembershipFactory.create(person=home.cell_bank.committee, organisation=home.recipient, role=Role.AUDITOR.value)
    with pytest.raises(Refused):
        operations.recuse_line(line=line, reason="x", by=home.cell_bank.committee, now=home.now)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"votes_needed": 0}, "votes_needed"),
        ({"votes_needed": 51, "quorum": 51}, "votes_needed"),
        ({"votes_needed": 3, "quorum": 2}, "quorum"),
        ({"decides_within_days": 251}, "decides_within_days"),
        ({"approves_up_to": 0}, "approves_up_to"),
    ],
)
def test_rules_out_of_bounds(home: House, changes: dict[str, int], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        ruled(home, **changes)
    assert refusal.value.field == field


def outside(home: House) -> Person:
    return home.biobank.committee


def ordinary_member(home: House) -> Person:
    return member(Role.COMMITTEE_MEMBER, unit=home.cell_bank.unit)


@pytest.mark.parametrize("who", [outside, ordinary_member])
def test_only_who_keeps_the_rules_sets_them(home: House, who: Callable[[House], Person]) -> None:
    with pytest.raises(NotAllowed):
        operations.set_committee_rules(unit=home.cell_bank.unit, rules=CommitteeRules(), by=who(home), now=home.now)


def test_plain_request_is_approved_at_once_where_the_committee_said_so(home: House) -> None:
    ruled(home, approves_up_to=2)
    line = line_of(home, vials=2)
    assert (line.state, line.decision.person) == ("approved", None)
    assert "committee's rules" in line.decision.reason
    assert ("requests.approve_line", "", str(line.pk)) in audited()


def test_what_is_not_plain_waits_for_a_person(home: House) -> None:
    ruled(home, approves_up_to=1)
    assert line_of(home, vials=2).state == "requested"


def test_industry_is_not_plain(home: House) -> None:
    ruled(home, approves_up_to=5)
    type(home.recipient).objects.filter(pk=home.recipient.pk).update(sector="industry")
    assert line_of(home, vials=1).state == "requested"


def test_standings_take_three_statements(home: House, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    request = home.submitted()
    rows = list(request.lines.select_related("request", "listing__unit__organisation").order_by("pk"))
    with django_assert_num_queries(3):
        queries.standings_of(rows[:1])
    with django_assert_num_queries(3):
        queries.standings_of(rows)
