"""Let listings whose words have accents be found without them, as those are that are stored from now on."""

from typing import Any

from django.db import migrations

from catalog.listings.facts import searched_text

BATCH = 1000


def add_words(apps: Any, schema_editor: Any) -> None:
    listings = apps.get_model("listings", "Listing").objects
    changed: list[Any] = []
    for listing in listings.filter(search_text__regex=r"[^\x01-\x7f]").iterator(chunk_size=BATCH):
        listing.search_text = searched_text(listing)
        changed.append(listing)
        if len(changed) == BATCH:
            listings.bulk_update(changed, ["search_text"])
            changed = []
    listings.bulk_update(changed, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("listings", "0003_visibility")]

    operations = [migrations.RunPython(add_words, migrations.RunPython.noop)]
