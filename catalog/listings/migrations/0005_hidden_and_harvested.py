"""Indexes for what few see, and for harvesters, who ask for what changed since they last came."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("listings", "0004_words_without_accents")]

    operations = [
        AddIndexConcurrently(
            "listing",
            models.Index(
                fields=["unit"], condition=models.Q(("visibility", "public"), _negated=True), name="listing_hidden"
            ),
        ),
        AddIndexConcurrently("listing", models.Index(fields=["changed_at", "id"], name="listing_harvested")),
    ]
