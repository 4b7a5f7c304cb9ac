"""What a person may mean who is still typing: listings, diseases and providers, as far as they may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q
from django.db.models.expressions import RawSQL

from catalog.listings.models import Listing
from catalog.search.queries.finding import Search, find
from catalog.search.queries.wish import Wish
from catalog.search.rules import MOST_TYPED, first_met, mistyped, names_typed, typed_query, words_typed
from catalog.vocabulary.queries import names_with
from catalog.vocabulary.rules import searchable
from exchange.parties.models import Organisation
from exchange.parties.queries import Viewer

# Less text means everything.
FEWEST_LETTERS = 2
MOST_OF_A_KIND = 10
# Listings that are looked at, of which those are suggested whose names have the words.
MOST_LOOKED_AT = 20


class SuggestionKind(StrEnum):
    """What is suggested."""

    IDENTIFIER = "identifier"
    LISTING = "listing"
    DIAGNOSIS = "diagnosis"
    PROVIDER = "provider"


@dataclass(frozen=True)
class Suggestion:
    """Something that a person may mean.

    Args:
        matched: the synonym or identifier that the text meets; empty where the label does.
        value: of the facet of the kind's name; empty for a listing.
        count: how many listings the viewer would find by the value.
    """

    kind: SuggestionKind
    label: str
    matched: str = ""
    value: str = ""
    count: int | None = None
    listing: Listing | None = None


def suggestions(viewer: Viewer, text: str, *, most: int, now: datetime) -> list[Suggestion]:
    """Return at most so many suggestions of each kind, kind by kind; each finds something that the viewer may see.

    First comes what bears an identifier that is the text, then other listings by name, diseases by name, synonym or
    code, and providers by name.
    """
    text = searchable(text)
    words = words_typed(text)[:MOST_TYPED]
    if len(text) < FEWEST_LETTERS or not words:
        return []
    listings = _listings(viewer, text, words, most, now)
    everything = find(viewer, Wish(), now=now)
    return [*listings, *_diseases(everything, text, words, most), *_providers(everything, words, most)]


def _listings(viewer: Viewer, text: str, words: tuple[str, ...], most: int, now: datetime) -> list[Suggestion]:
    rows = find(viewer, Wish(text=text, is_typed=True), now=now).page(size=MOST_LOOKED_AT)
    identifiers = names_typed(text)
    found: dict[SuggestionKind, list[Suggestion]] = {SuggestionKind.IDENTIFIER: [], SuggestionKind.LISTING: []}
    for row in rows:
        exact = next((one for one in row.identifiers if one.lower() in identifiers), "")
        met = exact or _met(words, row)
        kind = SuggestionKind.IDENTIFIER if exact else SuggestionKind.LISTING
        if met and len(found[kind]) < most:
            found[kind].append(Suggestion(kind, row.title, "" if met == row.title else met, listing=row))
    return [*found[SuggestionKind.IDENTIFIER], *found[SuggestionKind.LISTING]]


def _met(words: Collection[str], row: Listing) -> str:
    """Return by which of its names a listing meets the words; empty where only its summary does."""
    names = [row.title, *row.synonyms, *row.identifiers]
    return first_met([(word,) for word in words], names) or first_met([mistyped(word) for word in words], names)


def _diseases(everything: Search, text: str, words: tuple[str, ...], most: int) -> list[Suggestion]:
    codes = everything.values("diagnosis")
    for ways in (((word,) for word in words), map(everything.ways, words)):
        names = names_with(typed_query(ways), text, codes=codes)
        if counted := everything.counts_of("diagnosis", {code for code, _, _ in names}):
            break
    best: dict[str, Suggestion] = {}
    for code, label, name in sorted(names, key=lambda one: _rank(text.casefold(), *one)):
        matched = "" if name == label else name
        if code in counted:
            best.setdefault(code, Suggestion(SuggestionKind.DIAGNOSIS, label, matched, value=code, count=counted[code]))
    return list(best.values())[:most]


def _rank(text: str, code: str, label: str, name: str) -> tuple[int, int, str, str]:
    """Return the place of a name: the text itself, a label that begins so, a label, a synonym; the shortest first."""
    folded = name.casefold()
    kind = 0 if folded == text or name == code else 1 if name == label and folded.startswith(text) else 2
    return kind + (name != label), len(label), label, name


def _providers(everything: Search, words: tuple[str, ...], most: int) -> list[Suggestion]:
    # As one text: quoting each key takes longer than the statement.
    keys = ",".join(everything.values("provider"))
    offering = Organisation.objects.filter(pk__in=RawSQL("SELECT unnest(string_to_array(%s, ',')::uuid[])", [keys]))
    whole = Q(*(Q(search_text__contains=word) for word in words))
    for found in (whole, Q(search_text__trigram_word_similar=" ".join(words))):
        names = {str(key): name for key, name in offering.filter(found).values_list("pk", "name")}
        if counted := everything.counts_of("provider", names):
            break
    first = sorted(counted, key=lambda key: (-counted[key], names[key], key))[:most]
    return [Suggestion(SuggestionKind.PROVIDER, names[key], value=key, count=counted[key]) for key in first]
