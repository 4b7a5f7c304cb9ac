"""Read listings as the index knows them."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID
from weakref import WeakSet

from django.db import connection

from catalog.search.index import Entry
from catalog.search.index.base import IN_TITLE
from catalog.search.queries.definitions import FACETS, UNSHOWN, Definition

PORTION = 5000
# Planning the statement of all facets takes twenty times as long as reading a listing by it. So few listings are read
# one by one, as a session has planned it once; more share one plan of their own.
FEW = 20
# The connections whose sessions have it prepared.
_prepared: WeakSet[Any] = WeakSet()
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


def entries(keys: Collection[UUID], on: date) -> list[Entry]:
    """Return those of the listings that are there, whole."""
    with connection.cursor() as cursor:
        if len(keys) > FEW:
            cursor.execute(_whole("= ANY(%(keys)s)", on), {"keys": list(keys)})
            return [_entry(*row) for row in cursor.fetchall()]
        if connection.connection not in _prepared:
            cursor.execute(f"PREPARE search_entry (uuid, date) AS {_whole('= $1', '$2')}")
            _prepared.add(connection.connection)
        executions = "; ".join(["EXECUTE search_entry (%s, %s)"] * len(keys))
        cursor.execute(executions, [part for key in keys for part in (key, on)])
        found = [_entry(*row) for row in cursor.fetchall()]
        while cursor.nextset():
            found.extend(_entry(*row) for row in cursor.fetchall())
        return found


def _whole(which: str, on: date | str) -> str:
    """Return the statement of listings with all their tokens; ``which`` is the condition of their keys."""
    tokens = " UNION ALL ".join(
        f"SELECT listing_id, '{definition.name}:' || value FROM ({pairs(definition, on)}) v WHERE listing_id {which}"
        for definition in (*FACETS, *UNSHOWN)
    )
    return (
        f"SELECT listed.*, tokens.names FROM ({_LISTINGS} WHERE l.id {which}) listed JOIN"
        f" (SELECT key, array_agg(token) FROM ({tokens}) t (key, token) GROUP BY key) tokens (key, names)"
        " ON tokens.key = listed.id"
    )


def pairs(definition: Definition, on: date | str) -> str:
    """Return the statement of a facet's pairs whose value says something, with the columns listing_id and value."""
    return f"SELECT listing_id, value FROM ({definition.on(on)}) p (listing_id, value) WHERE value <> ''"


def _entry(
    key: UUID, listed_us: int, words: list[str], title: list[str], names: list[str], tokens: Collection[str] = ()
) -> Entry:
    return Entry(key.bytes, listed_us, tuple(tokens), (*words, *(IN_TITLE + word for word in title)), names)
