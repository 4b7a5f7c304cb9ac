"""Read listings as the index knows them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from catalog.search.index import Entry
from catalog.search.index.base import IN_TITLE
from catalog.search.queries.definitions import FACETS, UNSHOWN, Definition

PORTION = 5000
_LISTINGS = """
SELECT l.id, (extract(epoch FROM coalesce(l.published_at, l.created_at)) * 1000000)::bigint,
    tsvector_to_array(l.search_vector), tsvector_to_array(to_tsvector('simple', l.title)),
    string_to_array(lower(array_to_string(ARRAY[l.title] || l.synonyms || l.identifiers, E'\\x1f')), E'\\x1f')
FROM listings_listing l
"""


def all_entries(cursor: Any) -> Iterator[Entry]:
    """Yield every listing in the order of listing, without its tokens; the cursor stays on the server."""
    cursor.execute(f"{_LISTINGS} ORDER BY 2, 1")
    while rows := cursor.fetchmany(PORTION):
        for row in rows:
            yield _entry(*row)


def all_tokens(cursor: Any, definition: Definition, on: date) -> Iterator[tuple[str, bytes]]:
    """Yield each value that listings have of a facet, as a token with the listing's key."""
    cursor.execute(pairs(definition, on))
    while rows := cursor.fetchmany(PORTION):
        for key, value in rows:
            yield f"{definition.name}:{value}", key.bytes


def entries(cursor: Any, keys: Collection[UUID], on: date) -> Iterator[Entry]:
    """Yield those of the listings that are there, whole."""
    tokens: dict[UUID, list[str]] = defaultdict(list)
    parts = [
        f"SELECT '{definition.name}:' || value, listing_id FROM ({pairs(definition, on)}) v"
        " WHERE listing_id = ANY(%(keys)s)"
        for definition in (*FACETS, *UNSHOWN)
    ]
    cursor.execute(" UNION ALL ".join(parts), {"keys": list(keys)})
    for token, key in cursor.fetchall():
        tokens[key].append(token)
    cursor.execute(f"{_LISTINGS} WHERE l.id = ANY(%s)", [list(keys)])
    for key, listed_us, words, title, names in cursor.fetchall():
        yield _entry(key, listed_us, words, title, names, tokens[key])


def pairs(definition: Definition, on: date) -> str:
    """Return the statement of a facet's pairs whose value says something, with the columns listing_id and value."""
    return f"SELECT listing_id, value FROM ({definition.on(on)}) p (listing_id, value) WHERE value <> ''"


def _entry(
    key: UUID, listed_us: int, words: list[str], title: list[str], names: list[str], tokens: Collection[str] = ()
) -> Entry:
    return Entry(key.bytes, listed_us, tuple(tokens), (*words, *(IN_TITLE + word for word in title)), names)
