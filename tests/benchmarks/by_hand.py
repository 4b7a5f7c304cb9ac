"""The same answers by one statement each, as somebody would write them who knows these tables and nothing else matters.

It has the best narrow table that could be thought of: a row a listing, with all that is filtered by in one array, and
what is counted in columns. That table is made once; keeping it up to date is not charged to it.
"""

import json
import os
import threading
from collections.abc import Callable, Iterable
from typing import Any

import psycopg

from tests.benchmarks.filters import FACETS, Filter

PAGE_SIZE = 20
# What a person sees of ten donors or more only.
TOLD = "CASE WHEN {1} BETWEEN 1 AND 9 THEN NULL ELSE {0} END"
INDEXES = (
    "ALTER TABLE by_hand ADD PRIMARY KEY (id)",
    "CREATE INDEX ON by_hand USING gin (tokens)",
    "CREATE INDEX ON by_hand USING gin (search_vector)",
    "CREATE INDEX ON by_hand (listed_at DESC, id DESC)",
    "CREATE INDEX ON by_hand (kind, listed_at DESC, id DESC)",
    "ALTER TABLE by_hand ALTER COLUMN tokens SET STATISTICS 1000",
)
CARD = f"""
    json_build_object('id', encode(convert_to('Listing:' || l.id, 'utf8'), 'base64'), 'kind', upper(l.kind),
    'title', l.title, 'summary', l.summary, 'warning', l.warning,
    'availableCount', {TOLD.format("coalesce(s.available, 0)", "s.free_donors")},
    'donorCount', CASE WHEN l.kind = 'sample_collection' THEN {TOLD.format("s.donors", "s.donors")} END,
    'donorCountSuppressed', l.kind = 'sample_collection' AND s.donors BETWEEN 1 AND 9,
    'unit', json_build_object('id', encode(convert_to('Unit:' || u.id, 'utf8'), 'base64'), 'name', u.name,
        'organisation', json_build_object('id', encode(convert_to('Organisation:' || o.id, 'utf8'), 'base64'),
            'name', o.name, 'countryCode', o.country_code)){{more}})
"""
FROM = """
    JOIN parties_unit u ON u.id = l.unit_id JOIN parties_organisation o ON o.id = u.organisation_id
    CROSS JOIN LATERAL (
        SELECT sum(k.on_hand - k.held) FILTER (WHERE k.on_hand > k.held AND NOT ended) AS available,
            count(DISTINCT p.donor_pseudonym) FILTER (WHERE k.on_hand > k.held AND NOT ended) AS free_donors,
            count(DISTINCT p.donor_pseudonym) FILTER (WHERE NOT ended) AS donors
        FROM stock_lot k LEFT JOIN stock_specimen p ON p.lot_id = k.id
            LEFT JOIN consent_consentrecord c ON c.id = p.consent_id
            CROSS JOIN LATERAL (
                SELECT coalesce(c.status = 'withdrawn' OR c.expires_on <= current_date, false)
            ) e (ended)
        WHERE k.listing_id = l.id AND k.on_hand > 0
    ) s
"""
DETAIL = (
    "SELECT json_build_object('data', json_build_object('listing', "
    + CARD.format(
        more=", 'synonyms', l.synonyms, 'identifiers', l.identifiers, 'origin', upper(l.origin),"
        " 'visibility', upper(l.visibility)"
    )
    + f"))::text FROM listings_listing l {FROM} WHERE l.visibility = 'public' AND l.id = %s"
)


def make(execute: Callable[[str], object], pairs: dict[str, str]) -> None:
    """Make the narrow table of the statements of the facets' pairs."""
    tokens = " UNION ALL ".join(
        f"SELECT listing_id, '{name}' AS facet, value FROM ({statement}) p" for name, statement in pairs.items()
    )
    execute("DROP TABLE IF EXISTS by_hand")
    execute(
        f"""
        CREATE TABLE by_hand AS
        SELECT l.id, coalesce(l.published_at, l.created_at) AS listed_at, l.visibility = 'public' AS is_public, l.kind,
            o.country_code AS country, coalesce(t.material, '{{}}') AS material,
            coalesce(t.diagnosis, '{{}}') AS diagnosis, coalesce(t.tokens, '{{}}') AS tokens, l.search_vector
        FROM listings_listing l JOIN parties_unit u ON u.id = l.unit_id
            JOIN parties_organisation o ON o.id = u.organisation_id
            LEFT JOIN (
                SELECT listing_id, array_agg(DISTINCT facet || ':' || value) AS tokens,
                    array_agg(DISTINCT value) FILTER (WHERE facet = 'material') AS material,
                    array_agg(DISTINCT value) FILTER (WHERE facet = 'diagnosis') AS diagnosis
                FROM ({tokens}) v GROUP BY listing_id
            ) t ON t.listing_id = l.id
        ORDER BY listed_at
        """
    )
    for statement in INDEXES:
        execute(statement)
    execute("VACUUM ANALYZE by_hand")


