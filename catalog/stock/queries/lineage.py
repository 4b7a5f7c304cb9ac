"""What was made of a donor's specimens, however often it was divided, worked up or pooled."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from catalog.consent.models import ConsentRecord

# UNION, not UNION ALL: a specimen that is reached by two ways is walked once.
RESTING_ON = """
WITH RECURSIVE resting (lot_id) AS (
    SELECT s.lot_id FROM stock_specimen s WHERE s.consent_id = the_consent
    UNION
    SELECT g.child_id FROM resting r JOIN stock_lineage g ON g.parent_id = r.lot_id
)
SELECT lot_id FROM resting
"""


def lots_resting_on(consent: ConsentRecord) -> list[UUID]:
    """Return the lots of the specimens that rest on a consent and of all that was made of them, with one query.

    A pool rests on the consents of all its parts.
    """
    with connection.cursor() as cursor:
        cursor.execute(RESTING_ON.replace("the_consent", "%s"), [consent.pk])
        return [lot for (lot,) in cursor.fetchall()]


MADE_FROM = """
WITH RECURSIVE origins (lot_id) AS (
    SELECT unnest(%s::uuid[])
    UNION
    SELECT g.parent_id FROM origins o JOIN stock_lineage g ON g.child_id = o.lot_id
)
SELECT DISTINCT s.consent_id FROM origins o JOIN stock_specimen s ON s.lot_id = o.lot_id WHERE s.consent_id IS NOT NULL
"""


def consents_behind(lots: Collection[UUID]) -> list[UUID]:
    """Return the consents that lots rest on, by whatever they were made from, with one query."""
    with connection.cursor() as cursor:
        cursor.execute(MADE_FROM, [list(lots)])
        return [consent for (consent,) in cursor.fetchall()]
