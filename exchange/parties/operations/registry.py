"""Keep copies of ROR's records of organisations."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from exchange.kernel import audit, locks, outbox
from exchange.parties.events import PartiesEvent
from exchange.parties.models import Organisation, OrganisationSuccession
from exchange.parties.rules.ror import RorRecord, release_order


@dataclass(frozen=True)
class LoadReport:
    """How many records were created, updated, and left as they were."""

    created: int
    updated: int
    unchanged: int


@transaction.atomic
def load_organisations(*, records: Iterable[RorRecord], source: str, now: datetime) -> LoadReport:
    """Write ROR records, all of them or none; what is stored from a newer release stays.

    An organisation points at its successors as soon as both are loaded, in whatever order they come.

    Args:
        source: name of the file they were read from, for the trail.
    """
    by_ror_id = {record.ror_id: record for record in records}
    stored = {
        organisation.ror_id: organisation
        for organisation in locks.lock_rows(Organisation.objects.filter(ror_id__in=by_ror_id))
    }
    created = updated = 0
    for ror_id, record in by_ror_id.items():
        organisation = stored.get(ror_id)
        if organisation is None:
            organisation = Organisation.objects.create(**_values(record))
            created += 1
        elif _overwrite(organisation, record):
            updated += 1
        else:
            continue
        audit.record(
            "parties.load_organisation", organisation, by=None, reason=f"loaded from {source}", release=record.release
        )
    _link_successors()
    if created or updated:
        outbox.announce(PartiesEvent.ORGANISATIONS_LOADED, created=created, updated=updated)
    return LoadReport(created, updated, len(by_ror_id) - created - updated)


def _values(record: RorRecord) -> dict[str, Any]:
    values = asdict(record)
    values["ror_successors"] = list(values.pop("successors"))
    values["other_names"] = list(values["other_names"])
    values["ror_release"] = values.pop("release")
    values["sector"], values["status"] = record.sector.value, record.status.value
    return values


def _overwrite(organisation: Organisation, record: RorRecord) -> bool:
    """Take over a record that is not older; say whether anything changed."""
    if release_order(organisation.ror_release) > release_order(record.release):
        return False
    changed = [field for field, value in _values(record).items() if getattr(organisation, field) != value]
    for field in changed:
        setattr(organisation, field, _values(record)[field])
    if changed:
        organisation.save(update_fields=changed)
    return bool(changed)


def _link_successors() -> None:
    """Make the links say what the records say, as far as both organisations are here."""
    with_successors = Organisation.objects.exclude(ror_successors=[])
    wanted_ids = {ror_id for ids in with_successors.values_list("ror_successors", flat=True) for ror_id in ids}
    here = dict(Organisation.objects.filter(ror_id__in=wanted_ids).values_list("ror_id", "pk"))
    wanted = {
        (predecessor, here[ror_id])
        for predecessor, ids in with_successors.values_list("pk", "ror_successors")
        for ror_id in ids
        if ror_id in here
    }
    linked = {(link.predecessor_id, link.successor_id): link for link in OrganisationSuccession.objects.all()}
    obsolete = [link.pk for pair, link in linked.items() if pair not in wanted]
    OrganisationSuccession.objects.filter(pk__in=obsolete).delete()
    OrganisationSuccession.objects.bulk_create(
        OrganisationSuccession(predecessor_id=predecessor, successor_id=successor)
        for predecessor, successor in sorted(wanted - linked.keys())
    )