def page(chosen: Filter) -> tuple[str, list[Any]]:
    """Return the statement of a page of cards."""
    where, parameters = _where(chosen)
    rows = f"SELECT id, listed_at FROM by_hand WHERE {where} ORDER BY listed_at DESC, id DESC LIMIT {PAGE_SIZE}"
    return _data(_edges(rows)), parameters


def full(chosen: Filter) -> tuple[str, list[Any]]:
    """Return the statement of a page with the total and four facets, each of which leaves its own choice aside."""
    sets = {"": chosen}
    sets |= {
        facet: {name: value for name, value in chosen.items() if name != facet} for facet in FACETS if facet in chosen
    }
    parameters: list[Any] = []
    found = []
    for name, narrowed in sets.items():
        where, values = _where(narrowed)
        parameters += values
        found.append(
            f"found_{name} AS MATERIALIZED (SELECT id, listed_at, kind, country, material, diagnosis FROM by_hand"
            f" WHERE {where})"
        )
    facets = ", ".join(_facet(facet, f"found_{facet if facet in sets else ''}") for facet in FACETS)
    rows = f"SELECT id, listed_at FROM found_ ORDER BY listed_at DESC, id DESC LIMIT {PAGE_SIZE}"
    told = f"'totalCount', (SELECT count(*) FROM found_), 'facets', json_build_array({facets}), {_edges(rows)}"
    return f"WITH {', '.join(found)} {_data(told)}", parameters


def _data(listings: str) -> str:
    return f"SELECT json_build_object('data', json_build_object('listings', json_build_object({listings})))::text"


def _edges(rows: str) -> str:
    return (
        f"'edges', (SELECT coalesce(json_agg(json_build_object('node', {CARD.format(more='')})"
        f" ORDER BY r.listed_at DESC, r.id DESC), '[]') FROM ({rows}) r JOIN listings_listing l ON l.id = r.id {FROM})"
    )


def _facet(facet: str, found: str) -> str:
    value = f"unnest({facet})" if facet in ("material", "diagnosis") else facet
    shown = "upper(value)" if facet == "kind" else "value"
    return (
        f"json_build_object('name', '{facet}', 'values', (SELECT coalesce(json_agg(json_build_object('value', {shown},"
        f" 'count', n) ORDER BY n DESC, value), '[]') FROM (SELECT {value} AS value, count(*) AS n FROM {found}"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 30) v))"
    )


def _where(chosen: Filter) -> tuple[str, list[Any]]:
    conditions: list[str] = ["is_public"]
    parameters: list[Any] = []
    if tokens := [f"{name}:{value}" for name, value in chosen.items() if name != "text"]:
        conditions.append("tokens @> %s")
        parameters.append(tokens)
    if "text" in chosen:
        conditions.append("search_vector @@ plainto_tsquery('simple', %s)")
        parameters.append(chosen["text"])
    return " AND ".join(conditions), parameters


_thread = threading.local()


def connection() -> psycopg.Connection[tuple[Any, ...]]:
    """Return this thread's connection; its statements are planned for what they ask, as filters want it."""
    if not hasattr(_thread, "connection"):
        _thread.connection = psycopg.connect(
            os.environ["DATABASE_URL"], autocommit=True, options="-c plan_cache_mode=force_custom_plan"
        )
    made: psycopg.Connection[tuple[Any, ...]] = _thread.connection
    return made


def answer(body: dict[str, Any]) -> str:
    """Return what a statement says to ``{"level": …, "chosen": …}``."""
    if body["level"] == "detail":
        statement, parameters = DETAIL, [body["key"]]
    else:
        statement, parameters = (full if body["level"] == "full" else page)(body["chosen"])
    row = connection().execute(statement, parameters).fetchone()
    return row[0] if row else "null"


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Serve the statements over HTTP by WSGI."""
    text = answer(json.load(environ["wsgi.input"])).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(text)))])
    return [text]
