"""What the consents of the lots of many lines mean for the purposes they were asked for, in a few queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, prefetch_related_objects

from catalog.consent import queries as consents
from catalog.consent.models import UseTermsSet
from catalog.consent.rules import Decision, Ethics, Purpose, Standing, UseTerms, Verdict, standing_on
from catalog.consent.rules.duo import IRB
from catalog.consent.states import ConsentState
from catalog.listings.models import Listing, ListingKind, Origin
from catalog.stock.queries.usability import Ground, Usability, both
from exchange.requests.models import AccessRequest, LineLot, RequestLine
from exchange.requests.queries.purposes import READ, purpose_asked_for


@dataclass(frozen=True)
class LineMatch:
    """What the match says of a line's lots today.

    Args:
        decision: every reason of every lot, and the most severe verdict; None while no lot is chosen.
        lots_usable, lots_total: of how many lots the terms do not forbid the use.
        missing_records: codes of specimens without a consent record.
        needs_ethics: whether the material, or a consent, asks for an ethics approval.
        ethics: how the project's approval stands.
    """

    decision: Decision | None
    lots_usable: int
    lots_total: int
    missing_records: tuple[str, ...]
    needs_ethics: bool
    ethics: Ethics

    @property
    def duties(self) -> tuple[str, ...]:
        """Return what the agreement must carry, as the matcher writes it: e.g. "post:publish-results"."""
        return tuple(dict.fromkeys(str(reason) for reason in self.decision.conditions)) if self.decision else ()


def match_lines(lines: Collection[RequestLine], *, on: date) -> dict[UUID, LineMatch]:
    """Return what the match says of each line, with the same few queries for one line as for a hundred."""
    remember_requests(lines)
    rows: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in _lots(lines):
        rows[row["line_id"]].append(row)
    purposes = {line.request_id: purpose_asked_for(line.request, on=on) for line in lines}
    sets = _sets(row for group in rows.values() for row in group)
    answers = _usabilities(purposes, sets, on)
    return {line.pk: _match(line, rows[line.pk], answers[line.request_id], on) for line in lines}


def remember_requests(lines: Collection[RequestLine]) -> None:
    """Read what the lines' requests, projects and listings say, once for all of them.

    The joined rows serve lines that were loaded bare; the paths behind them fill in what was loaded otherwise, and cost
    nothing where it is there.
    """
    offers = Listing.objects.select_related("unit__organisation")
    asked = AccessRequest.objects.select_related("requester", "project__organisation", "project__owner")
    prefetch_related_objects(
        list(lines),
        Prefetch("listing", offers),
        Prefetch("request", asked),
        "listing__unit__organisation",
        "request__requester",
        *(f"request__project__{path}" for path in READ),
    )


def _lots(lines: Collection[RequestLine]) -> Iterable[Any]:
    ground = {
        "code": "lot__code",
        "kind": "lot__listing__kind",
        "origin": "lot__listing__origin",
        "provider_terms": "lot__listing__use_terms_id",
        "specimen_id": "lot__specimen__pk",
        "donor_terms": "lot__specimen__consent__form__use_terms_id",
        "status": "lot__specimen__consent__status",
        "expires_on": "lot__specimen__consent__expires_on",
    }
    chosen = LineLot.objects.filter(line__in=[line.pk for line in lines]).order_by("pk")
    return chosen.values("line_id", **{name: F(path) for name, path in ground.items()})


def _sets(rows: Iterable[Mapping[str, Any]]) -> list[UseTermsSet]:
    keys = {row[name] for row in rows for name in ("provider_terms", "donor_terms")} - {None}
    return list(UseTermsSet.objects.filter(pk__in=keys)) if keys else []


def _usabilities(purposes: Mapping[UUID, Purpose], sets: Iterable[UseTermsSet], on: date) -> dict[UUID, Usability]:
    """Prepare the answers for each request's purpose, with one query for the diseases of all."""
    terms = {stored.pk: consents.terms_of(stored) for stored in sets}
    diseases = {disease for purpose in purposes.values() for disease in purpose.diseases}
    ontology = consents.ontology_for(Purpose(diseases=tuple(diseases)), terms.values())
    return {request: Usability(purpose, on, terms, ontology) for request, purpose in purposes.items()}


def _match(line: RequestLine, rows: list[dict[str, Any]], usability: Usability, on: date) -> LineMatch:
    grounds = [_ground(row, on) for row in rows]
    decisions = [usability.decision(ground) for ground in grounds]
    named = {key for ground in grounds for key in (ground.provider_terms, ground.donor_terms) if key is not None}
    return LineMatch(
        decision=both(decisions) if decisions else None,
        lots_usable=sum(decision.verdict is not Verdict.DENY for decision in decisions),
        lots_total=len(decisions),
        missing_records=tuple(
            row["code"]
            for row, ground in zip(rows, grounds, strict=True)
            if ground.donor_terms is None and (ground.is_specimen or row["kind"] == ListingKind.SAMPLE_COLLECTION)
        ),
        needs_ethics=line.listing.origin == Origin.HUMAN_CODED
        or any(_asks_ethics(usability.sets[key]) for key in named),
        ethics=usability.purpose.ethics,
    )


def _ground(row: Mapping[str, Any], on: date) -> Ground:
    is_known = row["donor_terms"] is not None
    is_withdrawn = row["status"] == ConsentState.WITHDRAWN
    return Ground(
        origin=row["origin"],
        provider_terms=row["provider_terms"],
        is_specimen=row["specimen_id"] is not None,
        donor_terms=row["donor_terms"],
        standing=standing_on(on, withdrawn=is_withdrawn, expires_on=row["expires_on"])
        if is_known
        else Standing.UNKNOWN,
    )


def _asks_ethics(terms: UseTerms) -> bool:
    own = (modifier for permission in terms.permissions for modifier in permission.modifiers)
    return any(modifier.code == IRB for modifier in (*terms.modifiers, *own))
