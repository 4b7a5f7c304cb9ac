"""What a Beacon request asks, read from an address or a body and checked."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, UnreadablePostError

from catalog.interchange.exports.beacon.entries import API_VERSION
from catalog.interchange.exports.beacon.filters import Filter, read_filters
from exchange.kernel.errors import InvalidInput

GRANULARITIES = ("boolean", "count", "record")
RESULT_SETS = ("ALL", "HIT", "MISS", "NONE")
MAX_BYTES = 64 * 1024
LARGEST = 1_000_000
QUERY = {"filters", "includeResultsetResponses", "pagination", "requestParameters", "requestedGranularity", "testMode"}
PARAMETERS = {
    "filters",
    "includeResultsetResponses",
    "limit",
    "requestedGranularity",
    "requestedSchema",
    "skip",
    "testMode",
}


@dataclass(frozen=True)
class Asking:
    """One query.

    Args:
        granularity: as requested; records are never answered.
        pagination: ``skip`` and ``limit`` as far as given; only filtering terms have pages.
    """

    filters: tuple[Filter, ...] = ()
    granularity: str = "boolean"
    pagination: dict[str, int] = field(default_factory=dict)
    schemas: tuple[dict[str, str], ...] = ()

    @property
    def is_count(self) -> bool:
        return self.granularity != "boolean"

    def summary(self) -> dict[str, Any]:
        """Return the request as the answer repeats it."""
        return {
            "apiVersion": API_VERSION,
            "requestedSchemas": list(self.schemas),
            "filters": [str(one) for one in self.filters],
            "pagination": {"skip": 0, "limit": 0} | self.pagination,
            "requestedGranularity": self.granularity,
            "testMode": False,
        }


def asking_of(request: HttpRequest) -> Asking:
    """Read a request.

    Raises:
        InvalidInput: something of it is malformed, or is nothing that this Beacon answers.
    """
    return _of_body(request) if request.method == "POST" else _of_address(request)


def _of_address(request: HttpRequest) -> Asking:
    given = request.GET
    _refuse_unknown(set(given), PARAMETERS)
    schemas = [{"schema": name} for name in given.getlist("requestedSchema")]
    query: dict[str, Any] = {
        "filters": [text for listed in given.getlist("filters") for text in listed.split(",") if text.strip()],
        "pagination": {name: _whole(given[name]) for name in ("skip", "limit") if name in given},
        "testMode": {"true": True, "false": False}.get(given.get("testMode", "false")),
    }
    named = {name: given[name] for name in ("includeResultsetResponses", "requestedGranularity") if name in given}
    return _asking(query | named, schemas)


def _of_body(request: HttpRequest) -> Asking:
    if request.content_type != "application/json":
        raise InvalidInput("body", "Send the query as application/json.")
    try:
        content = request.read(MAX_BYTES + 1)
        body = json.loads(content) if len(content) <= MAX_BYTES else None
    except (ValueError, RecursionError, UnreadablePostError):
        body = None
    if not isinstance(body, dict):
        raise InvalidInput("body", f"The body is no JSON object, or has more than {MAX_BYTES // 1024} KB.")
    meta = body.get("meta")
    if not isinstance(meta, dict) or not isinstance(meta.get("apiVersion"), str):
        raise InvalidInput("meta", "The body needs meta with an apiVersion.")
    _refuse_unknown(set(body), {"$schema", "meta", "query"})
    query = body.get("query", {})
    if not isinstance(query, dict):
        raise InvalidInput("query", "The query is an object.")
    _refuse_unknown(set(query), QUERY)
    if query.get("requestParameters"):
        raise InvalidInput("requestParameters", "This Beacon takes filters only, no request parameters.")
    return _asking(query, meta.get("requestedSchemas", []))


def _asking(query: dict[str, Any], schemas: Any) -> Asking:
    filters = query.get("filters", [])
    if not isinstance(filters, list):
        raise InvalidInput("filters", "The filters are a list.")
    if query.get("testMode", False) is not False:
        raise InvalidInput("testMode", "There is no test mode.")
    _choice(query, "includeResultsetResponses", RESULT_SETS)
    return Asking(
        filters=read_filters(filters),
        granularity=_choice(query, "requestedGranularity", GRANULARITIES) or "boolean",
        pagination=_pagination(query.get("pagination", {})),
        schemas=_schemas(schemas),
    )


def _choice(query: dict[str, Any], name: str, choices: tuple[str, ...]) -> str | None:
    given = query.get(name)
    if given is not None and given not in choices:
        raise InvalidInput(name, f"{name} is one of {', '.join(choices)}.")
    return given


def _pagination(given: Any) -> dict[str, int]:
    if not isinstance(given, dict) or not all(_is_size(given.get(name, 0)) for name in ("skip", "limit")):
        raise InvalidInput("pagination", f"skip and limit are whole numbers of at most {LARGEST}.")
    _refuse_unknown(set(given), {"skip", "limit", "currentPage", "nextPage", "previousPage"})
    return {name: given[name] for name in ("skip", "limit") if name in given}


def _is_size(number: Any) -> bool:
    return type(number) is int and 0 <= number <= LARGEST


def _whole(text: str) -> int:
    """Return a number of an address, and a negative one for what is none, which is refused later on."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(LARGEST * 10)) else -1


def _schemas(given: Any) -> tuple[dict[str, str], ...]:
    names = {"entityType", "schema"}
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise InvalidInput("requestedSchemas", "The requested schemas are a list of objects.")
    if any(not isinstance(text, str) for one in given for text in one.values()):
        raise InvalidInput("requestedSchemas", "A requested schema names an entityType and a schema.")
    return tuple({name: one[name] for name in sorted(names & one.keys())} for one in given)


def _refuse_unknown(given: set[str], known: set[str]) -> None:
    if unknown := sorted(given - known):
        raise InvalidInput("query", f"There is no parameter {unknown[0]!r} here.")
