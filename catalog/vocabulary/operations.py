"""Load releases of vocabularies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from catalog.vocabulary.models import Term, TermAncestor
from catalog.vocabulary.reading import TermRow
from catalog.vocabulary.rules import transitive_ancestors
from exchange.kernel import audit
from exchange.parties.models import Person

BATCH = 1000


@dataclass(frozen=True)
class LoadReport:
    """What a load changed; ``unknown_parents`` are codes that neither the rows nor the database have."""

    created: int
    updated: int
    unchanged: int
    unknown_parents: tuple[str, ...]


@transaction.atomic
def load_terms(*, rows: Sequence[TermRow], release: str, by: Person | None, now: datetime) -> LoadReport:
    """Make the database hold these terms and everything above each; loaded twice, the second changes nothing.

    Terms that the rows do not have stay, because projects refer to them. What is above a term of the rows is replaced.

    Raises:
        InvalidInput: a term is above itself.
    """
    stored = {term.code: term for term in Term.objects.filter(code__in=[row.code for row in rows])}
    wanted = [
        Term(code=row.code, label=row.label, synonyms=list(row.synonyms), release=release)
        for row in sorted(rows, key=lambda row: row.code)
    ]
    changed = [term for term in wanted if term.code in stored and _facts(term) != _facts(stored[term.code])]
    Term.objects.bulk_create(
        wanted,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["label", "synonyms", "release"],
    )
    above = transitive_ancestors({row.code: row.parents for row in rows})
    unknown = _replace_ancestors(above)
    report = LoadReport(len(rows) - len(stored), len(changed), len(stored) - len(changed), unknown)
    if rows and (report.created or report.updated):
        first = Term.objects.get(code=wanted[0].code)
        audit.record(
            "vocabulary.load_terms", first, by=by, release=release, created=report.created, updated=report.updated
        )
    return report


def _facts(term: Term) -> tuple[str, list[str], str]:
    return term.label, term.synonyms, term.release


def _replace_ancestors(above: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Store what is above each term and return the codes that are not known.

    A parent from an earlier release brings along what the database has above it.
    """
    codes = {*above, *(code for codes in above.values() for code in codes)}
    ids = dict(Term.objects.filter(code__in=codes).values_list("code", "pk"))
    earlier = _earlier_ancestors(ids[code] for code in ids if code not in above)
    wanted = {
        (ids[term], ancestor)
        for term, codes_above in above.items()
        for code in codes_above
        if code in ids
        for ancestor in (ids[code], *earlier.get(ids[code], ()))
    }
    links = TermAncestor.objects.filter(term__in=[ids[code] for code in above])
    stored = {(link.term_id, link.ancestor_id): link.pk for link in links}
    TermAncestor.objects.filter(pk__in=[key for pair, key in stored.items() if pair not in wanted]).delete()
    TermAncestor.objects.bulk_create(
        [TermAncestor(term_id=term, ancestor_id=ancestor) for term, ancestor in sorted(wanted - stored.keys())],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    return tuple(sorted(codes - ids.keys()))


def _earlier_ancestors(terms: Iterable[object]) -> dict[object, list[object]]:
    found: dict[object, list[object]] = {}
    for term, ancestor in TermAncestor.objects.filter(term__in=list(terms)).values_list("term", "ancestor"):
        found.setdefault(term, []).append(ancestor)
    return found
