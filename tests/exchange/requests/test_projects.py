"""Projects, and the purposes that the consent matcher reads from them."""

from datetime import date, timedelta
from typing import Any

import pytest

from agreements.drafting.errors import UnprintableText
from catalog.consent.rules import Collaboration, Ethics, Obligation, OrgType, ResearchType
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.parties.roles import Role
from exchange.parties.vocabulary import Sector
from exchange.requests import operations, queries
from exchange.requests.models import Project
from exchange.requests.operations import ProjectFacts
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import OrganisationFactory, PersonFactory, member
from tests.factories.requests import EthicsApprovalFactory, ProjectFactory
from tests.factories.vocabulary import TermFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


def facts(**changes: Any) -> ProjectFacts:
    return ProjectFacts(**{"title": "Early signs", "research_types": ["health"]} | changes)


def test_create_project() -> None:
    researcher = member(Role.RESEARCHER)
    organisation = researcher.memberships.get().organisation
    approval = EthicsApprovalFactory.create(organisation=organisation, registered_by=researcher)
    disease = TermFactory.create()

    project = operations.create_project(
        organisation=organisation,
        facts=facts(
            title="  Early \n signs ",
            lay_summary=" We look.\n\nWe find. ",
            research_types=["disease", "health", "health"],
            diseases=[disease],
            countries=["ug", "KE", "UG"],
            sensitive_topics=["pediatric"],
            ethics_approvals=[approval],
        ),
        by=researcher,
        now=clock.now(),
    )

    project.refresh_from_db()
    assert (project.title, project.lay_summary) == ("Early signs", "We look.\n\nWe find.")
    assert project.research_types == ["health", "disease"]
    assert (project.countries, project.sensitive_topics) == (["KE", "UG"], ["pediatric"])
    assert (list(project.diseases.all()), list(project.ethics_approvals.all())) == ([disease], [approval])
    assert (project.owner, project.organisation) == (researcher, organisation)
    assert audited()[-1] == ("requests.create_project", str(researcher.pk), str(project.pk))
    assert news()[-1] == ("ProjectCreated", {"project_id": str(project.pk)})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"lay_summary": "x" * 5001}, "lay_summary"),
        ({"research_types": []}, "research_types"),
        ({"research_types": ["sorcery"]}, "research_types"),
        ({"research_types": ["disease"]}, "diseases"),
        ({"countries": ["Uganda"]}, "countries"),
        ({"countries": ["ZZ"]}, "countries"),
        ({"sensitive_topics": ["x" * 41]}, "sensitive_topics"),
        ({"sensitive_topics": [""]}, "sensitive_topics"),
        ({"duration_months": 0}, "duration_months"),
        ({"duration_months": 601}, "duration_months"),
    ],
)
def test_create_project_of_wrong_values(changes: dict[str, Any], field: str) -> None:
    researcher = member(Role.RESEARCHER)
    with pytest.raises(InvalidInput) as refusal:
        operations.create_project(
            organisation=researcher.memberships.get().organisation,
            facts=facts(**changes),
            by=researcher,
            now=clock.now(),
        )
    assert refusal.value.field == field
    assert not Project.objects.exists()


def test_create_project_whose_title_reads_as_another() -> None:
    researcher = member(Role.RESEARCHER)
    with pytest.raises(UnprintableText):
        operations.create_project(
            organisation=researcher.memberships.get().organisation,
            facts=facts(title="Early \u202esngis"),
            by=researcher,
            now=clock.now(),
        )


def test_create_project_with_another_organisations_approval() -> None:
    researcher = member(Role.RESEARCHER)
    with pytest.raises(InvalidInput) as refusal:
        operations.create_project(
            organisation=researcher.memberships.get().organisation,
            facts=facts(ethics_approvals=[EthicsApprovalFactory.create()]),
            by=researcher,
            now=clock.now(),
        )
    assert refusal.value.field == "ethics_approvals"


def test_create_project_twice_of_one_title() -> None:
    project = ProjectFactory.create(title="Early signs")
    with pytest.raises(Refused) as refusal:
        operations.create_project(organisation=project.organisation, facts=facts(), by=project.owner, now=clock.now())
    assert refusal.value.code == "TITLE_TAKEN"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.RESEARCHER])
