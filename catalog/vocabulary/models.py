"""Vocabularies with their releases, their terms, and what is above, beside and in place of a term."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models.functions import Upper

from catalog.vocabulary.rules import CODE_LENGTH, Scope
from exchange.kernel.models import Record
from exchange.kernel.pii import classify


class Vocabulary(Record):
    """A system of terms, such as MONDO; its terms keep their keys from release to release."""

    name = models.CharField(max_length=40, help_text="E.g. MONDO, whatever its case.")

    PII = classify(none="id created_at name")

    class Meta:
        constraints = [models.UniqueConstraint(Upper("name"), name="vocabulary_name_once")]
        verbose_name_plural = "vocabularies"

    def __str__(self) -> str:
        return self.name


class Release(Record):
    """One edition of a vocabulary that was loaded."""

    vocabulary = models.ForeignKey(Vocabulary, on_delete=models.PROTECT, related_name="releases")
    name = models.CharField(max_length=80)
    released_on = models.DateField(null=True, help_text="As its name or its file says; null when neither does.")

    PII = classify(none="id created_at vocabulary name released_on")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vocabulary", "name"], name="release_once")]

    def __str__(self) -> str:
        return f"{self.vocabulary} {self.name}"


class Term(Record):
    """A term, with the newest loaded release that states it. Terms are never deleted: what was coded refers to them."""

    vocabulary = models.ForeignKey(Vocabulary, on_delete=models.PROTECT, related_name="terms")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="terms")
    code = models.CharField(max_length=CODE_LENGTH, unique=True, help_text="CURIE, e.g. MONDO:0007254.")
    label = models.TextField()
    is_obsolete = models.BooleanField(default=False)
    parents = models.ManyToManyField("self", symmetrical=False, related_name="children", through="TermParent")

    PII = classify(none="id created_at vocabulary release code label is_obsolete parents")

    class Meta:
        indexes = [
            GinIndex(OpClass(Upper("label"), "gin_trgm_ops"), name="term_label_trgm"),
            GinIndex(SearchVector("label", config="simple"), name="term_label_words"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.code})"


class TermParent(models.Model):
    """A term and one directly above it."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="parent_links")
    parent = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="child_links")

    PII = classify(none="id term parent")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "parent"], name="parent_once"),
            models.CheckConstraint(condition=~models.Q(term=models.F("parent")), name="parent_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} < {self.parent_id}"


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


class Synonym(models.Model):
    """Another name of a term."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="names")
    text = models.TextField()
    scope = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Scope])

    PII = classify(none="id term text scope")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "text"], name="synonym_once")]
        indexes = [
            GinIndex(OpClass(Upper("text"), "gin_trgm_ops"), name="synonym_text_trgm"),
            GinIndex(SearchVector("text", config="simple"), name="synonym_text_words"),
        ]

    def __str__(self) -> str:
        return self.text


class CrossReference(models.Model):
    """The code of another vocabulary for the same thing, whether that one is loaded or not."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="references")
    code = models.CharField(max_length=CODE_LENGTH, help_text="CURIE, e.g. NCIT:C4872.")

    PII = classify(none="id term code")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["term", "code"], name="reference_once")]
        indexes = [models.Index(fields=["code"], name="reference_code")]

    def __str__(self) -> str:
        return f"{self.term_id} = {self.code}"


class Replacement(models.Model):
    """A code that is not used any more, and a term that stands for it now, or may."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="replaces")
    code = models.CharField(max_length=CODE_LENGTH, help_text="The code of old; a term may still bear it, as obsolete.")
    is_exact = models.BooleanField(help_text="The one successor; else one of several that a person chooses from.")

    PII = classify(none="id term code is_exact")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "term"], name="replacement_once"),
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(is_exact=True), name="replacement_one_exact_successor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} → {self.term_id}"
