"""Tell the planner that a listing has some twenty lots, whatever it sees in a table with one huge collection.

Else it believes that every listing has as many lots as that one, and reads all specimens for each listing of a page.
"""

from django.db import migrations

SET = "ALTER TABLE stock_lot ALTER COLUMN listing_id SET (n_distinct = -0.05)"
RESET = "ALTER TABLE stock_lot ALTER COLUMN listing_id RESET (n_distinct)"


class Migration(migrations.Migration):
    dependencies = [("stock", "0001_initial")]

    operations = [migrations.RunSQL(SET, RESET)]
