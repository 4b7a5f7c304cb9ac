"""Match a file of cases."""

from collections.abc import Mapping
from typing import Any

from catalog.consent.reading import read_case, read_ontology
from catalog.consent.rules import match
from exchange.kernel.case_files import Answer, CaseFileCommand
from exchange.kernel.untrusted import Value


class Command(CaseFileCommand):
    """Print ``{"id", "verdict", "reasons"}`` for each case."""

    help = (
        "Match consents with purposes. FILE is JSON with “ancestors”, “oncology_terms_outside_cancer” and “cases”; "
        "- reads from standard input. Prints one JSON object a line. The exit code is 2 if a case is malformed."
    )

    def answer_by(self, members: Mapping[str, Value]) -> Answer:
        ontology = read_ontology(members)

        def answer(raw: Any) -> dict[str, Any]:
            case = read_case(raw)
            decision = match(case.use_terms, case.purpose, today=case.today, ontology=ontology)
            return {"verdict": decision.verdict.value, "reasons": decision.texts}

        return answer
