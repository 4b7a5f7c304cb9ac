"""Find terms, what is above, below and beside them, and what became of codes of old."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Upper

from catalog.vocabulary.loading import day_in
from catalog.vocabulary.models import CrossReference, Release, Replacement, Synonym, Term, TermAncestor, Vocabulary
from catalog.vocabulary.rules import canonical_id, codes_meant
from catalog.vocabulary.searching import ranked
from exchange.parties.queries import Viewer

# Vocabularies of other things; a search for diseases leaves them aside.
NOT_OF_DISEASES = ("DUO", "UBERON")
# How often a successor may itself have been replaced.
MOST_SUCCESSIONS = 5
# What a row of `_above` says of two codes.
STATED, OF_OLD, REPLACED = range(3)


def visible_to(viewer: Viewer) -> QuerySet[Term]:
    """Return all terms: vocabularies are public."""
    return Term.objects.all()


def of_diseases(terms: QuerySet[Term]) -> QuerySet[Term]:
    """Return the terms of vocabularies that are not known to be of something else."""
    return terms.exclude(vocabulary__name__in=NOT_OF_DISEASES)


def needs_release(vocabulary: str, release: str) -> bool:
    """Say whether neither this release of a vocabulary nor one that is newer is loaded."""
    day = day_in(release)
    loaded = Release.objects.filter(vocabulary__name__iexact=vocabulary)
    newer = Q(released_on__gt=day) if day else Q(pk=None)
    return not loaded.filter(Q(name=release) | newer).exists()


def search_terms(text: str, *, among: QuerySet[Term], vocabularies: Collection[str] = ()) -> QuerySet[Term]:
    """Return the terms that a person may mean, the likeliest first; empty text finds nothing.

    A code, also one of old, or a whole name comes first, then what begins with the text, then what contains it, and
    only where nothing does what is spelled alike; what is obsolete comes last. Annotated are ``rank``, the smaller the
    better, and ``matched``, the synonym that was met, empty where the label was. The order is total by label and key.

    Args:
        vocabularies: names, whatever their case; empty is all.
    """
    if vocabularies:
        names = {name.strip().upper() for name in vocabularies}
        known = Vocabulary.objects.annotate(folded=Upper("name")).filter(folded__in=names)
        among = among.filter(vocabulary__in=known)
    return ranked(among, text)


_NAMES = """
SELECT t.code, t.label, n.name FROM (
    SELECT id, label FROM vocabulary_term WHERE to_tsvector('simple', coalesce(label, '')) @@ %(query)s::tsquery
    UNION ALL
    SELECT term_id, text FROM vocabulary_synonym WHERE to_tsvector('simple', coalesce(text, '')) @@ %(query)s::tsquery
    UNION ALL
    SELECT id, code FROM vocabulary_term WHERE code = ANY(%(meant)s)
) n (id, name) JOIN vocabulary_term t ON t.id = n.id
WHERE t.code = ANY(string_to_array(%(codes)s, E'\x1f')) AND NOT t.is_obsolete
"""


def names_with(query: str, text: str, *, codes: Collection[str]) -> list[tuple[str, str, str]]:
    """Return code, label and name of each label and synonym of these codes that a ``tsquery`` finds, in no order.

    A code that the text means is a name as well.
    """
    # Thousands of codes go as one text: quoting each of them takes longer than the statement.
    values: dict[str, Any] = {"query": query, "meant": list(codes_meant(text)), "codes": "\x1f".join(codes)}
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, values)
        return list(cursor.fetchall())


def successors_of(codes: Iterable[str]) -> dict[str, tuple[Term, ...]]:
    """Return, for each code that is not used any more, the terms that stand for it now.

    One term is the code's exact successor; several are what a person chooses from. A code in use is not answered.
    """
    found: dict[str, tuple[Term, ...]] = {}
    waiting = {code: canonical_id(code) for code in codes}
    for _ in range(MOST_SUCCESSIONS):
        said = Replacement.objects.filter(code__in=set(waiting.values())).exclude(code__in=_in_use(waiting.values()))
        by_code: dict[str, list[tuple[bool, Term]]] = defaultdict(list)
        for entry in said.select_related("term__release", "term__vocabulary").order_by("term__code"):
            by_code[entry.code].append((entry.is_exact, entry.term))
        found |= {asked: _best(by_code[now]) for asked, now in waiting.items() if now in by_code}
        waiting = {
            asked: terms[0].code
            for asked, terms in found.items()
            if asked in waiting and len(terms) == 1 and terms[0].is_obsolete
        }
        if not waiting:
            break
    return found


def _in_use(codes: Iterable[str]) -> QuerySet[Term, str]:
    return Term.objects.filter(code__in=set(codes), is_obsolete=False).values_list("code", flat=True)


def _best(successors: list[tuple[bool, Term]]) -> tuple[Term, ...]:
    exact = tuple(term for is_exact, term in successors if is_exact)
    return exact or tuple(term for _, term in successors)


def exact_successors_of(codes: Iterable[str]) -> dict[str, Term]:
    """Return the one term that stands for each code of old that has one and no more."""
    exact = Replacement.objects.filter(code__in={canonical_id(code) for code in codes}, is_exact=True)
    certain = set(exact.values_list("code", flat=True))
    successors = successors_of(certain)
    return {code: terms[0] for code, terms in successors.items() if len(terms) == 1 and not terms[0].is_obsolete}


def ancestors_of(codes: Collection[str]) -> dict[str, frozenset[str]]:
    """Return, for each of the codes that is known, the codes of everything above it; one query but for codes of old.

    A code of old stands where its exact successor does, which is above it; and what is above a term includes the codes
    of old of the term and of all above. An obsolete term without an exact successor is not known.
    """
    return _above({canonical_id(code) for code in codes}, MOST_SUCCESSIONS)


def _above(codes: set[str], most: int) -> dict[str, frozenset[str]]:
    stated = Term.objects.filter(code__in=codes, is_obsolete=False)
    exact = Replacement.objects.filter(is_exact=True)
    down = "term__descendant_links__term__code"
    rows = stated.values_list("code", "ancestor_links__ancestor__code", Value(STATED)).union(
        exact.filter(term__code__in=codes).values_list("term__code", "code", Value(OF_OLD)),
        exact.filter(**{f"{down}__in": codes}).values_list(down, "code", Value(OF_OLD)),
        exact.filter(code__in=codes).values_list("code", "term__code", Value(REPLACED)),
    )
    found: dict[str, set[str]] = {}
    extra: dict[str, set[str]] = defaultdict(set)
    successors: dict[str, str] = {}
    for code, other, kind in rows:
        if kind == STATED:
            found.setdefault(code, set()).update([other] if other else [])
        elif kind == OF_OLD:
            extra[code].add(other)
        else:
            successors[code] = other
    moved = {code: now for code, now in successors.items() if code not in found}
    result = {code: frozenset(above | extra[code]) for code, above in found.items()}
    further = _above(set(moved.values()), most - 1) if moved and most else {}
    return result | {code: further[now] - {code} | {now} for code, now in moved.items() if now in further}


def subtree(code: str) -> frozenset[str]:
    """Return every code that means a term or something below it, codes of old included; an unknown code is alone.

    A search for a disease or a site takes these as what a listing may be coded with. One query but for a code of old.
    """
    wanted = canonical_id(code)
    exact = Replacement.objects.filter(is_exact=True)
    rows = (
        Term.objects.filter(code=wanted, is_obsolete=False)
        .values_list("code")
        .union(
            TermAncestor.objects.filter(ancestor__code=wanted).values_list("term__code"),
            exact.filter(term__code=wanted).values_list("code"),
            exact.filter(term__ancestor_links__ancestor__code=wanted).values_list("code"),
        )
    )
    found = {each for (each,) in rows}
    if not found and (now := exact_successors_of([wanted]).get(wanted)):
        found = set(subtree(now.code))
    return frozenset({wanted, *found})


def equivalents_of(codes: Collection[str]) -> dict[str, frozenset[str]]:
    """Return, for each code, those that other vocabularies have for the same thing, as the loaded files say.

    A reference counts in both directions, and two terms that refer to the same code are equivalent, too.
    """
    asked = {canonical_id(code) for code in codes}
    forward = defaultdict(set)
    for term, code in CrossReference.objects.filter(term__code__in=asked).values_list("term__code", "code"):
        forward[term].add(code)
    shared = asked | {code for references in forward.values() for code in references}
    backward = defaultdict(set)
    for term, code in CrossReference.objects.filter(code__in=shared).values_list("term__code", "code"):
        backward[code].add(term)
    return {
        code: frozenset(
            forward[code] | backward[code] | {term for reference in forward[code] for term in backward[reference]}
        )
        - {code}
        for code in asked
    }


def editions_of(terms: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return the names of each term's vocabulary and of the release that states it."""
    rows = Term.objects.filter(pk__in=set(terms))
    return {key: (name, release) for key, name, release in rows.values_list("pk", "vocabulary__name", "release__name")}


def synonyms_of(terms: Collection[UUID], *, most: int) -> dict[UUID, list[str]]:
    """Return up to so many other names of each term, in alphabetical order."""
    found: dict[UUID, list[str]] = {key: [] for key in terms}
    for key, text in Synonym.objects.filter(term__in=terms).order_by("text").values_list("term", "text"):
        if len(found[key]) < most:
            found[key].append(text)
    return found
