"""Load releases of vocabularies."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from catalog.vocabulary.bulk import replace_rows
from catalog.vocabulary.loading import LoadReport, day_in, replacements, require_own_codes
from catalog.vocabulary.models import (
    CrossReference,
    Release,
    Replacement,
    Synonym,
    Term,
    TermAncestor,
    TermParent,
    Vocabulary,
)
from catalog.vocabulary.reading import Contents, TermRow
from catalog.vocabulary.rules import transitive_ancestors
from exchange.kernel import audit, locks
from exchange.kernel.bulk import copy_rows
from exchange.kernel.errors import InvalidInput
from exchange.kernel.ids import new_id
from exchange.parties.models import Person

BATCH = 2000
NAME_LENGTH, RELEASE_LENGTH = 40, 80
Ids = dict[str, UUID]


class Stored(NamedTuple):
    """A term as it is in the database; ``release`` is a key."""

    pk: UUID
    label: str
    is_obsolete: bool
    release: UUID


@transaction.atomic
def load_release(*, contents: Contents, name: str, release: str, by: Person | None, now: datetime) -> LoadReport:
    """Make a vocabulary hold a release; loaded twice, the second changes nothing.

    Terms keep their keys. What the release does not have stays as it is, because projects and specimens refer to it.

    Raises:
        InvalidInput: a term is above itself or of another vocabulary, a name is too long, or the release is older than
            one that was loaded.
    """
    vocabulary = _vocabulary(name)
    edition = _edition(vocabulary, release, contents)
    rows = contents.rows
    stored = _stored(vocabulary)
    new = [row for row in rows if row.code not in stored]
    taken = Term.objects.filter(code__in=[row.code for row in new])
    require_own_codes(new, dict(taken.values_list("code", "vocabulary__name")))
    above = _ancestors(rows, stored)
    old = replacements(rows)
    gone = {code for code, _ in old if code in stored} - {row.code for row in rows}
    changed = _store_terms(rows, stored, edition, gone)
    ids: Ids = dict(Term.objects.filter(vocabulary=vocabulary).values_list("code", "pk"))
    changed |= _store_facts(rows, ids, old)
    pairs = [(ids[term], ids[ancestor]) for term, ancestors in above.items() for ancestor in ancestors]
    replace_rows(TermAncestor, ("term_id", "ancestor_id"), pairs, terms=list(ids.values()))
    updated = len(changed & {ids[row.code] for row in rows if row.code in stored})
    if new or changed:
        audit.record("vocabulary.load_release", edition, by=by, created=len(new), updated=updated)
    return LoadReport(
        created=len(new),
        updated=updated,
        unchanged=len(rows) - len(new) - updated,
        obsolete=sum(row.is_obsolete for row in rows) + len(gone),
        left=len(ids) - len(rows),
        ancestors=len(pairs),
        synonyms=sum(len(row.synonyms) for row in rows),
        references=sum(len(row.references) for row in rows),
        replaced=len({code for code, _ in old}),
        unknown_parents=tuple(sorted({parent for row in rows for parent in row.parents} - ids.keys())),
    )


def _stored(vocabulary: Vocabulary) -> dict[str, Stored]:
    columns = ("code", "pk", "label", "is_obsolete", "release")
    return {code: Stored(*facts) for code, *facts in Term.objects.filter(vocabulary=vocabulary).values_list(*columns)}


def _vocabulary(name: str) -> Vocabulary:
    """Return the vocabulary of a name, made if need be, and locked against another load."""
    name = name.strip()
    if not 0 < len(name) <= NAME_LENGTH:
        raise InvalidInput("name", f"The name of a vocabulary has 1 to {NAME_LENGTH} characters.")
    Vocabulary.objects.bulk_create([Vocabulary(name=name)], ignore_conflicts=True)
    return locks.lock(Vocabulary.objects.get(name__iexact=name))


def _edition(vocabulary: Vocabulary, release: str, contents: Contents) -> Release:
    release = release.strip()
    if not 0 < len(release) <= RELEASE_LENGTH:
        raise InvalidInput("release", f"The name of a release has 1 to {RELEASE_LENGTH} characters.")
    day = day_in(release, contents.version)
    newer = Release.objects.filter(vocabulary=vocabulary, released_on__gt=day).order_by("-released_on") if day else ()
    if newer:
        raise InvalidInput("release", f"{newer[0].name} is loaded already, which is newer than {day}.")
    return Release.objects.get_or_create(vocabulary=vocabulary, name=release, defaults={"released_on": day})[0]


def _store_terms(
    rows: Sequence[TermRow], stored: dict[str, Stored], edition: Release, gone: Collection[str]
) -> set[UUID]:
    """Store the terms themselves, and return the keys of those that are new or changed."""
    new = [(new_id(), row) for row in rows if row.code not in stored]
    copy_rows(
        Term._meta.db_table,
        ("id", "vocabulary_id", "release_id", "code", "label", "is_obsolete"),
        [(key, edition.vocabulary_id, edition.pk, row.code, row.label, row.is_obsolete) for key, row in new],
    )
    known = [(stored[row.code], row) for row in rows if row.code in stored]
    restated = [
        Term(pk=had.pk, label=row.label, is_obsolete=row.is_obsolete)
        for had, row in known
        if (had.label, had.is_obsolete) != (row.label, row.is_obsolete)
    ]
    Term.objects.bulk_update(restated, ["label", "is_obsolete"], batch_size=BATCH)
    outdated = [had.pk for had, _ in known if had.release != edition.pk]
    Term.objects.filter(pk__in=outdated).update(release=edition)
    retired = {stored[code].pk for code in gone if not stored[code].is_obsolete}
    Term.objects.filter(pk__in=retired).update(is_obsolete=True)
    return {key for key, _ in new} | {term.pk for term in restated} | retired


def _store_facts(rows: Sequence[TermRow], ids: Ids, old: dict[tuple[str, str], bool]) -> set[UUID]:
    """Store what the release says of its terms, and return the keys of those for which something changed."""
    terms = [ids[row.code] for row in rows]
    parents = {(ids[row.code], ids[parent]) for row in rows for parent in row.parents if parent in ids}
    names = [(ids[row.code], text, scope.value) for row in rows for text, scope in dict(row.synonyms).items()]
    references = [(ids[row.code], code) for row in rows for code in row.references]
    # A code of old that an earlier release gave to another term goes with this one.
    Replacement.objects.filter(code__in={code for code, _ in old}).exclude(term__in=terms).delete()
    successors = [(ids[new], code, is_exact) for (code, new), is_exact in old.items()]
    return set[UUID]().union(
        replace_rows(TermParent, ("term_id", "parent_id"), parents, terms=terms),
        replace_rows(Synonym, ("term_id", "text", "scope"), names, terms=terms),
        replace_rows(CrossReference, ("term_id", "code"), references, terms=terms),
        replace_rows(Replacement, ("term_id", "code", "is_exact"), successors, terms=terms),
    )


def _ancestors(rows: Sequence[TermRow], stored: dict[str, Stored]) -> dict[str, frozenset[str]]:
    """Return what is above each term of the whole vocabulary, those that stay from earlier releases included."""
    known = stored.keys() | {row.code for row in rows}
    parents = {row.code: [parent for parent in row.parents if parent in known] for row in rows}
    left: dict[str, list[str]] = {code: [] for code in stored.keys() - parents.keys()}
    links = TermParent.objects.filter(term__code__in=left)
    for term, parent in links.values_list("term__code", "parent__code"):
        left[term].append(parent)
    return transitive_ancestors(parents | left)
