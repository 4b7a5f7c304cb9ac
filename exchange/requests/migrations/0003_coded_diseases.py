import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0002_number"),
        ("vocabulary", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProjectDisease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "coded_as",
                    models.CharField(
                        help_text="The code as chosen; the term may be its successor.", max_length=60
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coded_diseases",
                        to="requests.project",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vocabulary.release"
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vocabulary.term"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("project", "term"), name="project_disease_once"),
                ],
            },
        ),
        migrations.AddField(
            model_name="project",
            name="diseases",
            field=models.ManyToManyField(
                related_name="+", through="requests.ProjectDisease", to="vocabulary.term"
            ),
        ),
    ]
