from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RateBucket",
            fields=[
                (
                    "key",
                    models.CharField(
                        help_text="Whose bucket: a person's id, or a keyed digest of an address.",
                        max_length=80,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("tokens", models.FloatField(help_text="Requests left at that moment.")),
                ("filled_at", models.DateTimeField(help_text="The moment.")),
            ],
        ),
        # A crash may empty every bucket; no request then has to wait for the disk.
        migrations.RunSQL("ALTER TABLE api_ratebucket SET UNLOGGED", "ALTER TABLE api_ratebucket SET LOGGED"),
    ]
