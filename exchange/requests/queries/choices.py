"""Which lots a basket's lines would take, and what the match says of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from catalog.consent.rules import Decision, Purpose, Reason, Verdict
from catalog.stock import queries as stock
from catalog.stock.models import Lot
from catalog.stock.queries import ListingVerdict
from catalog.stock.queries.usability import best, both
from exchange.requests.models import RequestLine
from exchange.requests.queries.matching import remember_requests
from exchange.requests.queries.purposes import purpose_asked_for
from exchange.requests.rules import Candidate, choose

# Lots are looked at in portions until enough are found that the consent permits without conditions.
PORTION = 500


@dataclass(frozen=True)
class Choice:
    """The lots for a line, how many of each, and what the match says of all of them together.

    Args:
        decision: None when there is nothing to choose from.
        usable: how many units there are that the consent does not forbid, as far as was looked.
    """

    amounts: dict[UUID, int]
    decision: Decision | None
    usable: int

    @property
    def is_denied(self) -> bool:
        """Say whether the consent forbids the use of all there is, or of a lot that was named."""
        return self.decision is not None and self.decision.verdict is Verdict.DENY


def choice_for(line: RequestLine, purpose: Purpose, *, on: date) -> Choice:
    """Return the lots that were named for a line, else the best ones that are free."""
    named = {chosen.lot_id: chosen.quantity for chosen in line.lots.all()}
    if named:
        lots = list(Lot.objects.filter(pk__in=named).order_by("pk"))
        decisions = stock.lot_decisions(lots, purpose=purpose, on=on)
        return Choice(named, both(list(decisions.values())), sum(named.values()))
    return _free(line, purpose, on)


def _free(line: RequestLine, purpose: Purpose, on: date) -> Choice:
    candidates: list[Candidate] = []
    decisions: dict[UUID, Decision] = {}
    for portion in _portions(line, on):
        decisions |= stock.lot_decisions(portion, purpose=purpose, on=on)
        candidates += [Candidate(lot.pk, lot.available, decisions[lot.pk].verdict) for lot in portion]
        permitted = sum(lot.available for lot in candidates if lot.verdict is Verdict.PERMIT)
        if permitted >= line.quantity:
            break
    amounts = choose(candidates, line.quantity)
    usable = sum(candidate.available for candidate in candidates if candidate.verdict is not Verdict.DENY)
    if amounts:
        return Choice(amounts, both([decisions[key] for key in amounts]), usable)
    return Choice({}, best(decisions.values()) if decisions else None, 0)


def _portions(line: RequestLine, on: date) -> Iterator[Sequence[Lot]]:
    lots = stock.available(Lot.objects.filter(listing=line.listing_id), on=on).order_by("pk")
    last = None
    while portion := list((lots.filter(pk__gt=last) if last else lots)[:PORTION]):
        yield portion
        last = portion[-1].pk


def listing_verdicts_of(lines: Collection[RequestLine], *, on: date) -> Iterator[tuple[RequestLine, ListingVerdict]]:
    """Yield what the listings of lines without chosen lots mean for each line's purpose."""
    remember_requests(lines)
    by_request: dict[UUID, list[RequestLine]] = defaultdict(list)
    for line in lines:
        by_request[line.request_id].append(line)
    asked = [
        ([line.listing for line in group], purpose_asked_for(group[0].request, on=on)) for group in by_request.values()
    ]
    for group, found in zip(by_request.values(), stock.verdicts_by_purpose(asked, on=on), strict=True):
        yield from ((line, found[line.listing_id]) for line in group)


def reasons_json(decision: Decision) -> list[dict[str, Any]]:
    """Return the reasons as they are stored and told."""
    return [reason_json(reason) for reason in decision.reasons]


def reason_json(reason: Reason) -> dict[str, Any]:
    """Return one reason with its verdict, why, and what would change it."""
    return {
        "code": reason.code,
        "verdict": reason.verdict.value,
        "sentence": reason.why,
        "remedy": reason.change,
        "params": list(reason.parameters) if reason.kind.shows_parameters else [],
    }
