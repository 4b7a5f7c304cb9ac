"""The sequence that access requests are numbered from."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests", "0001_initial")]

    operations = [migrations.RunSQL("CREATE SEQUENCE requests_number", "DROP SEQUENCE requests_number")]
