"""Diseases of projects: the release they were coded in, and terms that are not used any more."""

from datetime import UTC, datetime

import pytest

from catalog.vocabulary.models import Term
from catalog.vocabulary.operations import load_release
from catalog.vocabulary.reading import Contents, TermRow
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.requests import operations
from exchange.requests.models import Project
from exchange.requests.operations import ProjectFacts
from tests.factories.parties import member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FIRST = (TermRow("MONDO:1", "cancer"), TermRow("MONDO:2", "sarcoma"), TermRow("MONDO:3", "vessel sarcoma"))


def load(release: str, *rows: TermRow) -> None:
    load_release(contents=Contents(rows), name="MONDO", release=release, by=None, now=NOW)


def facts(*codes: str) -> ProjectFacts:
    terms = list(Term.objects.filter(code__in=codes).order_by("code"))
    return ProjectFacts(title="Early signs", research_types=["disease"], diseases=terms)


def coded(project: Project) -> list[tuple[str, str, str]]:
    rows = project.coded_diseases.order_by("term__code")
    return [(row.term.code, row.release.name, row.coded_as) for row in rows]


@pytest.fixture
def owner() -> Person:
    load("r1", *FIRST)
    return member(Role.RESEARCHER)


def create(owner: Person, *codes: str) -> Project:
    organisation = owner.memberships.get().organisation
    return operations.create_project(organisation=organisation, facts=facts(*codes), by=owner, now=clock.now())


def test_a_disease_keeps_the_release_it_was_coded_in(owner: Person) -> None:
    project = create(owner, "MONDO:1")
    load("r2", *FIRST)
    operations.update_project(project=project, facts=facts("MONDO:1", "MONDO:2"), by=owner, now=clock.now())

    assert coded(project) == [("MONDO:1", "r1", "MONDO:1"), ("MONDO:2", "r2", "MONDO:2")]
    operations.update_project(project=project, facts=facts("MONDO:2"), by=owner, now=clock.now())
    assert coded(project) == [("MONDO:2", "r2", "MONDO:2")]


def test_an_obsolete_disease_is_coded_as_its_successor_and_the_choice_is_kept(owner: Person) -> None:
    load("r2", FIRST[0], TermRow("MONDO:2", "sarcoma", replaces=("MONDO:3",)))

    assert coded(create(owner, "MONDO:3")) == [("MONDO:2", "r2", "MONDO:3")]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            TermRow("MONDO:3", "gone", is_obsolete=True, considered=("MONDO:1", "MONDO:2")),
            r"MONDO:3 is not used any more: choose cancer \(MONDO:1\) or sarcoma \(MONDO:2\)",
        ),
        (TermRow("MONDO:3", "gone", is_obsolete=True), "MONDO:3 is not used any more: choose another"),
    ],
)
def test_an_obsolete_disease_without_a_certain_successor_is_a_question(
    owner: Person, row: TermRow, message: str
) -> None:
    load("r2", *FIRST[:2], row)
    with pytest.raises(InvalidInput, match=message) as caught:
        create(owner, "MONDO:3")

    assert (caught.value.field, caught.value.params) == ("diseases", {"term": "MONDO:3"})
    assert not Project.objects.exists()
