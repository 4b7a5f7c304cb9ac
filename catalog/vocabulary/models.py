"""Terms of the vocabularies and the closure of their is-a paths."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from exchange.kernel.models import Record
from exchange.kernel.pii import classify


class Term(Record):
    """A disease of a vocabulary, with the release it was read from."""

    code = models.CharField(max_length=60, unique=True, help_text="CURIE, e.g. MONDO:0007254.")
    label = models.TextField()
    synonyms = ArrayField(models.TextField(), default=list)
    release = models.CharField(max_length=40)

    PII = classify(none="id created_at code label synonyms release")

    class Meta:
        indexes = [GinIndex(fields=["label"], name="term_label_trgm", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return f"{self.label} ({self.code})"


class TermAncestor(models.Model):
    """A term and one term above it, at any distance; a term is not its own ancestor."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="ancestor_links")
    ancestor = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="descendant_links")

    PII = classify(none="id term ancestor")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "ancestor"], name="ancestor_once"),
            models.CheckConstraint(condition=~models.Q(term=models.F("ancestor")), name="ancestor_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} < {self.ancestor_id}"
