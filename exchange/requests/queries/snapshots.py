"""What a request rests on, written down as it is when it is submitted."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from catalog.consent.rules import Purpose, purpose_json
from exchange.parties.models import Membership, Person
from exchange.parties.queries import in_force
from exchange.requests.models import AccessRequest, Project, RequestLine
from exchange.requests.queries.choices import Choice


def snapshot_of(
    request: AccessRequest,
    purpose: Purpose,
    lines: Iterable[RequestLine],
    choices: Mapping[UUID, Choice],
    *,
    on: date,
) -> dict[str, Any]:
    """Return project, purpose, person, institution and items as plain values."""
    organisation = request.organisation
    return {
        "purpose": purpose_json(purpose),
        "project": _project(request.project),
        "requester": _person(request.requester, request, on),
        "organisation": {
            "id": str(organisation.pk),
            "name": organisation.name,
            "ror_id": organisation.ror_id,
            "country_code": organisation.country_code,
            "city": organisation.city,
            "sector": organisation.sector,
        },
        "lines": {str(line.pk): _line(line, choices[line.pk]) for line in lines},
    }


def _project(project: Project) -> dict[str, Any]:
    return {
        "id": str(project.pk),
        "title": project.title,
        "lay_summary": project.lay_summary,
        "research_types": project.research_types,
        "diseases": [
            {"code": coded.term.code, "label": coded.term.label, "release": str(coded.release)}
            for coded in project.coded_diseases.select_related("term", "release__vocabulary").order_by("term__code")
        ],
        "is_commercial": project.is_commercial,
        "is_genetic": project.is_genetic,
        "countries": project.countries,
        "sensitive_topics": project.sensitive_topics,
        "duration_months": project.duration_months,
        "ethics_approvals": [
            {
                "id": str(approval.pk),
                "committee": approval.committee,
                "number": approval.number,
                "valid_until": approval.valid_until.isoformat(),
            }
            for approval in project.ethics_approvals.order_by("pk")
        ],
    }


def _person(person: Person, request: AccessRequest, on: date) -> dict[str, Any]:
    held = Membership.objects.filter(in_force(on), person=person, organisation=request.organisation_id)
    return {
        "id": str(person.pk),
        "name": str(person),
        "orcid": person.orcid,
        "roles": sorted(held.values_list("role", flat=True).distinct()),
    }


def _line(line: RequestLine, choice: Choice) -> dict[str, Any]:
    listing = line.listing
    terms = listing.use_terms
    return {
        "listing": str(listing.pk),
        "title": listing.title,
        "kind": listing.kind,
        "provider_key": listing.provider_key,
        "identifiers": listing.identifiers,
        "origin": listing.origin,
        "use_terms": terms.sha256 if terms else None,
        "unit": str(listing.unit_id),
        "quantity": line.quantity,
        "lots": {str(lot): amount for lot, amount in choice.amounts.items()},
    }
