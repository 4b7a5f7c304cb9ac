"""Who sees which projects, requests, parts and lines."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from exchange.kernel import clock
from exchange.parties.models import Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.queries import Viewer, organisations_with, units_with
from exchange.requests.models import AccessRequest, Decision, LineLot, Project, RequestLine, RequestPart, Vote
from exchange.requests.rules import STAGE_OF_STATE, Stage
from exchange.requests.states import RequestState


def visible_projects(viewer: Viewer) -> QuerySet[Project]:
    """Return the viewer's own projects, and those of organisations for which they manage projects.

    They come with organisation and owner, which their purposes read.
    """
    if not isinstance(viewer, Person):
        return Project.objects.none()
    managed = organisations_with(viewer, Permission.MANAGE_PROJECTS, on=clock.today())
    own = Project.objects.filter(Q(owner=viewer) | Q(organisation__in=managed))
    return own.select_related("organisation", "owner")


def visible_requests(viewer: Viewer) -> QuerySet[AccessRequest]:
    """Return the viewer's own requests, and those of which a part is for a unit whose requests they read."""
    if not isinstance(viewer, Person):
        return AccessRequest.objects.none()
    incoming = RequestPart.objects.filter(request=OuterRef("pk"), unit__in=_inbox_units(viewer))
    return AccessRequest.objects.filter(Q(requester=viewer) | Exists(incoming))


def own_requests(viewer: Viewer) -> QuerySet[AccessRequest]:
    """Return what the viewer has asked for, baskets included."""
    if not isinstance(viewer, Person):
        return AccessRequest.objects.none()
    return AccessRequest.objects.filter(requester=viewer)


def basket_of(viewer: Viewer, project: Project) -> AccessRequest | None:
    """Return the viewer's basket for a project."""
    return own_requests(viewer).filter(project=project, state=RequestState.DRAFT).first()


def visible_parts(viewer: Viewer) -> QuerySet[RequestPart]:
    """Return the parts of the viewer's own requests, and those for units whose requests they read."""
    if not isinstance(viewer, Person):
        return RequestPart.objects.none()
    return RequestPart.objects.filter(Q(request__requester=viewer) | Q(unit__in=_inbox_units(viewer)))


def incoming_parts(viewer: Viewer) -> QuerySet[RequestPart]:
    """Return the parts for units whose requests the viewer reads."""
    if not isinstance(viewer, Person):
        return RequestPart.objects.none()
    return RequestPart.objects.filter(unit__in=_inbox_units(viewer))


def visible_lines(viewer: Viewer) -> QuerySet[RequestLine]:
    """Return the lines of the viewer's own requests, and those of parts that they see."""
    if not isinstance(viewer, Person):
        return RequestLine.objects.none()
    return RequestLine.objects.filter(Q(request__requester=viewer) | Q(part__unit__in=_inbox_units(viewer)))


def visible_line_lots(viewer: Viewer) -> QuerySet[LineLot]:
    """Return the lots of visible lines."""
    return LineLot.objects.filter(line__in=visible_lines(viewer))


def visible_decisions(viewer: Viewer) -> QuerySet[Decision]:
    """Return the decisions on visible lines."""
    return Decision.objects.filter(line__in=visible_lines(viewer))


def visible_votes(viewer: Viewer) -> QuerySet[Vote]:
    """Return the votes on lines of units whose requests the viewer reads; who asks does not see them."""
    if not isinstance(viewer, Person):
        return Vote.objects.none()
    return Vote.objects.filter(line__part__unit__in=_inbox_units(viewer))


def in_stages(stages: Collection[Stage], parent: str) -> Q:
    """Return the condition that rows are in one of the stages, as `rules.stage_of` derives them.

    Args:
        parent: the line's foreign key to the rows: "part" or "request".
    """
    condition, further = Q(), Q()
    for state, stage in STAGE_OF_STATE.items():
        some = Exists(RequestLine.objects.filter(state=state, **{parent: OuterRef("pk")}))
        if stage in stages:
            condition |= Q(some) & further
        further &= ~Q(some)
    if Stage.BASKET in stages:
        condition |= further
    return condition if stages else Q(pk__in=[])


def _inbox_units(viewer: Person) -> QuerySet[Unit]:
    return units_with(viewer, Permission.READ_INCOMING_REQUESTS, on=clock.today())
