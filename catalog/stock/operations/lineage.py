"""Store what specimens were made from."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from catalog.listings.models import Listing
from catalog.stock.facts import LineageFacts
from catalog.stock.models import Lineage, Specimen
from exchange.kernel import locks
from exchange.kernel.errors import InvalidInput

# What PostgreSQL has against a lineage, in words.
SENTENCES = {
    "lineage_relation_known": "It is an aliquot, a derivative or a pool.",
    "lineage_one_parent": "An aliquot or a derivative is made from one specimen.",
    "lineage_not_of_itself": "A specimen is not made from itself.",
    "lineage_no_circle": "A specimen is not made from itself, nor from what was made from it.",
    "lineage_same_donor": "An aliquot or a derivative is of the donor of its parent.",
    "lineage_pool_consent": "A pool of several donors rests on no single consent.",
}


@transaction.atomic
def store_lineage(*, listing: Listing, facts: Sequence[LineageFacts]) -> set[str]:
    """Make what the specimens of a collection were made from what the provider says; return those that it changed.

    Said again, nothing changes. Specimens that are not named stay as they are. It is a step of a larger command, which
    stored the specimens before and writes the audit row.

    Raises:
        InvalidInput: a specimen is named twice, is not in the collection, or cannot be made so.
    """
    wanted = {one.code: one for one in facts}
    if len(wanted) < len(facts):
        raise InvalidInput("parents", "A specimen is named twice.")
    codes = {*wanted, *(parent for one in facts for parent in one.parents)}
    rows = Specimen.objects.filter(lot__listing=listing, lot__code__in=codes).select_related("lot")
    specimens = {specimen.lot.code: specimen for specimen in locks.lock_rows(rows)}
    if unknown := sorted(codes - specimens.keys()):
        raise InvalidInput("parents", f"{unknown[0]} is not in the collection.", lot=unknown[0])
    stored: dict[UUID, set[tuple[str, UUID]]] = defaultdict(set)
    for key, relation, parent in Lineage.objects.filter(child__in=specimens.values()).values_list(
        "child", "relation", "parent"
    ):
        stored[key].add((relation, parent))
    said = {specimens[one.code]: {(one.relation, specimens[code].pk) for code in one.parents} for one in facts}
    changed = {child: pairs for child, pairs in said.items() if pairs != stored[child.pk]}
    Lineage.objects.filter(child__in=changed).delete()
    for child, pairs in changed.items():
        _insert(child, pairs)
    return {child.lot.code for child in changed}


def _insert(child: Specimen, pairs: set[tuple[str, UUID]]) -> None:
    """Say what a specimen was made from; the constraints have the last word."""
    try:
        with transaction.atomic():
            Lineage.objects.bulk_create(
                Lineage(child=child, relation=relation, parent_id=parent) for relation, parent in sorted(pairs)
            )
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        sentence = SENTENCES.get(getattr(diagnosis, "constraint_name", ""))
        if sentence is None:
            raise
        raise InvalidInput("parents", f"{child.lot.code}: {sentence}", lot=child.lot.code) from error
