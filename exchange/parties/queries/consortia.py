"""Which consortia an organisation and its people belong to, and who may know of them."""

from datetime import date

from django.db.models import Q, QuerySet

from exchange.kernel import clock
from exchange.parties.models import Consortium, ConsortiumMembership, Membership, Organisation, Person
from exchange.parties.permissions import Permission
from exchange.parties.queries.members import Viewer, in_force, organisations_with


def consortia_of(person: Person, *, on: date) -> QuerySet[Consortium]:
    """Return the consortia of the organisations that a person is a member of on a day, in whatever role."""
    places = Membership.objects.filter(in_force(on), person=person, person__is_active=True).values("organisation")
    joined = ConsortiumMembership.objects.filter(in_force(on), organisation__in=places)
    return Consortium.objects.filter(pk__in=joined.values("consortium"))


def consortia_of_organisation(organisation: Organisation, *, on: date) -> QuerySet[Consortium]:
    """Return the consortia that an organisation belongs to on a day."""
    joined = ConsortiumMembership.objects.filter(in_force(on), organisation=organisation)
    return Consortium.objects.filter(pk__in=joined.values("consortium"))


def visible_consortia(viewer: Viewer) -> QuerySet[Consortium]:
    """Return the public consortia, those of the viewer's organisations, and those that the viewer administers."""
    public = Q(is_public=True)
    if not isinstance(viewer, Person):
        return Consortium.objects.filter(public)
    today = clock.today()
    own = Q(pk__in=consortia_of(viewer, on=today).values("pk"))
    administered = Q(administered_by__in=organisations_with(viewer, Permission.MANAGE_MEMBERS, on=today).values("pk"))
    return Consortium.objects.filter(public | own | administered)


def visible_consortium_memberships(viewer: Viewer) -> QuerySet[ConsortiumMembership]:
    """Return who belongs to the consortia that the viewer may know of, past members included."""
    return ConsortiumMembership.objects.filter(consortium__in=visible_consortia(viewer).values("pk"))
