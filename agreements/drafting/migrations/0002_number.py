"""The sequence that agreements are numbered from."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("drafting", "0001_initial")]

    operations = [migrations.RunSQL("CREATE SEQUENCE drafting_number", "DROP SEQUENCE drafting_number")]
