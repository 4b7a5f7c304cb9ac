"""Describe research purposes once, for many requests."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from agreements.compliance.models import EthicsApproval
from agreements.drafting.text import clean_line
from catalog.consent.rules import ResearchType
from catalog.vocabulary.models import Term
from exchange.kernel import audit, locks, outbox
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.parties.models import Organisation, Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require
from exchange.parties.rules.identifiers import is_country
from exchange.requests.errors import ProjectCode
from exchange.requests.events import RequestEvent
from exchange.requests.models import Project
from exchange.requests.operations.diseases import code_diseases

TITLE_LENGTH = 200
SUMMARY_LENGTH = 5000
TOPIC_LENGTH = 40
MOST_ENTRIES = 100
MOST_MONTHS = 600


@dataclass(frozen=True, kw_only=True)
class ProjectFacts:
    """What a project says of itself; None is not answered.

    Args:
        research_types: values of `catalog.consent.rules.ResearchType`, at least one.
        countries: where people will use the material, ISO 3166-1 alpha-2; the organisation's own is understood.
        sensitive_topics: what may touch groups of people, e.g. "pediatric"; any sends the consent match to a person.
        accepts_publication, accepts_return: whether results are published, derived data returned, if asked.
    """

    title: str
    lay_summary: str = ""
    research_types: Sequence[str] = ()
    diseases: Sequence[Term] = ()
    is_commercial: bool | None = None
    is_genetic: bool | None = None
    countries: Sequence[str] = ()
    sensitive_topics: Sequence[str] = ()
    accepts_publication: bool | None = None
    accepts_return: bool | None = None
    has_collaboration_letter: bool = False
    duration_months: int | None = None
    ethics_approvals: Sequence[EthicsApproval] = ()


RELATIONS = ("diseases", "ethics_approvals")
COLUMNS = tuple(field.name for field in fields(ProjectFacts) if field.name not in RELATIONS)


@transaction.atomic
def create_project(*, organisation: Organisation, facts: ProjectFacts, by: Person, now: datetime) -> Project:
    """Describe a project of an organisation; the person becomes its owner.

    Raises:
        NotAllowed: the person does not manage projects there.
        InvalidInput: a value is missing, malformed or out of bounds; names the field.
        Refused: the person has a project of that title (TITLE_TAKEN).
    """
    require(by, Permission.MANAGE_PROJECTS, organisation, on=now.date())
    project = Project(organisation=organisation, owner=by)
    _write(project, facts)
    audit.record("requests.create_project", project, by=by, **_said(facts))
    outbox.announce(RequestEvent.PROJECT_CREATED, project_id=str(project.pk))
    return project


@transaction.atomic
def update_project(*, project: Project, facts: ProjectFacts, by: Person, now: datetime) -> Project:
    """Describe one's own project anew. What was submitted under it keeps the purpose it was submitted with.

    Raises:
        NotAllowed: the project is somebody else's, or the person does not manage projects any more.
        InvalidInput, Refused: as for `create_project`.
    """
    project = locks.lock(project)
    require(by, Permission.MANAGE_PROJECTS, project.organisation, on=now.date())
    if project.owner_id != by.pk:
        raise NotAllowed("Only its owner can change a project.")
    _write(project, facts)
    audit.record("requests.update_project", project, by=by, **_said(facts))
    outbox.announce(RequestEvent.PROJECT_UPDATED, project_id=str(project.pk))
    return project


def _write(project: Project, facts: ProjectFacts) -> None:
    for name, value in _checked(facts, project.organisation).items():
        setattr(project, name, value)
    try:
        with transaction.atomic():
            project.save()
    except IntegrityError as error:
        raise Refused(ProjectCode.TITLE_TAKEN, "You have a project of this title.", field="title") from error
    code_diseases(project, facts.diseases)
    project.ethics_approvals.set(facts.ethics_approvals)


def _checked(facts: ProjectFacts, organisation: Organisation) -> dict[str, object]:
    """Return the columns as they are stored."""
    kinds = [kind.value for kind in ResearchType if kind.value in facts.research_types]
    if unknown := set(facts.research_types) - set(kinds):
        raise InvalidInput("research_types", f"There is no kind of research “{min(unknown)}”.")
    if not kinds:
        raise InvalidInput("research_types", "Name at least one kind of research.")
    if ResearchType.DISEASE.value in kinds and not facts.diseases:
        raise InvalidInput("diseases", "Research on a disease names the disease.")
    countries = sorted({code.strip().upper() for code in facts.countries})
    if foreign := [code for code in countries if not is_country(code)]:
        raise InvalidInput("countries", f"“{foreign[0]}” is no two-letter code of a country.")
    if facts.duration_months is not None and not 1 <= facts.duration_months <= MOST_MONTHS:
        raise InvalidInput("duration_months", f"A project lasts between 1 and {MOST_MONTHS} months.")
    if any(approval.organisation_id != organisation.pk for approval in facts.ethics_approvals):
        raise InvalidInput("ethics_approvals", "An ethics approval is of another organisation.")
    if len(facts.diseases) > MOST_ENTRIES or len(facts.ethics_approvals) > MOST_ENTRIES:
        raise InvalidInput("diseases", f"At most {MOST_ENTRIES} can be named.")
    stored = {name: getattr(facts, name) for name in COLUMNS}
    return stored | {
        "title": _line("title", facts.title, TITLE_LENGTH),
        "lay_summary": _lines("lay_summary", facts.lay_summary, SUMMARY_LENGTH),
        "research_types": kinds,
        "countries": countries,
        "sensitive_topics": _topics(facts.sensitive_topics),
    }


def _topics(given: Sequence[str]) -> list[str]:
    topics = sorted({_line("sensitive_topics", topic, TOPIC_LENGTH) for topic in given})
    if len(topics) > MOST_ENTRIES:
        raise InvalidInput("sensitive_topics", f"At most {MOST_ENTRIES} can be named.")
    return topics


def _line(field: str, text: str, most: int) -> str:
    """Return a line that an agreement can show."""
    line = clean_line(field, text)
    if not 0 < len(line) <= most:
        raise InvalidInput(field, f"This needs between 1 and {most} characters.")
    return line


def _lines(field: str, text: str, most: int) -> str:
    """Return a text of several lines, blank ones kept, that an agreement can show."""
    lines = "\n".join(clean_line(field, line) for line in text.strip().splitlines())
    if len(lines) > most:
        raise InvalidInput(field, f"This has at most {most} characters.")
    return lines


def _said(facts: ProjectFacts) -> dict[str, Any]:
    """Return what was said, for the trail; rows by their ids."""
    said = {name: getattr(facts, name) for name in COLUMNS if name not in ("title", "lay_summary")}
    plain = {name: list(value) if isinstance(value, (list, tuple)) else value for name, value in said.items()}
    return plain | {
        "diseases": [term.code for term in facts.diseases],
        "ethics_approvals": [str(approval.pk) for approval in facts.ethics_approvals],
    }
