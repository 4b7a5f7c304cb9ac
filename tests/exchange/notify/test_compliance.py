"""Who is told that an ethics approval expires."""

from datetime import timedelta

import pytest

from exchange.kernel import clock
from tests.exchange.notify.telling import subjects, told
from tests.factories.requests import EthicsApprovalFactory, ProjectFactory

pytestmark = pytest.mark.django_db
SOON = timedelta(days=5)


def test_owners_of_projects_that_end_with_the_approval_are_told() -> None:
    until = clock.today() + SOON
    approval = EthicsApprovalFactory.create(valid_until=until)
    renewed = EthicsApprovalFactory.create(organisation=approval.organisation, valid_until=until + SOON)
    resting = ProjectFactory.create(organisation=approval.organisation, ethics_approvals=[approval])
    second = ProjectFactory.create(organisation=approval.organisation, owner=resting.owner, ethics_approvals=[approval])
    ProjectFactory.create(organisation=approval.organisation, ethics_approvals=[approval, renewed])

    notifications = told("EthicsApprovalExpiring", approval_id=approval.pk)

    assert subjects(notifications) == {resting.owner: f"Ethics approval {approval.number} expires on {until}"}
    titles = ", ".join(sorted([resting.title, second.title]))
    assert notifications[resting.owner].body == (
        f"The approval {approval.number} of {approval.committee} stands until {until}. Nothing is shipped to {titles}"
        " after that day; have it renewed, enter the renewal, and add it to the project."
    )
    assert notifications[resting.owner].link == "/projects"


def test_who_entered_an_approval_that_no_project_uses_is_told() -> None:
    approval = EthicsApprovalFactory.create(valid_until=clock.today() + SOON)
    assert list(told("EthicsApprovalExpiring", approval_id=approval.pk)) == [approval.registered_by]


def test_nobody_is_told_when_a_renewal_outlasts_it_everywhere() -> None:
    until = clock.today() + SOON
    approval = EthicsApprovalFactory.create(valid_until=until)
    renewed = EthicsApprovalFactory.create(organisation=approval.organisation, valid_until=until + SOON)
    ProjectFactory.create(organisation=approval.organisation, ethics_approvals=[approval, renewed])
    assert told("EthicsApprovalExpiring", approval_id=approval.pk) == {}
