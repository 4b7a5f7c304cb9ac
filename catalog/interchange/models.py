"""Uploaded files, import runs and what was wrong with their rows."""

import pgtrigger
from django.db import models
from django.db.models import Q

from catalog.interchange.states import IMPORT_TRANSITIONS, ImportState
from exchange.kernel.models import Record, append_only
from exchange.kernel.pii import classify
from exchange.parties.models import Person, Unit


class Upload(Record):
    """A file as it arrived, kept in the database so that a crash cannot part it from its run."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="uploads")
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()

    PII = classify(none="id created_at sha256 size_bytes", link="person", free_text="filename content")

    class Meta:
        triggers = append_only("upload")

    def __str__(self) -> str:
        return self.filename


class ImportRun(Record):
    """One run of an import; its rows load in a single transaction or not at all.

    A preview does all that an import does and takes it back, so that its counts and problems are those of the import.
    """

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="runs")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="import_runs")
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=30, help_text="Key of catalog.interchange.formats.FORMATS.")
    options = models.JSONField(default=dict, help_text="Collection key and title, consent form, use terms.")
    mapping = models.JSONField(
        default=dict, help_text="The format's column of some columns of the file; empty for one to ignore."
    )
    is_preview = models.BooleanField(default=False)
    is_strict = models.BooleanField(default=False, help_text="Whether one wrong row keeps all others out.")
    preview = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="import_run",
        help_text="The preview that was looked at before.",
    )
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ImportState], default=ImportState.WAITING.value
    )
    rows_total = models.PositiveIntegerField(null=True)
    rows_checked = models.PositiveIntegerField(default=0)
    rows_created = models.PositiveIntegerField(default=0)
    rows_updated = models.PositiveIntegerField(default=0)
    rows_unchanged = models.PositiveIntegerField(default=0)
    rows_rejected = models.PositiveIntegerField(default=0)
    first_rows = models.JSONField(
        default=list, help_text="Of a preview: [{row, change, values: [[name, value], …]}, …] as they would be stored."
    )
    finished_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True, help_text="Why the whole file was refused; empty if it was not.")

    PII = classify(
        none="id created_at upload unit format is_preview is_strict preview state rows_total rows_checked rows_created"
        " rows_updated rows_unchanged rows_rejected finished_at failure",
        link="started_by",
        free_text="options mapping first_rows",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed", "cancelled"]) ^ Q(finished_at__isnull=True),
                name="import_finished_has_moment",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="import_newest")]
        triggers = [
            pgtrigger.FSM(
                name="import_states",
                field="state",
                transitions=[
                    (state.value, step.to.value)
                    for (state, _), step in IMPORT_TRANSITIONS.items()
                    if state is not step.to
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.state}"


class ImportProblem(models.Model):
    """One value of one row that could not be loaded, and why."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    row = models.PositiveIntegerField(help_text="Line of the file, the first being 1.")
    column = models.CharField(max_length=100)
    value = models.CharField(max_length=200, help_text="As found, cut at 200 characters.")
    reason = models.TextField()
    suggestion = models.TextField(blank=True)

    PII = classify(none="id run row column reason suggestion", free_text="value")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "row", "column"], name="import_problem_once")]

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.reason}"
