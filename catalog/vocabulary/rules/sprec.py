"""Read the Standard PREanalytical Code (SPREC) of a specimen, versions 2.0 to 4.0.

Seven elements joined by hyphens, such as ``SER-SST-A-B-N-B-A``. Elements 2 to 6 mean other things for a fluid than
for a solid sample. Some first elements stand in both lists; then the length of the fifth decides, which is one letter
for a fluid (second centrifugation) and three for a solid sample (fixation).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from catalog.vocabulary.rules import sprec_codes as codes
from catalog.vocabulary.rules.sprec_codes import NOT_APPLICABLE, UNKNOWN_OR_OTHER, Codes
from exchange.kernel.errors import InvalidInput

ELEMENTS = 7
WIDTHS = {"fluid": (3, 3, 1, 1, 1, 1, 1), "solid": (3, 3, 1, 1, 3, 1, 1)}
_CODE = re.compile(r"[A-Z][A-Z0-9]{0,2}")


class SprecVersion(StrEnum):
    """A version of the code; it is stored with it, because the versions give codes other meanings."""

    V2 = "2.0"
    V3 = "3.0"
    V4 = "4.0"


class SprecKind(StrEnum):
    """The list that the first element belongs to."""

    FLUID = "fluid"
    SOLID = "solid"


class Known(StrEnum):
    """What an element says."""

    STATED = "stated"
    UNKNOWN = "unknown"
    OTHER = "other"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True)
class SprecElement:
    """One element; ``meaning`` is empty for a code whose reading in this version is not public."""

    name: str
    code: str
    meaning: str

    @property
    def known(self) -> Known:
        """Tell a stated value from one that is unknown, other or not applicable."""
        if not self.code.strip("X"):
            return Known.UNKNOWN
        if not self.code.strip("Z"):
            return Known.OTHER
        return Known.NOT_APPLICABLE if self.meaning == Known.NOT_APPLICABLE else Known.STATED

    @property
    def sentence(self) -> str:
        """Return it for a reader, such as "Warm ischemia time: 2 to 10 min"."""
        return f"{self.name}: {self.meaning or f'code {self.code}'}"


@dataclass(frozen=True)
class Sprec:
    """A code that was read: seven elements in their order."""

    version: SprecVersion
    kind: SprecKind
    elements: tuple[SprecElement, ...]

    def __str__(self) -> str:
        return "-".join(element.code for element in self.elements)

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(element.sentence for element in self.elements)


_FLUID: tuple[tuple[str, Codes], ...] = (
    ("Type of sample", codes.FLUID_TYPES),
    ("Primary container", codes.CONTAINERS),
    ("Delay before centrifugation", codes.PRE_CENTRIFUGATION),
    ("Centrifugation", codes.CENTRIFUGATION),
    ("Second centrifugation", codes.SECOND_CENTRIFUGATION),
    ("Delay after centrifugation", codes.POST_CENTRIFUGATION),
    ("Long-term storage", codes.STORAGE),
)
_SOLID: tuple[tuple[str, Codes], ...] = (
    ("Type of sample", codes.SOLID_TYPES),
    ("Type of collection", codes.COLLECTIONS),
    ("Warm ischemia time", codes.ISCHEMIA),
    ("Cold ischemia time", codes.ISCHEMIA),
    ("Fixation or stabilisation", codes.FIXATIVES),
    ("Fixation time", codes.FIXATION_TIMES),
    ("Long-term storage", codes.STORAGE),
)
_LISTS: Mapping[SprecKind, tuple[tuple[str, Codes], ...]] = {SprecKind.FLUID: _FLUID, SprecKind.SOLID: _SOLID}
# Elements of version 2.0 whose codes kept their meaning; of the others only unknown and other are read.
_KEPT = frozenset(
    {"Type of sample", "Primary container", "Type of collection", "Fixation or stabilisation", "Long-term storage"}
)


def codes_of(kind: SprecKind, version: SprecVersion) -> tuple[tuple[str, Codes], ...]:
    """Return, element by element, its name and the codes that are read in this version."""
    if version is SprecVersion.V2:
        return _LISTS[kind]
    return tuple((name, _later(kind, name, known, version)) for name, known in _LISTS[kind])


def _later(kind: SprecKind, name: str, known: Codes, version: SprecVersion) -> Codes:
    is_fourth = version is SprecVersion.V4
    if name == "Long-term storage":
        return codes.STORAGE_CONTAINERS
    if name not in _KEPT:
        kept = {**UNKNOWN_OR_OTHER, **NOT_APPLICABLE}
        return {code: meaning for code, meaning in kept.items() if known.get(code) == meaning}
    if name == "Primary container":
        return {**known, **codes.CONTAINERS_SINCE_3, **(codes.CONTAINERS_SINCE_4 if is_fourth else {})}
    if name == "Type of sample" and kind is SprecKind.FLUID:
        return {**known, **(codes.FLUID_TYPES_SINCE_4 if is_fourth else {})}
    return {**known, **codes.SOLID_TYPES_SINCE_3} if name == "Type of sample" else known


def kinds_of(first: str, version: SprecVersion) -> frozenset[SprecKind]:
    """Return the lists that a first element stands in: none, one or both."""
    return frozenset(kind for kind in SprecKind if first in codes_of(kind, version)[0][1])


def parse_sprec(text: str, *, version: SprecVersion) -> Sprec:
    """Read a code; case, and blanks around elements, do not matter.

    Raises:
        InvalidInput: it has not seven elements, its first is in no list, or an element is no code of this version. Only
            version 2.0 is known whole; for a later one a well-formed code that is not known is kept without a reading.
    """
    parts = [part.strip().upper() for part in text.split("-")]
    if len(parts) != ELEMENTS:
        raise InvalidInput("sprec", f"A SPREC has seven elements joined by hyphens; this one has {len(parts)}.")
    kind = _kind(parts, version)
    pairs = zip(codes_of(kind, version), WIDTHS[kind], parts, strict=True)
    elements = [
        _element(position, name, known, width, code, version)
        for position, ((name, known), width, code) in enumerate(pairs, 1)
    ]
    return Sprec(version, kind, tuple(elements))


def _kind(parts: list[str], version: SprecVersion) -> SprecKind:
    found = kinds_of(parts[0], version)
    if not found:
        raise InvalidInput("sprec", f"{_shown(parts[0])} is no type of sample of SPREC {version}.", element=1)
    if len(found) == 1:
        return next(iter(found))
    return SprecKind.SOLID if len(parts[4]) == WIDTHS["solid"][4] else SprecKind.FLUID


def _element(position: int, name: str, known: Codes, width: int, code: str, version: SprecVersion) -> SprecElement:
    if code in known:
        return SprecElement(name, code, known[code])
    is_whole = version is SprecVersion.V2 or position == 1
    if is_whole or not _CODE.fullmatch(code) or (len(code) > 1) != (width > 1):
        raise InvalidInput(
            "sprec",
            f"{_shown(code)} is no code of SPREC {version} for element {position}, {name.lower()}.",
            element=position,
        )
    return SprecElement(name, code, "")


def _shown(code: str) -> str:
    return f"“{code}”" if _CODE.fullmatch(code) else "What is given"
