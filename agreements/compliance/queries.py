"""Which ethics approvals there are and how they stand, and the rules of the borders."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, QuerySet

from agreements.compliance.models import EthicsApproval, RuleKind, TransferRule
from agreements.compliance.reading import read_group, read_rule
from agreements.compliance.rules import Approval, Rulebook, Standing, standing_of
from exchange.kernel import clock
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import organisations_with

Viewer = Person | AnonymousUser | None


def visible_to(viewer: Viewer) -> QuerySet[EthicsApproval]:
    """Return the approvals of organisations for which the viewer manages projects."""
    if not isinstance(viewer, Person):
        return EthicsApproval.objects.none()
    own = organisations_with(viewer, Permission.MANAGE_PROJECTS, on=clock.today())
    return EthicsApproval.objects.filter(organisation__in=own)


def standing(approvals: Iterable[EthicsApproval], *, on: date) -> Standing:
    """Return how approvals stand on a day."""
    return standing_of([Approval(str(row), row.valid_from, row.valid_until) for row in approvals], on=on)


def rules_visible_to(viewer: Viewer) -> QuerySet[TransferRule]:
    """Return the rules, whoever looks: they bind everybody."""
    return TransferRule.objects.all()


def latest_rules() -> QuerySet[TransferRule]:
    """Return the last version of every rule and group."""
    return TransferRule.objects.order_by("kind", "key", "-version").distinct("kind", "key")


def latest_version(kind: RuleKind, key: str) -> int:
    """Return the last version of a rule or group, 0 without one."""
    return TransferRule.objects.filter(kind=kind, key=key).aggregate(last=Max("version"))["last"] or 0


def group_names() -> frozenset[str]:
    """Return the names that rules may call groups by."""
    return frozenset(TransferRule.objects.filter(kind=RuleKind.GROUP).values_list("key", flat=True))


def rulebook(*, proposed: TransferRule | None = None) -> Rulebook:
    """Return all versions of all rules, with the groups as they were entered last. Takes one query.

    Args:
        proposed: a further version, to see what it would do.
    """
    rows = [*TransferRule.objects.order_by("kind", "key", "version"), *([proposed] if proposed else [])]
    groups = {row.key: read_group(row.definition) for row in rows if row.kind == RuleKind.GROUP}
    rules = (read_rule(row.key, row.version, row.definition, groups) for row in rows if row.kind == RuleKind.RULE)
    return Rulebook(tuple(rules), groups)
