"""What speaks against the identity of listings."""

from collections.abc import Collection

from catalog.quality.models import DeletedAccession


def deleted(accessions: Collection[str]) -> dict[str, str]:
    """Return those of the accessions that Cellosaurus has deleted, each with its reason, which may be empty."""
    return dict(DeletedAccession.objects.filter(pk__in=accessions).values_list("accession", "reason"))
