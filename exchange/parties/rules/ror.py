"""Rows of a ROR extract: what makes one valid, and what the marketplace keeps of it.

ROR changed its schema from 1 to 2: types became lower case and gained `funder`. Both are read alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from exchange.parties.rules.identifiers import is_country, isni_of, ror_id_of
from exchange.parties.vocabulary import OrganisationStatus, Sector

COLUMNS = (
    "ror_id",
    "name",
    "names_other",
    "acronyms",
    "types",
    "status",
    "country_code",
    "city",
    "website",
    "isni",
    "successors",
    "schema",
    "release",
)
SCHEMAS = frozenset({"v1", "v2"})
WEBSITE_LENGTH = 500

# Of several types the first in this order decides: commerce outweighs, since consent may forbid it; `funder` says
# how money flows and not what an organisation is. ROR keeps profit-making bodies under `company`, so that `other`
# is read as nonprofit.
# Source: ROR, "Organization types" of schema 2.1.
SECTORS: dict[str, Sector] = {
    "company": Sector.INDUSTRY,
    "government": Sector.GOVERNMENT,
    "healthcare": Sector.HOSPITAL,
    "education": Sector.ACADEMIC,
    "nonprofit": Sector.NONPROFIT,
    "facility": Sector.ACADEMIC,
    "archive": Sector.NONPROFIT,
    "other": Sector.NONPROFIT,
    "funder": Sector.NONPROFIT,
}


@dataclass(frozen=True)
class RorRecord:
    """What is kept of an organisation's ROR record; successors are ROR ids."""

    ror_id: str
    name: str
    other_names: tuple[str, ...]
    country_code: str
    city: str
    sector: Sector
    status: OrganisationStatus
    website: str
    isni: str
    release: str
    successors: tuple[str, ...]


@dataclass(frozen=True)
class RowProblem:
    """One value that keeps a row out. `row` is the line in the file, the header being line 1."""

    row: int
    column: str
    value: str
    reason: str


class RowRejectedError(Exception):
    """Raise with everything that is wrong with one row."""

    def __init__(self, problems: list[RowProblem]) -> None:
        super().__init__(f"row {problems[0].row} was rejected")
        self.problems = problems


def words_of(cell: str) -> tuple[str, ...]:
    """Split a cell of values parted by `|`; drop empty and repeated ones."""
    return tuple(dict.fromkeys(" ".join(word.split()) for word in cell.split("|") if word.strip()))


def sector_of(types: tuple[str, ...]) -> Sector:
    """Return what an organisation is, from its ROR types in either schema.

    Raises:
        ValueError: no type is given, or one is not ROR's.
    """
    known = {kind.lower() for kind in types}
    if not known:
        raise ValueError("at least one type is needed")
    if strange := known - SECTORS.keys():
        raise ValueError(f"{', '.join(sorted(strange))} is not a ROR type")
    return next(sector for kind, sector in SECTORS.items() if kind in known)


def release_order(release: str) -> tuple[int, ...]:
    """Return what sorts ROR releases by age: v1.9 before v1.10 before v2.0; an unknown one is the oldest."""
    numbers = release.removeprefix("v").split(".")
    return tuple(int(number) for number in numbers) if all(number.isdecimal() for number in numbers) else ()


def record_of(cells: Mapping[str, str], *, row: int) -> RorRecord:
    """Read one row.

    Raises:
        RowRejectedError: some of its values are invalid; it carries all of them.
    """
    reader = _RowReader(cells, row)
    record = RorRecord(
        ror_id=reader.own_id(),
        name=reader.text("name", bool, "a name is needed"),
        other_names=reader.other_names(),
        country_code=reader.text("country_code", is_country, "not a country code of ISO 3166-1 alpha-2"),
        city=reader.text("city"),
        sector=reader.sector(),
        status=reader.status(),
        website=reader.text("website", _is_website, "not an http or https address"),
        isni=reader.isni(),
        release=reader.text("release", release_order, "a release looks like v1.56"),
        successors=reader.ids("successors"),
    )
    reader.text("schema", SCHEMAS.__contains__, f"a schema is one of {', '.join(sorted(SCHEMAS))}")
    if record.ror_id in record.successors:
        reader.reject("successors", record.ror_id, "an organisation cannot succeed itself")
    if reader.problems:
        raise RowRejectedError(reader.problems)
    return record


class _RowReader:
    """Take values out of a row and note what is wrong with them; a rejected value is returned all the same."""

    def __init__(self, cells: Mapping[str, str], row: int) -> None:
        self._cells = cells
        self._row = row
        self.problems: list[RowProblem] = []

    def reject(self, column: str, value: str, reason: str) -> None:
        self.problems.append(RowProblem(self._row, column, value, reason))

    def text(self, column: str, is_valid: Callable[[str], object] = lambda _: True, reason: str = "") -> str:
        value = " ".join(self._cells[column].split())
        if not is_valid(value):
            self.reject(column, self._cells[column], reason)
        return value

    def ids(self, column: str) -> tuple[str, ...]:
        found = []
        for word in words_of(self._cells[column]):
            try:
                found.append(ror_id_of(word))
            except ValueError as error:
                self.reject(column, word, str(error))
        return tuple(dict.fromkeys(found))

    def own_id(self) -> str:
        found = self.ids("ror_id")
        if len(words_of(self._cells["ror_id"])) != 1:
            self.reject("ror_id", self._cells["ror_id"], "exactly one ROR id is needed")
        return found[0] if found else ""

    def other_names(self) -> tuple[str, ...]:
        names = words_of(f"{self._cells['names_other']}|{self._cells['acronyms']}")
        return tuple(name for name in names if name != self.text("name"))

    def isni(self) -> str:
        text = self.text("isni")
        try:
            return isni_of(text) if text else ""
        except ValueError as error:
            self.reject("isni", self._cells["isni"], str(error))
            return ""

    def status(self) -> OrganisationStatus:
        word = self.text("status").lower()
        try:
            return OrganisationStatus(word)
        except ValueError:
            self.reject("status", self._cells["status"], f"a status is one of {', '.join(OrganisationStatus)}")
            return OrganisationStatus.WITHDRAWN

    def sector(self) -> Sector:
        try:
            return sector_of(words_of(self._cells["types"]))
        except ValueError as error:
            self.reject("types", self._cells["types"], str(error))
            return Sector.NONPROFIT


def _is_website(address: str) -> bool:
    """Say whether an address is safe to link to; none at all is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return not address or (is_web and len(address) <= WEBSITE_LENGTH)
