"""Research purposes, described once and used for many requests."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from agreements.compliance.models import EthicsApproval
from catalog.vocabulary.models import Release, Term
from catalog.vocabulary.rules import CODE_LENGTH
from exchange.kernel.models import Record
from exchange.kernel.pii import classify
from exchange.parties.models import Organisation, Person


class Project(Record):
    """A research purpose, described once and used for many requests."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="projects")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="projects")
    title = models.CharField(max_length=200)
    lay_summary = models.TextField(blank=True)
    research_types = ArrayField(
        models.CharField(max_length=30), help_text="disease, health, general, methods, ancestry, clinical-care"
    )
    diseases = models.ManyToManyField(Term, related_name="+", through="ProjectDisease")
    is_commercial = models.BooleanField(null=True, help_text="Null when not answered.")
    is_genetic = models.BooleanField(null=True, help_text="Null when not answered.")
    countries = ArrayField(
        models.CharField(max_length=2), default=list, help_text="Where people will use the material."
    )
    sensitive_topics = ArrayField(models.CharField(max_length=40), default=list)
    accepts_publication = models.BooleanField(
        null=True, help_text="Will publish results if asked; null when not answered."
    )
    accepts_return = models.BooleanField(
        null=True, help_text="Will return derived data if asked; null when not answered."
    )
    has_collaboration_letter = models.BooleanField(default=False)
    duration_months = models.PositiveSmallIntegerField(null=True)
    ethics_approvals = models.ManyToManyField(EthicsApproval, related_name="projects")

    PII = classify(
        none="id created_at organisation research_types diseases is_commercial is_genetic countries sensitive_topics"
        " accepts_publication accepts_return has_collaboration_letter duration_months ethics_approvals",
        link="owner",
        free_text="title lay_summary",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "title"], name="project_title_once"),
            models.CheckConstraint(
                condition=Q(duration_months__isnull=True) | Q(duration_months__range=(1, 600)), name="project_duration"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProjectDisease(models.Model):
    """A disease that a project studies, with the release it was coded in."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="coded_diseases")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    coded_as = models.CharField(max_length=CODE_LENGTH, help_text="The code as chosen; the term may be its successor.")

    PII = classify(none="id project term release coded_as")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "term"], name="project_disease_once")]

    def __str__(self) -> str:
        return self.coded_as
