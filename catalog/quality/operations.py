"""Keep what the identity of listings is checked against."""

from collections.abc import Mapping

from django.db import transaction

from catalog.quality.models import DeletedAccession


@transaction.atomic
def load_deleted_accessions(*, reasons: Mapping[str, str], release: str) -> int:
    """Make the accessions that Cellosaurus has deleted be these, and return how many there are.

    It is its whole list: one that it does not name any more is no longer deleted. The command line runs it.
    """
    DeletedAccession.objects.exclude(pk__in=reasons).delete()
    rows = [DeletedAccession(accession=key, reason=reason, release=release) for key, reason in reasons.items()]
    DeletedAccession.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["accession"], update_fields=["reason", "release"]
    )
    return len(rows)
