"""Code the diseases of a project: which term, in which release, chosen under which code."""

from collections.abc import Sequence

from catalog.vocabulary import queries as vocabulary
from catalog.vocabulary.models import Term
from exchange.kernel.errors import InvalidInput
from exchange.requests.models import Project, ProjectDisease


def code_diseases(project: Project, chosen: Sequence[Term]) -> None:
    """Make a project study these diseases; a disease that it had keeps the release it was coded in.

    An obsolete term is coded as its successor, and the code that was chosen is kept beside it.

    Raises:
        InvalidInput: an obsolete term has no successor, or several; the message names them.
    """
    wanted = {term.pk: (term, code) for code, term in _current(chosen)}
    project.coded_diseases.exclude(term__in=wanted).delete()
    ProjectDisease.objects.bulk_create(
        [
            ProjectDisease(project=project, term=term, release_id=term.release_id, coded_as=code)
            for term, code in wanted.values()
        ],
        ignore_conflicts=True,
    )


def _current(chosen: Sequence[Term]) -> list[tuple[str, Term]]:
    """Return each code as chosen with the term in use that stands for it."""
    obsolete = [term.code for term in chosen if term.is_obsolete]
    successors = vocabulary.successors_of(obsolete) if obsolete else {}
    for code in obsolete:
        found = successors.get(code, ())
        if len(found) != 1 or found[0].is_obsolete:
            names = " or ".join(f"{term.label} ({term.code})" for term in found)
            hint = f"choose {names}" if names else "choose another"
            raise InvalidInput("diseases", f"The term {code} is not used any more: {hint}.", term=code)
    return [(term.code, successors[term.code][0] if term.is_obsolete else term) for term in chosen]
