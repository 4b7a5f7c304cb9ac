"""Who decides on what, by which rules, and how they have voted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from exchange.kernel.working_days import working_day_after
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, permissions_of, units_with
from exchange.requests import models
from exchange.requests.models import RequestLine, RequestPart, Vote
from exchange.requests.rules import Ballot, CommitteeRules
from exchange.requests.triggers import ABLE_TO_DECIDE

ABLE_OF_PARTS = """
SELECT q.id, able.person_id, able.is_chair
FROM requests_requestpart q CROSS JOIN LATERAL (who_is_able) able WHERE q.id = ANY(%s)
""".replace("who_is_able", ABLE_TO_DECIDE.replace("the_part", "q.id"))


@dataclass(frozen=True)
class Standing:
    """How far the committee is with a line.

    Args:
        able: who may decide on it today, and whether they chair.
        votes: the vote that counts of each of them, the oldest first.
        due_on: the day by which the committee decides, by its own rules.
    """

    rules: CommitteeRules
    able: Mapping[UUID, bool]
    votes: tuple[Vote, ...]
    due_on: date | None

    @property
    def ballots(self) -> list[Ballot]:
        """Return the votes as the rules count them."""
        return [Ballot(vote.is_approval, self.able[vote.person_id]) for vote in self.votes]


def committee_rules_of(units: Collection[UUID]) -> dict[UUID, CommitteeRules]:
    """Return how the committees of units decide, with one query."""
    rows = {row.unit_id: row for row in models.CommitteeRules.objects.filter(unit__in=units)}
    return {unit: _rules(rows.get(unit)) for unit in units}


def _rules(row: models.CommitteeRules | None) -> CommitteeRules:
    if row is None:
        return CommitteeRules()
    return CommitteeRules(
        votes_needed=row.votes_needed,
        quorum=row.quorum,
        is_chair_final=row.is_chair_final,
        decides_within_days=row.decides_within_days,
        approves_up_to=row.approves_up_to,
    )


def able_to_decide(parts: Collection[UUID]) -> dict[UUID, dict[UUID, bool]]:
    """Return who may decide on the lines of parts today, and whether they chair, with one query.

    It is the committee without those who belong to the applicant and those who have left it to the others.
    """
    found: dict[UUID, dict[UUID, bool]] = {part: {} for part in parts}
    with connection.cursor() as cursor:
        cursor.execute(ABLE_OF_PARTS, [list(found)])
        for part, person, is_chair in cursor.fetchall():
            found[part][person] = is_chair
    return found


def standings_of(lines: Collection[RequestLine]) -> dict[UUID, Standing]:
    """Return how far the committees are with lines; those of a basket are with none. Takes three queries.

    The lines come with request, listing, unit and organisation.
    """
    asked = {line.pk: (line, line.part_id) for line in lines if line.part_id is not None}
    if not asked:
        return {}
    able = able_to_decide({part for _, part in asked.values()})
    rules = committee_rules_of({line.listing.unit_id for line, _ in asked.values()})
    votes: dict[UUID, dict[UUID, Vote]] = {key: {} for key in asked}
    for vote in Vote.objects.filter(line__in=asked).select_related("person").order_by("pk"):
        votes[vote.line_id].pop(vote.person_id, None)
        votes[vote.line_id][vote.person_id] = vote
    return {
        key: Standing(
            rules[line.listing.unit_id],
            able[part],
            tuple(vote for person, vote in votes[key].items() if person in able[part]),
            due_on(line, rules[line.listing.unit_id]),
        )
        for key, (line, part) in asked.items()
    }


def due_on(line: RequestLine, rules: CommitteeRules) -> date | None:
    """Return the day by which the committee decides on a line; None in a basket."""
    submitted_at = line.request.submitted_at
    if submitted_at is None:
        return None
    country = line.listing.unit.organisation.country_code
    return working_day_after(submitted_at.date(), rules.decides_within_days, country)


def standings_for(viewer: Viewer, lines: Collection[RequestLine], *, on: date) -> dict[UUID, Standing]:
    """Return how far the committees are with those lines whose unit's requests the viewer reads."""
    if not isinstance(viewer, Person):
        return {}
    reading = set(units_with(viewer, Permission.READ_INCOMING_REQUESTS, on=on).values_list("pk", flat=True))
    return standings_of([line for line in lines if line.listing.unit_id in reading])


def committee_rules_for(viewer: Viewer, unit: Unit, *, on: date) -> CommitteeRules | None:
    """Return how the committee of a unit decides, for those who read what is asked of it or keep the rules."""
    if not isinstance(viewer, Person):
        return None
    granted = permissions_of(viewer, unit.organisation, on=on, unit=unit)
    is_theirs = granted & {Permission.READ_INCOMING_REQUESTS, Permission.MANAGE_COMMITTEE}
    return committee_rules_of([unit.pk])[unit.pk] if is_theirs else None


def is_recused(part: RequestPart, person: Person) -> bool:
    """Say whether a person has left a part to the others of the committee."""
    return part.recusals.filter(person=person).exists()
