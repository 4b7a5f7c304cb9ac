"""Rank terms by how well their names meet a text; each way of meeting is answered by an index."""

from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import (
    Case,
    Exists,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Coalesce, Greatest, Upper

from catalog.vocabulary.models import Replacement, Synonym, Term
from catalog.vocabulary.rules import Scope, codes_meant, escaped, searchable

# What is obsolete comes behind everything that is in use.
OBSOLETE = 10.0
ALIKE = 8.0


def ranked(rows: QuerySet[Term], text: str) -> QuerySet[Term]:
    """Return those of the rows that a text may mean, annotated with ``rank`` and ``matched``."""
    wanted = searchable(text)
    if not wanted:
        return rows.annotate(rank=Value(0.0), matched=Value("")).none()
    meant = rows.filter(pk__in=_containing(wanted))
    alike = ~Exists(meant) & Q(pk__in=_alike(wanted))
    rows = rows.filter(Q(pk__in=_containing(wanted)) | alike)
    rank = Case(*_ranks(wanted), default=Value(ALIKE) - _similarity(wanted), output_field=FloatField())
    last = Case(When(is_obsolete=True, then=Value(OBSOLETE)), default=Value(0.0), output_field=FloatField())
    return rows.annotate(rank=rank + last, matched=_matched(wanted)).order_by("rank", "label", "pk")


def _containing(wanted: str) -> QuerySet[Any]:
    codes = codes_meant(wanted)
    return (
        Term.objects.filter(label__icontains=wanted)
        .values("pk")
        .union(
            Synonym.objects.filter(text__icontains=wanted).values("term"),
            Term.objects.filter(code__in=codes).values("pk"),
            Replacement.objects.filter(code__in=codes).values("term"),
        )
    )


def _alike(wanted: str) -> QuerySet[Any]:
    # In capitals as the index has them; likeness knows no case.
    near = Q(folded__trigram_similar=wanted.upper()) | Q(folded__trigram_word_similar=wanted.upper())
    labels = Term.objects.annotate(folded=Upper("label")).filter(near)
    names = Synonym.objects.annotate(folded=Upper("text")).filter(near)
    return labels.values("pk").union(names.values("term"))


def _similarity(wanted: str) -> CombinedExpression:
    """Return how alike the best name is, and a little for the whole label, which parts names of equal likeness."""
    best = (
        Synonym.objects.filter(term=OuterRef("pk"))
        .annotate(near=TrigramWordSimilarity(wanted, "text"))
        .order_by("-near")
        .values("near")[:1]
    )
    near = Greatest(TrigramWordSimilarity(wanted, "label"), Coalesce(Subquery(best), Value(0.0)))
    return Cast(near, FloatField()) + Cast(TrigramSimilarity("label", wanted), FloatField()) / Value(10.0)


def _ranks(wanted: str) -> list[When]:
    codes = codes_meant(wanted)
    names = Synonym.objects.filter(term=OuterRef("pk"))
    return [
        When(Q(code__in=codes) | Q(label__iexact=wanted), then=Value(0.0)),
        When(Exists(Replacement.objects.filter(term=OuterRef("pk"), code__in=codes)), then=Value(0.5)),
        When(Exists(names.filter(text__iexact=wanted, scope=Scope.EXACT)), then=Value(1.0)),
        When(Exists(names.filter(text__iexact=wanted)), then=Value(1.5)),
        When(label__istartswith=wanted, then=Value(2.0)),
        When(label__iregex=rf"\m{escaped(wanted)}", then=Value(3.0)),
        When(Exists(names.filter(text__iregex=rf"\m{escaped(wanted)}")), then=Value(4.0)),
        When(Q(label__icontains=wanted) | Exists(names.filter(text__icontains=wanted)), then=Value(5.0)),
    ]


def _matched(wanted: str) -> Case:
    """Return the synonym that a text met, the most alike of several, and empty where it met label or code."""
    best = (
        Synonym.objects.filter(term=OuterRef("pk"))
        .annotate(near=TrigramWordSimilarity(wanted, "text"))
        .filter(Q(text__icontains=wanted) | Q(near__gte=0.3))
        .order_by("-near", "text")
        .values("text")[:1]
    )
    return Case(
        When(Q(label__icontains=wanted) | Q(code__in=codes_meant(wanted)), then=Value("")),
        default=Coalesce(Subquery(best), Value("")),
        output_field=TextField(),
    )
