"""Turn the conditions of the consent match into clauses. Plain Python."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from agreements.drafting.errors import InvalidCondition
from agreements.drafting.library import Clause, ConditionClause

MOST_MONTHS = 1200
MONTHS = re.compile(r"[0-9]{1,4}")
SHORTEST_RANGE = 3


def written_date(day: date) -> str:
    """Return a day as an agreement writes it, e.g. 1 January 2027."""
    return f"{day.day} {day:%B %Y}"


def written_items(numbers: Sequence[int], item_count: int) -> str:
    """Return how a clause names items of the schedule, e.g. "items 1 to 3 and 7 of the schedule"."""
    if len(numbers) == item_count:
        return "all items of the schedule"
    if len(numbers) == 1:
        return f"item {numbers[0]} of the schedule"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = [word for run in runs for word in _written_run(run)]
    return f"items {' and '.join(filter(None, [', '.join(words[:-1]), words[-1]]))} of the schedule"


def _written_run(run: list[int]) -> list[str]:
    return [f"{run[0]} to {run[-1]}"] if len(run) >= SHORTEST_RANGE else [str(number) for number in run]


def condition_clauses(
    conditions_of_items: Iterable[Iterable[str]], library: Mapping[str, ConditionClause]
) -> list[tuple[Clause, dict[str, str]]]:
    """Return one clause for each distinct condition, with its variables, in the order of the library.

    Args:
        conditions_of_items: for each item of the schedule, its conditions as the consent match writes them,
            e.g. "post:publish-results" or "post:no-publication-before:2027-01-01".

    Raises:
        InvalidCondition: a condition is not in the library, or its value is malformed.
    """
    items: dict[tuple[str, str], list[int]] = {}
    item_count = 0
    for item_count, conditions in enumerate(conditions_of_items, 1):
        for asked in dict.fromkeys(_parse(condition, library) for condition in conditions):
            items.setdefault(asked, []).append(item_count)
    order = {code: place for place, code in enumerate(library)}
    found = sorted(items.items(), key=lambda entry: (order[entry[0][0]], entry[0][1]))
    return [
        (library[code].clause, {"items": written_items(numbers, item_count), **_variables(library[code], value)})
        for (code, value), numbers in found
    ]


def _parse(condition: str, library: Mapping[str, ConditionClause]) -> tuple[str, str]:
    """Split a condition into its code and its value, which sorts as text and is empty without one."""
    code, value = (condition, "") if condition in library else condition.rpartition(":")[::2]
    template = library.get(code)
    if template is None:
        raise InvalidCondition(condition, "has no clause.")
    if template.value is None and value:
        raise InvalidCondition(condition, "takes no value.")
    if template.value == "date" and not _is_iso_date(value):
        raise InvalidCondition(condition, "needs a date such as 2027-01-31.")
    if template.value == "months":
        if not MONTHS.fullmatch(value) or not 0 < int(value) <= MOST_MONTHS:
            raise InvalidCondition(condition, f"needs a number of months from 1 to {MOST_MONTHS}.")
        value = value.zfill(len(str(MOST_MONTHS)))
    return code, value


def _is_iso_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _variables(template: ConditionClause, value: str) -> dict[str, str]:
    if template.value == "date":
        return {"date": written_date(date.fromisoformat(value))}
    if template.value == "months":
        months = int(value)
        return {"months": "1 month" if months == 1 else f"{months} months"}
    return {}
