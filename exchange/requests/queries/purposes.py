"""What a project wants to do, as the consent matcher reads it: today, or as it was submitted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import prefetch_related_objects

from agreements.compliance import queries as compliance
from catalog.consent.reading import read_purpose
from catalog.consent.rules import Collaboration, Obligation, OrgType, Purpose, ResearchType
from exchange.parties.vocabulary import Sector
from exchange.requests.models import AccessRequest, Project

# What `purpose_of` reads beyond the project's own columns.
READ = ("organisation", "owner", "diseases", "ethics_approvals")


def purpose_of(project: Project, *, on: date) -> Purpose:
    """Return a project's purpose on a day; takes no query for a project that `remember_purposes` has read.

    Approved projects (PS) and topics (RS) are left unsaid: nobody can name their own project approved, so such a
    consent is a question for a person.
    """
    organisation = project.organisation
    refusals = {
        Obligation.PUBLISH: project.accepts_publication is False,
        Obligation.RETURN: project.accepts_return is False,
    }
    return Purpose(
        research_types=frozenset(map(ResearchType, project.research_types)),
        diseases=tuple(term.code for term in project.diseases.all()),
        org_type=OrgType.FOR_PROFIT if organisation.sector == Sector.INDUSTRY else OrgType.NON_PROFIT,
        commercial=project.is_commercial,
        genetic=project.is_genetic,
        users=(project.owner.orcid,),
        institutions=(organisation.ror_id or organisation.name,),
        countries=(*project.countries, organisation.country_code),
        ethics=compliance.standing(project.ethics_approvals.all(), on=on).ethics,
        collaboration=_collaboration(project),
        months=project.duration_months,
        refuses=frozenset(obligation for obligation, refused in refusals.items() if refused),
        sensitive=tuple(project.sensitive_topics),
    )


def remember_purposes(projects: Iterable[Project]) -> None:
    """Read what the purposes of many projects need, with four queries at most."""
    prefetch_related_objects(list(projects), *READ)


def purpose_asked_for(request: AccessRequest, *, on: date) -> Purpose:
    """Return the purpose of a request: as it was submitted, or the project's while it is a basket.

    What was submitted stays, whatever becomes of the project; how its papers stand is a matter of the day.
    """
    if "purpose" not in request.snapshot:
        return purpose_of(request.project, on=on)
    return replace(
        read_purpose(request.snapshot["purpose"]),
        ethics=compliance.standing(request.project.ethics_approvals.all(), on=on).ethics,
        collaboration=_collaboration(request.project),
    )


def _collaboration(project: Project) -> Collaboration:
    return Collaboration.LETTER if project.has_collaboration_letter else Collaboration.OPEN
