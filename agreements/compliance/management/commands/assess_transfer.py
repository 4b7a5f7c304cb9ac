"""Assess a file of transfers."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from agreements.compliance.reading import read_case, shipped_rulebook
from agreements.compliance.rules import assess
from exchange.kernel.case_files import Answer, CaseFileCommand
from exchange.kernel.untrusted import Value


class Command(CaseFileCommand):
    """Print ``{"id", "verdict", "findings"}`` for each transfer."""

    help = (
        "Assess transfers by the rules of borders that come with the system. FILE is JSON with “cases”, each of “id”, "
        "“on” and “facts” (docs/cross-border.md); - reads from standard input. Prints one JSON object a line. The exit "
        "code is 2 if a case is malformed."
    )

    def answer_by(self, members: Mapping[str, Value]) -> Answer:
        rulebook = shipped_rulebook()

        def answer(raw: Any) -> dict[str, Any]:
            case = read_case(raw)
            assessment = assess(rulebook, case.facts, on=case.on)
            return {"verdict": assessment.verdict, "findings": [asdict(finding) for finding in assessment.findings]}

        return answer
