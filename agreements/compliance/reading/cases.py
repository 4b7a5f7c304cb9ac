"""Read a transfer of a file: `id`, `on` and `facts`."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from agreements.compliance.reading.facts import read_facts
from agreements.compliance.rules.facts import Facts
from exchange.kernel.untrusted import Value


@dataclass(frozen=True)
class Case:
    """One transfer and the day on which it is assessed."""

    id: str
    on: dt.date
    facts: Facts


def read_case(raw: Any) -> Case:
    """Read one case; fields besides the three that are needed are annotations.

    Raises:
        InvalidInput: a field is missing or malformed; the error names it.
    """
    value = Value(raw, "")
    return Case(value.required("id").text(), value.required("on").day(), read_facts(value.required("facts").raw))
