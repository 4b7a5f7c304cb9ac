"""Choose the agreement forms of a file of deals."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from agreements.drafting.reading import read_case
from agreements.drafting.rules import Reason, choose_forms, what_would_change
from agreements.drafting.rules.table import TABLE_VERSION
from exchange.kernel.case_files import Answer, CaseFileCommand
from exchange.kernel.untrusted import Value


class Command(CaseFileCommand):
    """Print ``{"id", "forms", "overlays", "person_decides", "reasons", "warnings", "changes", "table"}`` for each."""

    help = (
        "Choose agreement forms by the table that comes with the system. FILE is JSON with “cases”, each of “id”, “on” "
        "and “facts” (docs/agreement-forms.md); - reads from standard input. Prints one JSON object a line. The exit "
        "code is 2 if a case is malformed."
    )

    def answer_by(self, members: Mapping[str, Value]) -> Answer:
        return _answer


def _answer(raw: Any) -> dict[str, Any]:
    case = read_case(raw)
    choices = choose_forms(case.facts, on=case.on)
    return {
        "forms": [choice.form for choice in choices if choice.form],
        "overlays": list(dict.fromkeys(overlay for choice in choices for overlay in choice.overlays)),
        "person_decides": any(choice.person_decides for choice in choices),
        "reasons": _told(reason for choice in choices for reason in choice.reasons),
        "warnings": _told(warning for choice in choices for warning in choice.warnings),
        "changes": [asdict(change) for change in what_would_change(case.facts, on=case.on)],
        "table": TABLE_VERSION,
    }


def _told(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [asdict(reason) for reason in dict.fromkeys(reasons)]
