"""What a harvester asks, read and checked. Plain Python."""

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from exchange.kernel.errors import Refused

FORMATS = ("oai_dc", "dcat")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class HarvestCode(StrEnum):
    """Why a request is not answered, as OAI-PMH names it."""

    BAD_VERB = "badVerb"
    BAD_ARGUMENT = "badArgument"
    BAD_TOKEN = "badResumptionToken"  # noqa: S105 -- a token of a list, no secret
    NO_FORMAT = "cannotDisseminateFormat"
    NO_RECORD = "idDoesNotExist"
    NO_MATCH = "noRecordsMatch"
    NO_SETS = "noSetHierarchy"


# By verb, the arguments that it needs and those that it takes.
VERBS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"})),
    "ListSets": (frozenset(), frozenset({"resumptionToken"})),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset()),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"})),
}
LISTS = ("ListIdentifiers", "ListRecords")


@dataclass(frozen=True)
class Place:
    """The last record that was given: the next ones follow it."""

    changed_at: datetime
    key: UUID


@dataclass(frozen=True)
class Span:
    """Which records a list has.

    Args:
        since: inclusive; ``before`` is exclusive.
    """

    format: str
    since: datetime | None = None
    before: datetime | None = None
    after: Place | None = None


def check_arguments(given: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the arguments beside the verb, each of which may be given once.

    Raises:
        Refused: BAD_VERB, BAD_ARGUMENT, NO_FORMAT, NO_SETS.
    """
    verbs = given.get("verb", [])
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise Refused(HarvestCode.BAD_VERB, f"The verb is one of {', '.join(VERBS)}, given once.")
    needed, taken = VERBS[verbs[0]]
    arguments = {name: values[0] for name, values in given.items() if name != "verb"}
    if any(len(values) > 1 for values in given.values()):
        raise Refused(HarvestCode.BAD_ARGUMENT, "An argument is given once.")
    if verbs[0] in LISTS and arguments.keys() == {"resumptionToken"}:
        return arguments
    if unknown := sorted(arguments.keys() - needed - taken):
        raise Refused(HarvestCode.BAD_ARGUMENT, f"{verbs[0]} takes no argument {unknown[0]}.")
    if missing := sorted(needed - arguments.keys()):
        raise Refused(HarvestCode.BAD_ARGUMENT, f"{verbs[0]} needs the argument {missing[0]}.")
    if verbs[0] == "ListSets" or "set" in arguments:
        raise Refused(HarvestCode.NO_SETS, "There are no sets.")
    if arguments.get("metadataPrefix", FORMATS[0]) not in FORMATS:
        raise Refused(HarvestCode.NO_FORMAT, f"The formats are {', '.join(FORMATS)}.")
    return arguments


def span_of(arguments: Mapping[str, str]) -> Span:
    """Return which records a list has, from its arguments or from the token that goes on with it.

    Raises:
        Refused: BAD_ARGUMENT, BAD_TOKEN.
    """
    if "resumptionToken" in arguments:
        return _from_token(arguments["resumptionToken"])
    texts = {name: arguments[name] for name in ("from", "until") if name in arguments}
    if len({len(text) for text in texts.values()}) > 1:
        raise Refused(HarvestCode.BAD_ARGUMENT, "from and until have the same granularity.")
    moments = {name: _moment(text) for name, text in texts.items()}
    since, until = moments.get("from"), moments.get("until")
    if since and until and since > until:
        raise Refused(HarvestCode.BAD_ARGUMENT, "from is not after until.")
    step = timedelta(days=1) if until and _DAY.fullmatch(texts["until"]) else timedelta(seconds=1)
    try:
        before = until + step if until else None
    except OverflowError:
        before = None
    return Span(arguments["metadataPrefix"], since, before)


def _moment(text: str) -> datetime:
    try:
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        if _SECOND.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise Refused(HarvestCode.BAD_ARGUMENT, "A date is a day, 2026-01-31, or a second, 2026-01-31T12:00:00Z.")


def token_after(span: Span, last: Place) -> str:
    """Return the token by which a list goes on behind a record."""
    moments = [moment.isoformat() if moment else None for moment in (span.since, span.before)]
    stated = json.dumps([span.format, *moments, last.changed_at.isoformat(), last.key.hex])
    return base64.urlsafe_b64encode(stated.encode()).decode()


def _from_token(token: str) -> Span:
    try:
        name, since, before, changed_at, key = json.loads(base64.urlsafe_b64decode(token))
        place = Place(_aware(changed_at), UUID(hex=key))
        span = Span(name, _aware(since) if since else None, _aware(before) if before else None, place)
    except (binascii.Error, ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        span = None
    if span is None or span.format not in FORMATS:
        raise Refused(HarvestCode.BAD_TOKEN, "The token is none that was given here.")
    return span


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
