"""What a format of import is. Plain Python but for the values of the catalogue's rooms."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from catalog.consent.rules import UseTerms
from catalog.interchange.formats.reading_options import defaults, one_line, yes_or_no
from catalog.interchange.reading.cells import Problem
from catalog.interchange.reading.source import Source
from catalog.kinds.fields import Field
from catalog.listings.facts import ListingFacts
from catalog.listings.models import ListingKind
from catalog.stock.facts import LineageFacts, LotFacts
from exchange.kernel.errors import InvalidInput

LONGEST_OPTION = 200_000
LONGEST_LINE = 500


@dataclass(frozen=True)
class Option:
    """Something the importer says beside the file.

    Args:
        read: turns the text into a value.
        is_long: the text may have several lines.

    ``read`` raises ValueError with a sentence.
    """

    key: str
    title: str
    description: str
    read: Callable[[str], Any] = str
    is_required: bool = False
    is_long: bool = False


@dataclass(frozen=True, kw_only=True)
class ConsentOption:
    """Which form the donors of a file have signed.

    Args:
        terms: what the form allows, to enter it when it is not on record yet.
        are_given: the importer says that every donor of the file has signed it.
    """

    code: str
    version: str
    title: str = ""
    terms: UseTerms | None = None
    are_given: bool = False


@dataclass(frozen=True, kw_only=True)
class Lot:
    """Stock of an offer, and the line of the file that states it.

    Args:
        protocol: provider's key of the protocol under which a specimen was taken; empty says none.
        made_from: labels of the specimens it was made from; None says nothing.
    """

    line: int
    facts: LotFacts
    protocol: str = ""
    made_from: LineageFacts | None = None


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A listing with what its kind says and its stock, as read from a file.

    Args:
        line: of the file, where one line states the listing; None where it comes from the options.
        consent: form of the donors of its specimens.
        use_terms: what the provider allows.
        references: provider's keys of the listings that it refers to, by the kind's field; empty for none.
    """

    line: int | None
    listing: ListingFacts
    details: Mapping[str, Any]
    lots: tuple[Lot, ...] = ()
    use_terms: UseTerms | None = None
    consent: ConsentOption | None = None
    references: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A row that was looked at: what it says, or what is wrong with it.

    Args:
        key: what tells rows apart; the same key in a later row is a problem of that row.
    """

    line: int
    key: str
    item: Any = None
    problems: tuple[Problem, ...] = field(default=())


THIRD_PARTY_TERMS = Option(
    "third_party_terms",
    "Somebody else's terms bind what is in the file",
    "Yes or no, such as a depositor's or a licensor's; nothing is changed if not said.",
    yes_or_no,
)

PROBLEMATIC_BECAUSE = Option(
    "problematic_because",
    "Why problematic ones are listed",
    "What the file calls problematic stays a draft until this is said. It is shown with it, and kept with your name.",
    one_line(1000),
)
DEFAULTS = Option(
    "defaults",
    "What holds for every row",
    "A column and its value a line, such as species=Homo sapiens, for rows that do not say it.",
    defaults,
    is_long=True,
)


class Counted(Protocol):
    """What can be counted and gone through, again and again, without being held."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Any]: ...


@dataclass(frozen=True)
class Rows:
    """The rows of a file, not looked at yet, and what the file calls the format's columns."""

    items: Counted
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Corrections:
    """A file of the rows that were rejected, to correct and send again: the ending of its name, and its text."""

    ending: str
    text: str


class ImportFormat(ABC):
    """A kind of file. Its functions know nothing of the database."""

    key: str
    title: str
    description: str
    accept: str
    kind: ListingKind
    key_column: str
    stock_column: str = "vials"
    columns: tuple[Field, ...]
    options: tuple[Option, ...]
    has_columns: bool = False

    @abstractmethod
    def rows(self, source: Source, mapping: Mapping[str, str], options: Mapping[str, Any]) -> Rows:
        """Return the rows of a file.

        Args:
            mapping: the format's column of some columns of the file, empty for one to ignore.

        Raises:
            FileRefusedError: the file as a whole cannot be read.
        """

    @abstractmethod
    def corrections(self, source: Source, problems: Mapping[int, list[Problem]]) -> Corrections:
        """Return the rows of a file that were rejected, each with its problems, by line."""

    @abstractmethod
    def check(self, row: Any, options: Mapping[str, Any]) -> Checked:
        """Look at one row."""

    @abstractmethod
    def offers(self, rows: Sequence[Checked], options: Mapping[str, Any]) -> list[Offer]:
        """Return what the good rows offer."""

    def left_over(self, rows: Sequence[Checked], options: Mapping[str, Any]) -> list[Problem]:
        """Return what the options say of rows that the file does not have; most formats have no such options."""
        return []

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {column.name: column for column in self.columns}

    def read_options(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the options that were given.

        Raises:
            InvalidInput: an option is unknown, missing or malformed.
        """
        if not isinstance(given, Mapping):
            raise InvalidInput("options", "Options are an object of values by key.")
        known = {option.key: option for option in self.options}
        if unknown := sorted(given.keys() - known.keys()):
            raise InvalidInput(
                "options",
                f"{self.title} has no option {unknown[0]!r}; there are {', '.join(known) or 'none'}.",
                option=unknown[0],
            )
        texts = {key: _text(key, value) for key, value in given.items()}
        for key, option in known.items():
            if option.is_required and not texts.get(key):
                raise InvalidInput("options", f"The option {key} is missing: {option.title}.", option=key)
        values = {key: self._value(known[key], text) for key, text in texts.items() if text}
        return self.together(values)

    def together(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return the options if they go together.

        Raises:
            InvalidInput: it names one that does not.
        """
        return values

    @staticmethod
    def _value(option: Option, text: str) -> Any:
        if len(text) > (LONGEST_OPTION if option.is_long else LONGEST_LINE):
            raise InvalidInput("options", f"The option {option.key} is too long.", option=option.key)
        try:
            return option.read(text)
        except (ValueError, InvalidInput) as error:
            raise InvalidInput("options", f"The option {option.key}: {error}", option=option.key) from error


def _text(key: str, value: Any) -> str:
    """Return what was given as text; JSON knows numbers, flags and objects too."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = json.dumps(value) if isinstance(value, dict | list) else "" if value is None else str(value).strip()
    # No database stores a zero byte or half of a surrogate pair.
    if any(character == "\x00" or "\ud800" <= character <= "\udfff" for character in text):
        raise InvalidInput("options", f"The option {key} contains a character that cannot be stored.", option=key)
    return text
