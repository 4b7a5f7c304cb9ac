"""Match a file of cases."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.consent.reading import CaseFile, id_of, read_case, read_case_file
from catalog.consent.rules import Ontology, match
from exchange.kernel.errors import InvalidInput

MALFORMED = 2


class Command(BaseCommand):
    """Print one JSON object a line: ``{"id", "verdict", "reasons"}``, or ``{"id", "error"}`` for a malformed case."""

    help = (
        "Match consents with purposes. FILE is JSON with “ancestors”, “oncology_terms_outside_cancer” and “cases”; "
        "- reads from standard input. Prints one JSON object a line. The exit code is 2 if a case is malformed."
    )
    requires_system_checks: tuple[()] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the file of cases, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = sys.stdin.buffer.read() if options["file"] == "-" else Path(options["file"]).read_bytes()
            case_file = read_case_file(content)
        except OSError as error:
            raise CommandError(f"Cannot read {options['file']}: {error.strerror}.", returncode=MALFORMED) from error
        except InvalidInput as error:
            raise CommandError(f"{options['file']}: {error.field} {error.message}.", returncode=MALFORMED) from error
        malformed = 0
        for answer in answers(case_file):
            malformed += "error" in answer
            self.print_line(json.dumps(answer))
        if malformed:
            total = len(case_file.cases)
            raise CommandError(
                f"{malformed} of {total} cases are malformed; the others were answered.", returncode=MALFORMED
            )

    def print_line(self, line: str) -> None:
        """Print a line at once; end quietly when the reader has gone, as after ``| head``."""
        try:
            self.stdout.write(line)
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None


def answers(case_file: CaseFile) -> Iterator[dict[str, Any]]:
    """Yield the answer to each case, in the order of the file."""
    seen: set[str] = set()
    for raw in case_file.cases:
        name = id_of(raw)
        yield {"id": name} | _answer(raw, case_file.ontology, repeated=name in seen)
        if name is not None:
            seen.add(name)


def _answer(raw: Any, ontology: Ontology, *, repeated: bool) -> dict[str, Any]:
    if repeated:
        return {"error": "id: was used by an earlier case"}
    try:
        case = read_case(raw)
    except InvalidInput as error:
        return {"error": f"{error.field}: {error.message}"}
    decision = match(case.use_terms, case.purpose, today=case.today, ontology=ontology)
    return {"verdict": decision.verdict.value, "reasons": decision.texts}
