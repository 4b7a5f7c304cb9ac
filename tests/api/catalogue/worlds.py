"""Small random worlds: organisations in and out of consortia, what they list, and who looks at it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from catalog.listings.models import Listing
from catalog.listings.states import Visibility
from exchange.kernel import clock
from exchange.parties.models import Consortium, Organisation, Person, Unit
from exchange.parties.roles import Role
from exchange.requests.models import Project
from tests.factories.listing_files import ListingDocumentFactory, ListingPhotoFactory
from tests.factories.listings import PUBLISHED_AT, ListingFactory
from tests.factories.parties import (
    ConsortiumFactory,
    ConsortiumMembershipFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    UnitFactory,
)
from tests.factories.requests import ProjectFactory
from tests.factories.stock import LotFactory

ORGANISATIONS, CONSORTIA = 3, 2
WORD = "glioma"
# Days from today of the first and the last day; None is open.
SPANS = ((-9, None), (0, 0), (-9, -1), (1, None))
IN_FORCE = frozenset({(-9, None), (0, 0)})
LOOKING_AFTER = frozenset({Role.RESOURCE_MANAGER, Role.COMMITTEE_MEMBER, Role.COMMITTEE_CHAIR, Role.AUDITOR})

Span = tuple[int, int | None]


@dataclass(frozen=True)
class Job:
    """A role in an organisation, or in its first unit only, for a span of days."""

    organisation: int
    role: Role
    span: Span
    is_in_unit: bool


@dataclass(frozen=True)
class Plan:
    """What a world shall be like.

    Args:
        joined: span by organisation and consortium.
        listings: organisation, unit in it, visibility and consortium of each.
        jobs: of the one who looks; None for nobody.
    """

    joined: dict[tuple[int, int], Span]
    listings: list[tuple[int, int, Visibility, int]]
    jobs: list[Job] | None

    def shown(self, index: int) -> bool:
        """Say by the rule's own words whether the one who looks may see a listing."""
        organisation, unit, visibility, consortium = self.listings[index]
        if visibility is Visibility.PUBLIC:
            return True
        jobs = [job for job in self.jobs or () if job.span in IN_FORCE]
        if any(
            job.role in LOOKING_AFTER and job.organisation == organisation and (unit == 0 or not job.is_in_unit)
            for job in jobs
        ):
            return True
        partners = {place for (place, other), span in self.joined.items() if other == consortium and span in IN_FORCE}
        return visibility is Visibility.CONSORTIUM and any(job.organisation in partners for job in jobs)

    def consortia_of(self, organisation: int) -> set[int]:
        """Return the consortia that an organisation belongs to today, as far as the one who looks may know of them."""
        at_work = {job.organisation for job in self.jobs or () if job.span in IN_FORCE}
        joined = [(place, consortium) for (place, consortium), span in self.joined.items() if span in IN_FORCE]
        known = {consortium for place, consortium in joined if place in at_work}
        return {consortium for place, consortium in joined if place == organisation} & known


_organisation, _span = st.integers(0, ORGANISATIONS - 1), st.sampled_from(SPANS)
plans = st.builds(
    Plan,
    joined=st.dictionaries(st.tuples(_organisation, st.integers(0, CONSORTIA - 1)), _span),
    listings=st.lists(
        st.tuples(_organisation, st.integers(0, 1), st.sampled_from(Visibility), st.integers(0, CONSORTIA - 1)),
        min_size=1,
        max_size=6,
    ),
    jobs=st.none()
    | st.lists(
        st.builds(Job, _organisation, st.sampled_from(Role), _span, st.booleans()),
        unique_by=lambda job: (job.organisation, job.role, job.is_in_unit),
        max_size=3,
    ),
)


@dataclass
class World:
    """What a plan became: consortia, units and listings in its order, and who looks."""

    plan: Plan
    consortia: list[Consortium]
    units: list[list[Unit]]
    listings: list[Listing] = field(default_factory=list)
    viewer: Person | None = None
    project: Project | None = None

    @property
    def shown(self) -> list[Listing]:
        return [listing for index, listing in enumerate(self.listings) if self.plan.shown(index)]

    @property
    def hidden(self) -> list[Listing]:
        return [listing for index, listing in enumerate(self.listings) if not self.plan.shown(index)]


def build(plan: Plan) -> World:
    """Make a plan's world in the database; every listing has one lot, and a word that finds all of them."""
    places: list[Organisation] = OrganisationFactory.create_batch(ORGANISATIONS)
    consortia: list[Consortium] = ConsortiumFactory.create_batch(CONSORTIA)
    for (place, consortium), span in plan.joined.items():
        ConsortiumMembershipFactory.create(organisation=places[place], consortium=consortia[consortium], **_days(span))
    world = World(plan, consortia, [UnitFactory.create_batch(2, organisation=place) for place in places])
    for number, (place, unit, visibility, consortium) in enumerate(plan.listings):
        shared = {"consortium": consortia[consortium]} if visibility is Visibility.CONSORTIUM else {}
        listing = ListingFactory.create(
            unit=world.units[place][unit],
            title=f"{WORD} {number}",
            visibility=visibility.value,
            published_at=PUBLISHED_AT if visibility is Visibility.PUBLIC else None,
            **shared,
        )
        LotFactory.create(listing=listing)
        ListingPhotoFactory.create(listing=listing, alt_text=listing.title)
        ListingDocumentFactory.create(listing=listing, title=listing.title)
        world.listings.append(listing)
    if plan.jobs is not None:
        world.viewer = PersonFactory.create()
        for job in plan.jobs:
            where: Any = {"organisation": places[job.organisation]}
            if job.is_in_unit:
                where = {"unit": world.units[job.organisation][0]}
            MembershipFactory.create(person=world.viewer, role=job.role.value, **where, **_days(job.span))
        world.project = ProjectFactory.create(owner=world.viewer, organisation=OrganisationFactory.create())
        MembershipFactory.create(person=world.viewer, organisation=world.project.organisation)
    return world


def _days(span: Span) -> dict[str, object]:
    today, (first, last) = clock.today(), span
    return {
        "since_on": today + timedelta(days=first),
        "until_on": None if last is None else today + timedelta(days=last),
    }
