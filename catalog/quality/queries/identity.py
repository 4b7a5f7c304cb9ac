"""Which other listings are the same thing, or bear the same name."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower

from catalog.kinds import queries as kinds
from catalog.kinds.models import CellLine
from catalog.kinds.rules.names import plain
from catalog.kinds.rules.str_match import Likeness, StrMatch, compare
from catalog.listings import queries as listings
from catalog.listings.models import Listing, ListingKind
from catalog.quality.models import DeletedAccession
from exchange.parties.queries import Viewer

# Comparing two profiles takes some microseconds, so that so many lines do not keep a reader waiting.
MOST_PROFILES = 5000
MOST_NEIGHBOURS = 10
MOST_NAMESAKES = 20
MOST_NAMES = 50
MOST_ROWS = 200


@dataclass(frozen=True)
class StrNeighbour:
    """A line whose profile is like that of the line looked at."""

    listing: Listing
    match: StrMatch


@dataclass(frozen=True)
class StrComparison:
    """The lines like one line, the likest first.

    Args:
        compared: how many other lines of its species have a profile and were compared.
        is_complete: whether those were all that the viewer may see.
    """

    neighbours: tuple[StrNeighbour, ...]
    compared: int
    is_complete: bool


def deleted(accessions: Collection[str]) -> dict[str, str]:
    """Return those of the accessions that Cellosaurus has deleted, each with its reason, which may be empty."""
    return dict(DeletedAccession.objects.filter(pk__in=accessions).values_list("accession", "reason"))


def str_comparisons(viewer: Viewer, lines: Sequence[CellLine]) -> dict[UUID, StrComparison | None]:
    """Compare each line with the others of its species that the viewer may see, with one query.

    A line without a profile has no comparison. Lines that are unrelated, or share too few loci, are no neighbours.
    """
    with_profile = [line for line in lines if line.str_profile]
    found: dict[UUID, StrComparison | None] = dict.fromkeys(line.pk for line in lines)
    if not with_profile:
        return found
    others = (
        kinds.visible_to(viewer, CellLine)
        .filter(taxon_id__in={line.taxon_id for line in with_profile})
        .exclude(str_profile={})
        .select_related("listing")
        .order_by("pk")
    )
    candidates = list(others[: MOST_PROFILES + 1])
    for line in with_profile:
        found[line.pk] = _compared(line, candidates[:MOST_PROFILES], is_complete=len(candidates) <= MOST_PROFILES)
    return found


def _compared(line: CellLine, candidates: Sequence[CellLine], *, is_complete: bool) -> StrComparison:
    others = [other for other in candidates if other.pk != line.pk and other.taxon_id == line.taxon_id]
    matches = [StrNeighbour(other.listing, compare(line.str_profile, other.str_profile)) for other in others]
    alike = [one for one in matches if one.match.likeness in {Likeness.RELATED, Likeness.IN_QUESTION}]
    alike.sort(key=lambda one: (-one.match.tanabe_percent, -one.match.loci, one.listing.title, one.listing.pk))
    return StrComparison(tuple(alike[:MOST_NEIGHBOURS]), len(others), is_complete)


def namesakes(viewer: Viewer, name: str) -> list[Listing]:
    """Return a listing of each of the cell lines that bear a name, where several do; else none.

    Whoever asks for the name must say which one is meant. Takes one query.
    """
    if not name.strip():
        return []
    bearers = _one_a_line(listing for listing in _bearing(viewer, [name]) if _names(listing) & {_spelled(name)})
    return bearers[:MOST_NAMESAKES] if len(bearers) > 1 else []


def namesakes_of(viewer: Viewer, rows: Collection[Listing]) -> dict[UUID, list[Listing]]:
    """Return the other cell lines that bear a name of each of the listings, one listing a line; takes one query."""
    lines = [row for row in rows if row.kind == ListingKind.CELL_LINE]
    names = {name for row in lines for name in (row.title, *row.synonyms)}
    bearers = _bearing(viewer, sorted(names)[:MOST_NAMES]) if names else []
    found: dict[UUID, list[Listing]] = {row.pk: [] for row in rows}
    for row in lines:
        others = (other for other in bearers if not _is_same_line(row, other) and _names(row) & _names(other))
        found[row.pk] = _one_a_line(others)[:MOST_NAMESAKES]
    return found


def duplicate_candidates(viewer: Viewer, rows: Collection[Listing]) -> dict[UUID, list[Listing]]:
    """Return what else the same unit lists that may be the same thing, to its own people; takes up to three queries.

    It has an identifier in common, or the same name but for case and punctuation. Lines of the same name whose profiles
    tell two donors apart are two.
    """
    own = listings.own_among(rows, viewer)
    mine = [row for row in rows if row.pk in own]
    found: dict[UUID, list[Listing]] = {row.pk: [] for row in rows}
    if not mine:
        return found
    identifiers = sorted({identifier for row in mine for identifier in row.identifiers})
    spelled = Func(
        Lower("title"),
        Value("[^[:alnum:]]"),
        Value(""),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
    alike = Q(identifiers__overlap=identifiers) | Q(spelled__in=[plain(row.title) for row in mine])
    candidates: list[Listing] = list(
        listings.visible_to(viewer)
        .alias(spelled=spelled)
        .filter(alike, unit__in={row.unit_id for row in mine}, kind__in={row.kind for row in mine})
        .order_by("pk")[:MOST_ROWS]
    )
    keys = {row.pk for row in (*mine, *candidates) if row.kind == ListingKind.CELL_LINE}
    profiles = dict(CellLine.objects.filter(pk__in=keys).values_list("pk", "str_profile")) if keys else {}
    for row in mine:
        others = (one for one in candidates if one.pk != row.pk and (one.unit_id, one.kind) == (row.unit_id, row.kind))
        found[row.pk] = [one for one in others if _may_be_same(row, one, profiles)][:MOST_NEIGHBOURS]
    return found


def _may_be_same(row: Listing, other: Listing, profiles: dict[UUID, dict[str, list[str]]]) -> bool:
    if set(row.identifiers) & set(other.identifiers):
        return True
    match = compare(profiles.get(row.pk, {}), profiles.get(other.pk, {}))
    return plain(row.title) == plain(other.title) and match.likeness is not Likeness.UNRELATED


def _bearing(viewer: Viewer, names: Sequence[str]) -> list[Listing]:
    """Return the cell lines in whose words one of the names is, exactness aside; the index of words answers it."""
    asked = reduce(or_, (SearchQuery(name, config="simple", search_type="phrase") for name in names))
    rows: QuerySet[Listing] = listings.visible_to(viewer).filter(kind=ListingKind.CELL_LINE, search_vector=asked)
    return list(rows.order_by("title", "pk")[:MOST_ROWS])


def _names(listing: Listing) -> set[str]:
    return {_spelled(name) for name in (listing.title, *listing.synonyms)}


def _spelled(name: str) -> str:
    return " ".join(name.split()).casefold()


def _is_same_line(listing: Listing, other: Listing) -> bool:
    return listing.pk == other.pk or bool(set(listing.identifiers) & set(other.identifiers))


def _one_a_line(rows: Iterable[Listing]) -> list[Listing]:
    """Return the first listing of each line: what has an identifier in common is one line."""
    kept: list[Listing] = []
    for row in rows:
        if not any(_is_same_line(row, other) for other in kept):
            kept.append(row)
    return kept