def test_create_project_without_the_role(role: Role) -> None:
    person = member(role)
    with pytest.raises(NotAllowed):
        operations.create_project(
            organisation=person.memberships.get().organisation, facts=facts(), by=person, now=clock.now()
        )


def test_update_project_replaces_what_was_said() -> None:
    project = ProjectFactory.create(is_commercial=True, countries=["KE"], diseases=[TermFactory.create()])

    operations.update_project(project=project, facts=facts(), by=project.owner, now=clock.now())

    project.refresh_from_db()
    assert (project.title, project.is_commercial, project.countries) == ("Early signs", None, [])
    assert not project.diseases.exists()
    assert news()[-1] == ("ProjectUpdated", {"project_id": str(project.pk)})


def test_update_project_of_a_colleague() -> None:
    project = ProjectFactory.create()
    colleague = member(Role.RESEARCHER, project.organisation)
    with pytest.raises(NotAllowed, match="Only its owner"):
        operations.update_project(project=project, facts=facts(), by=colleague, now=clock.now())
    with pytest.raises(NotAllowed):
        operations.update_project(project=project, facts=facts(), by=PersonFactory.create(), now=clock.now())


def test_purpose_of_a_project() -> None:
    organisation = OrganisationFactory.create(country_code="UG", ror_id="https://ror.org/03dmz0111")
    owner = member(Role.RESEARCHER, organisation, orcid="0000-0002-1825-0097")
    approval = EthicsApprovalFactory.create(organisation=organisation)
    disease = TermFactory.create(code="MONDO:0005304")
    project = ProjectFactory.create(
        organisation=organisation,
        owner=owner,
        research_types=["disease", "methods"],
        diseases=[disease],
        is_commercial=False,
        is_genetic=None,
        countries=["KE"],
        sensitive_topics=["pediatric"],
        accepts_publication=False,
        accepts_return=True,
        has_collaboration_letter=True,
        duration_months=24,
        ethics_approvals=[approval],
    )

    purpose = queries.purpose_of(project, on=TODAY)

    assert purpose.research_types == {ResearchType.DISEASE, ResearchType.METHODS}
    assert purpose.diseases == ("MONDO:0005304",)
    assert purpose.org_type is OrgType.NON_PROFIT
    assert (purpose.commercial, purpose.genetic) == (False, None)
    assert (purpose.users, purpose.institutions) == (("0000-0002-1825-0097",), ("https://ror.org/03dmz0111",))
    assert purpose.countries == ("KE", "UG")
    assert purpose.ethics is Ethics.VALID
    assert purpose.collaboration is Collaboration.LETTER
    assert purpose.months == 24
    assert purpose.refuses == {Obligation.PUBLISH}
    assert purpose.sensitive == ("pediatric",)


def test_purpose_of_a_project_of_industry() -> None:
    organisation = OrganisationFactory.create(sector=Sector.INDUSTRY.value, ror_id=None, name="Harbor Ltd")
    purpose = queries.purpose_of(ProjectFactory.create(organisation=organisation), on=TODAY)
    assert purpose.org_type is OrgType.FOR_PROFIT
    assert purpose.institutions == ("Harbor Ltd",)
    assert (purpose.ethics, purpose.collaboration, purpose.refuses) == (
        Ethics.MISSING, Collaboration.OPEN, frozenset(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "ethics"),
    [
        (TODAY, TODAY, Ethics.VALID),
        (TODAY + timedelta(days=1), TODAY + timedelta(days=9), Ethics.PENDING),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), Ethics.EXPIRED),
    ],
)
def test_ethics_of_a_purpose_on_a_day(valid_from: date, valid_until: date, ethics: Ethics) -> None:
    organisation = OrganisationFactory.create()
    approval = EthicsApprovalFactory.create(organisation=organisation, valid_from=valid_from, valid_until=valid_until)
    project = ProjectFactory.create(organisation=organisation, ethics_approvals=[approval])
    assert queries.purpose_of(project, on=TODAY).ethics is ethics


def test_purposes_of_many_projects_take_the_same_statements(django_assert_num_queries: Any) -> None:
    for _ in range(3):
        ProjectFactory.create(diseases=[TermFactory.create()])
    for number in (1, 3):
        projects = list(Project.objects.all()[:number])
        with django_assert_num_queries(4):
            queries.remember_purposes(projects)
            for project in projects:
                queries.purpose_of(project, on=TODAY)
