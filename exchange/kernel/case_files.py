"""Commands that answer a file of cases, each by itself: one JSON object a line, a malformed case with its error."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchange.kernel.errors import InvalidInput
from exchange.kernel.untrusted import Value, from_pairs

MALFORMED = 2
Answer = Callable[[Any], dict[str, Any]]


class CaseFileCommand(BaseCommand):
    """Print ``{"id", …answer}`` for each case, or ``{"id", "error"}``; the exit code is 2 if a case is malformed."""

    requires_system_checks: tuple[()] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the file of cases, or - for standard input")

    def answer_by(self, members: Mapping[str, Value]) -> Answer:
        """Return what answers one case, from the fields of the file.

        Raises:
            InvalidInput: a field of the file is malformed. What is returned may raise it for its case.
        """
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = sys.stdin.buffer.read() if options["file"] == "-" else Path(options["file"]).read_bytes()
            members = members_of(content)
            cases, answer = cases_of(members), self.answer_by(members)
        except OSError as error:
            raise CommandError(f"Cannot read {options['file']}: {error.strerror}.", returncode=MALFORMED) from error
        except InvalidInput as error:
            raise CommandError(f"{options['file']}: {error.field} {error.message}.", returncode=MALFORMED) from error
        malformed = 0
        for line in answers(cases, answer):
            malformed += "error" in line
            self.print_line(json.dumps(line))
        if malformed:
            raise CommandError(
                f"{malformed} of {len(cases)} cases are malformed; the others were answered.", returncode=MALFORMED
            )

    def print_line(self, line: str) -> None:
        """Print a line at once; end quietly when the reader has gone, as after ``| head``."""
        try:
            self.stdout.write(line)
            self.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None


def members_of(content: bytes) -> dict[str, Value]:
    """Return the fields of a JSON object.

    Raises:
        InvalidInput: the content is not JSON, or no object.
    """
    try:
        raw = json.loads(content.decode("utf-8-sig"), object_pairs_hook=from_pairs)
    except (ValueError, RecursionError) as error:
        # A decoding error is a ValueError too, as is a number of more digits than Python reads.
        raise InvalidInput("file", f"is not JSON ({type(error).__name__})") from error
    return Value(raw, "").members()


def cases_of(members: Mapping[str, Value]) -> list[Any]:
    """Return the cases, unread, so that a malformed one does not spoil the others.

    Raises:
        InvalidInput: they are missing, or no list.
    """
    if "cases" not in members:
        raise InvalidInput("cases", "is missing")
    cases: list[Any] = members["cases"].raw
    if not isinstance(cases, list):
        members["cases"].refuse("must be a list")
    return cases


def answers(cases: Sequence[Any], answer: Answer) -> Iterator[dict[str, Any]]:
    """Yield the answer to each case, in the order of the file."""
    seen: set[str] = set()
    for raw in cases:
        name = raw.get("id") if isinstance(raw, dict) and isinstance(raw.get("id"), str) else None
        yield {"id": name} | _answered(raw, answer, is_repeated=name in seen)
        if name is not None:
            seen.add(name)


def _answered(raw: Any, answer: Answer, *, is_repeated: bool) -> dict[str, Any]:
    if is_repeated:
        return {"error": "id: was used by an earlier case"}
    try:
        return answer(raw)
    except InvalidInput as error:
        return {"error": f"{error.field}: {error.message}"}
