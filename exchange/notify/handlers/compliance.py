"""Tell researchers that an ethics approval on which they rest expires."""

from agreements.compliance import queries
from agreements.compliance.events import ComplianceEvent
from agreements.compliance.models import EthicsApproval
from exchange.kernel import clock
from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles
from exchange.notify import operations
from exchange.notify.links import PROJECTS
from exchange.notify.texts import Text
from exchange.parties.models import Person
from exchange.requests.models import Project


@handles(ComplianceEvent.ETHICS_APPROVAL_EXPIRING)
def tell_researchers(event: OutboxEvent) -> None:
    """Tell the owner of each project that no other approval outlasts, and else, without a project, who entered it."""
    approval = EthicsApproval.objects.select_related("registered_by").get(pk=event.payload["approval_id"])
    projects = list(
        Project.objects.filter(ethics_approvals=approval).select_related("owner").prefetch_related("ethics_approvals")
    )
    if not projects:
        _tell(event, approval, approval.registered_by, "any project that rests on it")
    concerned = [project for project in projects if _ends_with(project, approval)]
    for owner in sorted({project.owner for project in concerned}, key=lambda person: person.pk):
        titles = sorted(project.title for project in concerned if project.owner == owner)
        _tell(event, approval, owner, ", ".join(titles))


def _ends_with(project: Project, approval: EthicsApproval) -> bool:
    last = queries.standing(project.ethics_approvals.all(), on=clock.today()).approval
    return last is not None and last.valid_until <= approval.valid_until


def _tell(event: OutboxEvent, approval: EthicsApproval, person: Person, projects: str) -> None:
    operations.notify(
        event=event,
        people=[person],
        text=Text.ETHICS_EXPIRING_TO_RESEARCHERS,
        link=PROJECTS,
        number=approval.number,
        committee=approval.committee,
        valid_until=approval.valid_until.isoformat(),
        projects=projects,
    )
