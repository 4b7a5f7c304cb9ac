"""Tokens that sign, which are made under a fresh proof."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_search_and_spans")]

    operations = [
        migrations.AddField(
            model_name="apitoken",
            name="may_sign",
            field=models.BooleanField(
                default=False, help_text="Whether it signs agreements too; making such a token asks for a fresh proof."
            ),
        ),
    ]
