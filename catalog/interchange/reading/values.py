"""Cells to the values of fields, by the types of the fields. Plain Python."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

import pycountry

from catalog.interchange.reading.cells import Cells
from catalog.kinds.fields import Field, FieldType

SEVERAL = "|"
FLAGS = {"yes": "yes", "y": "yes", "true": "yes", "1": "yes", "no": "no", "n": "no", "false": "no", "0": "no"}
MOST = Decimal(2_000_000_000)
_PARTIAL_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")
_RRID = re.compile(r"(?:RRID:\s*)?([A-Za-z]+_[A-Za-z0-9:_-]+|IMSR_\S+)")
_DISEASE = re.compile(r"(?:([A-Za-z]{2,20})[:; ]\s*([A-Za-z0-9_.-]{1,40})[; ]\s*)?(.+)")
_PAIR = re.compile(r"([^:]{1,60}):\s*(.+)")


def several(text: str) -> list[str]:
    """Return the values of a cell that holds several."""
    return list(dict.fromkeys(part for value in text.split(SEVERAL) if (part := value.strip())))


def read_value(cells: Cells, field: Field, *, places: int = 0) -> Any:
    """Return what a cell says of its field; what cannot be read is a problem of the row, and read as nothing.

    Args:
        places: decimals that a decimal number may have.
    """
    name = field.name
    match field.type:
        case FieldType.INTEGER:
            return cells.count(name, least=int(field.least or 0), most=int(MOST if field.most is None else field.most))
        case FieldType.DECIMAL:
            most = MOST if field.most is None else field.most
            return cells.decimal(name, least=field.least or Decimal(0), most=most, places=places)
        case FieldType.DAY:
            return cells.day(name)
        case FieldType.FLAG:
            said = cells.choice(name, FLAGS)
            return said == "yes" if said else None
        case FieldType.CHOICE:
            return cells.choice(name, {choice.casefold(): choice for choice in field.choices})
    return _OTHERS.get(field.type, _text)(cells, field)


def _text(cells: Cells, field: Field) -> str:
    return cells.text(field.name)


def _list(cells: Cells, field: Field) -> list[str]:
    values = several(cells.text(field.name, longest=100 * field.max_length))
    if any(len(value) > field.max_length for value in values):
        cells.refuse(
            field.name, f"A value has more than {field.max_length} characters.", f"Separate values by “{SEVERAL}”."
        )
        return []
    if field.is_required and not values:
        cells.refuse(field.name, "A value is missing.", f"Separate values by “{SEVERAL}”.")
    return values


def _partial_day(cells: Cells, field: Field) -> str:
    return cells.matching(
        field.name, _PARTIAL_DAY.pattern, "This is no day, month or year.", "Write 2026, 2026-01 or 2026-01-31."
    )


def _country(cells: Cells, field: Field) -> str:
    text = cells.text(field.name, longest=100)
    try:
        return str(pycountry.countries.lookup(text).alpha_2) if text else ""
    except LookupError:
        cells.refuse(field.name, "This is not a country of ISO 3166.", "Write two letters, such as FI.")
        return ""


def _time_zone(cells: Cells, field: Field) -> str:
    good = available_timezones()
    return cells.checked(field.name, good.__contains__, "This is not a time zone of IANA.", "Such as Europe/Helsinki.")


def _captured(pattern: re.Pattern[str], reason: str, suggestion: str) -> Callable[[Cells, Field], str]:
    def read(cells: Cells, field: Field) -> str:
        text = cells.text(field.name)
        match = pattern.fullmatch(text)
        if text and match is None:
            cells.refuse(field.name, reason, suggestion)
        return match[1] if match else ""

    return read


def _url(cells: Cells, field: Field) -> str:
    return cells.matching(field.name, _URL.pattern, "This is no web address.", "It begins with https://.")


def _diseases(cells: Cells, field: Field) -> list[dict[str, str]]:
    found = [_DISEASE.fullmatch(value) for value in several(cells.text(field.name, longest=100 * field.max_length))]
    return [{"vocabulary": match[1] or "", "code": match[2] or "", "label": match[3]} for match in found if match]


def _pairs(cells: Cells, field: Field) -> dict[str, str]:
    values = several(cells.text(field.name, longest=100 * field.max_length))
    found = [_PAIR.fullmatch(value) for value in values]
    if not all(found):
        cells.refuse(field.name, "This is no list of names with values.", f"Such as {field.example or 'A: 1|B: 2'}.")
    return {match[1].strip(): match[2].strip() for match in found if match}


def _markers(cells: Cells, field: Field) -> dict[str, list[str]]:
    return {name: [one.strip() for one in value.split(",")] for name, value in _pairs(cells, field).items()}


def _counts(cells: Cells, field: Field) -> dict[str, int]:
    pairs = _pairs(cells, field)
    if any(name not in field.choices or not re.fullmatch(r"\d{1,9}", value) for name, value in pairs.items()):
        cells.refuse(field.name, "This is no list of categories with numbers.", f"Of {', '.join(field.choices)}.")
        return {}
    return {name: int(value) for name, value in pairs.items()}


_OTHERS: Mapping[FieldType, Callable[[Cells, Field], Any]] = {
    FieldType.LIST: _list,
    FieldType.PARTIAL_DAY: _partial_day,
    FieldType.COUNTRY: _country,
    FieldType.TIME_ZONE: _time_zone,
    FieldType.URL: _url,
    FieldType.DOI: _captured(_DOI, "This is no DOI.", "It looks like 10.1234/abcd."),
    FieldType.RRID: _captured(_RRID, "This is no RRID.", "It looks like AB_2877222."),
    FieldType.DISEASES: _diseases,
    FieldType.MARKERS: _markers,
    FieldType.COUNTS: _counts,
}
