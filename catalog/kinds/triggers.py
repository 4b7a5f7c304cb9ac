"""What PostgreSQL does when the row of a kind changes."""

import pgtrigger

TOUCH_LISTING = """
UPDATE listings_listing SET changed_at = now() WHERE id IN (
    SELECT c.listing_id FROM changed c JOIN former f ON f.listing_id = c.listing_id WHERE c IS DISTINCT FROM f
);
RETURN NULL;
"""


def touches_listing() -> pgtrigger.Trigger:
    """Return the trigger by which a listing has changed when what its kind says has, so that feeds notice."""
    return pgtrigger.Trigger(
        name="kind_touches_listing",
        operation=pgtrigger.Update,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        referencing=pgtrigger.Referencing(old="former", new="changed"),
        func=TOUCH_LISTING,
    )
