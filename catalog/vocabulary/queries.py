"""Find terms, and what is above them."""

from collections.abc import Collection

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, FloatField, Func, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Greatest

from catalog.vocabulary.models import Term
from catalog.vocabulary.rules import canonical_id, searchable
from exchange.parties.queries import Viewer

# Below this share of common trigrams a hit is no help; a name with one letter wrong has about half.
SIMILAR = 0.45
SEPARATOR = " | "


def visible_to(viewer: Viewer) -> QuerySet[Term]:
    """Return all terms: vocabularies are public."""
    return Term.objects.all()


def search_terms(text: str) -> QuerySet[Term]:
    """Return the terms that a person may mean, the likeliest first; empty text finds nothing.

    A code or a whole name comes first, then what begins with the text, then what contains it, then what is similar.
    The order is annotated as ``rank``, the smaller the better, and total by label and code.
    """
    wanted = searchable(text)
    if not wanted:
        return Term.objects.annotate(rank=Value(0.0)).none()
    names = Func(F("synonyms"), Value(SEPARATOR), function="array_to_string", output_field=TextField())
    similarity = Greatest(TrigramWordSimilarity(wanted, "label"), TrigramWordSimilarity(wanted, "names"))
    contains = Q(label__icontains=wanted) | Q(names__icontains=wanted)
    return (
        Term.objects.annotate(names=names, similarity=similarity)
        .filter(contains | Q(similarity__gte=SIMILAR) | Q(code=canonical_id(wanted)))
        .annotate(rank=Case(*_ranks(wanted), default=Value(6.0) - F("similarity"), output_field=FloatField()))
        .order_by("rank", "label", "pk")
    )


def _ranks(wanted: str) -> list[When]:
    whole_synonym = Q(names__iregex=rf"(^|\| ){_escaped(wanted)}($| \|)")
    return [
        When(Q(code=canonical_id(wanted)) | Q(label__iexact=wanted), then=Value(0.0)),
        When(whole_synonym, then=Value(1.0)),
        When(label__istartswith=wanted, then=Value(2.0)),
        When(label__icontains=wanted, then=Value(3.0)),
        When(names__icontains=wanted, then=Value(4.0)),
    ]


def _escaped(text: str) -> str:
    """Return text that a regular expression of PostgreSQL takes literally."""
    return "".join(character if character.isalnum() else f"\\{character}" for character in text)


def ancestors_of(codes: Collection[str]) -> dict[str, frozenset[str]]:
    """Return, for each of the codes that is known, the codes of everything above it."""
    found: dict[str, set[str]] = {}
    terms = Term.objects.filter(code__in={canonical_id(code) for code in codes})
    for code, ancestor in terms.values_list("code", "ancestor_links__ancestor__code"):
        found.setdefault(code, set()).update([ancestor] if ancestor else [])
    return {code: frozenset(above) for code, above in found.items()}
