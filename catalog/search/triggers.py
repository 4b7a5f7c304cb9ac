"""Triggers that note which listings a statement changed, on every table whose rows the facets are read from.

They are set after each migration, because the tables are of other rooms, and a new kind's table is noted at once.
"""

from typing import Any

from django.apps import apps
from django.db import connections

NOTE = """
CREATE OR REPLACE FUNCTION search_note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'INSERT INTO search_listingchange (listing_id)'
        || ' SELECT DISTINCT noted.id FROM (' || TG_ARGV[0] || ') AS noted (id)';
    RETURN NULL;
END
$$;
"""
OF_SPECIMENS = "SELECT l.listing_id FROM stock_lot l JOIN stock_specimen s ON s.lot_id = l.id"
# By table, how to find the listings of its changed rows.
SOURCES = {
    "listings_listing": "SELECT id FROM changed",
    "stock_lot": "SELECT listing_id FROM changed",
    "stock_specimen": "SELECT l.listing_id FROM stock_lot l JOIN changed c ON c.lot_id = l.id",
    "consent_consentrecord": f"{OF_SPECIMENS} JOIN changed c ON c.id = s.consent_id",
    "parties_organisation": "SELECT l.id FROM listings_listing l JOIN parties_unit u ON u.id = l.unit_id"
    " JOIN changed c ON c.id = u.organisation_id",
    "parties_consortiummembership": "SELECT l.id FROM listings_listing l JOIN parties_unit u ON u.id = l.unit_id"
    " JOIN changed c ON c.organisation_id = u.organisation_id",
    "vocabulary_termancestor": "SELECT NULL::uuid FROM changed",
}
REFERENCES = {
    "insert": "NEW TABLE AS changed",
    "update": "NEW TABLE AS changed",
    "delete": "OLD TABLE AS changed",
}


def sources() -> dict[str, str]:
    """Return, by table, the statement that finds the listings of its changed rows."""
    kinds = {
        model._meta.db_table: "SELECT listing_id FROM changed"
        for model in apps.get_app_config("kinds").get_models()
        if model._meta.pk.name == "listing"
    }
    return {**kinds, **SOURCES}


def install(using: str = "default", **_: Any) -> None:
    """Set the triggers, in place of those that were set before, on the tables that are there."""
    with connections[using].cursor() as cursor:
        present = set(connections[using].introspection.table_names(cursor))
        if "search_listingchange" not in present:
            return
        cursor.execute(NOTE)
        for table, statement in sources().items():
            if table not in present:
                continue
            for operation, references in REFERENCES.items():
                cursor.execute(
                    f"CREATE OR REPLACE TRIGGER search_notes_{operation} AFTER {operation} ON {table}"
                    f" REFERENCING {references} FOR EACH STATEMENT"
                    f" EXECUTE FUNCTION search_note_changes('{statement.replace(chr(39), chr(39) * 2)}')"
                )
