"""What drafting needs to know of the approved lines of a part, as plain values."""

import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

import pycountry

from agreements.compliance import queries as compliance
from agreements.drafting.deal import Party
from agreements.drafting.proposal import Proposal, ProposedLine
from agreements.drafting.rules import (
    AccompanyingData,
    FormFacts,
    MaterialFacts,
    MaterialOrigin,
    Purpose,
    ThirdPartyTerms,
)
from agreements.drafting.text import FORBIDDEN_CATEGORIES, JOINERS
from catalog.kinds.registry import stock_of
from catalog.listings.models import ListingKind
from exchange.parties.models import Organisation
from exchange.parties.vocabulary import Sector
from exchange.requests.models import RequestLine, RequestPart
from exchange.requests.queries.matching import LineMatch, match_lines

PURPOSES = {True: Purpose.COMMERCIAL, False: Purpose.RESEARCH, None: None}
THIRD_PARTY_TERMS = {True: ThirdPartyTerms.OTHER, False: ThirdPartyTerms.NONE, None: None}


def proposal_for(part: RequestPart, lines: Collection[RequestLine], *, on: date) -> Proposal:
    """Return the proposal for lines of a part; what was submitted counts, not what became of the project since."""
    request = part.request
    provider, recipient = part.unit.organisation, request.organisation
    project = request.snapshot["project"]
    approval = compliance.standing(request.project.ethics_approvals.all(), on=on).approval
    matches = match_lines(lines, on=on)
    return Proposal(
        part=part.pk,
        provider=Party(
            name=printable(provider.name),
            address=printable_lines(part.unit.shipping_address) or _place(provider),
            contact=printable(part.unit.name),
            ror_id=provider.ror_id or "",
        ),
        recipient=Party(
            name=printable(recipient.name),
            address=printable_lines(request.shipping_address),
            contact=printable(request.snapshot["requester"]["name"]),
            ror_id=recipient.ror_id or "",
        ),
        project_title=printable(project["title"]),
        purpose=printable(_purpose(project)),
        ethics_approval=printable(
            f"{approval.label}, valid until {approval.valid_until.isoformat()}" if approval else ""
        ),
        facts=FormFacts(
            provider_sector=Sector(provider.sector),
            recipient_sector=Sector(recipient.sector),
            provider_country=provider.country_code,
            recipient_country=recipient.country_code,
            materials=(),
            purpose=PURPOSES[project["is_commercial"]],
            # Paid work for others is business, which the project has said it is not.
            fee_for_service=False,
            # What is offered in the catalogue is public, and a listing has no place for anything confidential.
            confidential_information=False,
        ),
        lines=_lines(lines, matches),
    )


def _lines(lines: Collection[RequestLine], matches: Mapping[UUID, LineMatch]) -> tuple[ProposedLine, ...]:
    return tuple(_line(line, matches[line.pk]) for line in sorted(lines, key=lambda line: line.pk))


def _line(line: RequestLine, match: LineMatch) -> ProposedLine:
    listing = line.listing
    lots = [chosen.lot for chosen in line.lots.all()]
    names = [listing.provider_key, *listing.identifiers]
    material_class = stock_of(listing.kind).material_class
    has_donor_data = listing.kind == ListingKind.SAMPLE_COLLECTION
    return ProposedLine(
        reference=line.pk,
        material=MaterialFacts(
            label=listing.title,
            material_class=material_class,
            origin=MaterialOrigin(listing.origin),
            # Diagnosis, site and sample type of each specimen go with it.
            accompanying_data=AccompanyingData.CODED if has_donor_data else AccompanyingData.NONE,
            third_party_terms=THIRD_PARTY_TERMS[listing.third_party_terms],
        ),
        material_class=material_class,
        description=printable(listing.title),
        identifiers=printable(f"{', '.join(dict.fromkeys(names))}; lots {', '.join(lot.code for lot in lots)}"),
        quantity=line.quantity,
        unit=" or ".join(sorted({lot.unit for lot in lots})),
        conditions=match.duties,
    )


def _purpose(project: Mapping[str, object]) -> str:
    """Return the purpose in words: kinds of research, diseases, then the project's own summary."""
    kinds = project["research_types"]
    diseases = project["diseases"]
    words = f"Research of the kind {', '.join(map(str, kinds))}" if isinstance(kinds, list) else ""
    if isinstance(diseases, list) and diseases:
        words += f", on {', '.join(disease['label'] for disease in diseases)}"
    return f"{words}. {project['lay_summary']}".strip()


def _place(organisation: Organisation) -> str:
    country = pycountry.countries.get(alpha_2=organisation.country_code)
    return printable(
        ", ".join(filter(None, [organisation.city, country.name if country else organisation.country_code]))
    )


def printable(text: str) -> str:
    """Return a text on one line with a blank for every character that an agreement cannot show.

    A name that came with somebody's import must not keep a committee from deciding.
    """
    shown = (
        " " if unicodedata.category(letter) in FORBIDDEN_CATEGORIES and letter not in JOINERS else letter
        for letter in text
    )
    return " ".join("".join(shown).split())


def printable_lines(text: str) -> str:
    """Return a text of several lines, each as `printable` makes it, without empty ones."""
    return "\n".join(filter(None, map(printable, text.splitlines())))
