"""Verdicts, and every reason that the matcher can give with what would change it.

`docs/consent-matching.md` prints this table. A code never changes its meaning: stored verdicts carry it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What the consent means for the purpose, from the best to the worst."""

    PERMIT = "PERMIT"
    CONDITIONAL = "CONDITIONAL"
    MANUAL = "MANUAL"
    DENY = "DENY"

    @property
    def severity(self) -> int:
        """0 for PERMIT to 3 for DENY; of several verdicts the most severe counts."""
        return _SEVERITY[self]


_SEVERITY = {verdict: severity for severity, verdict in enumerate(Verdict)}


@dataclass(frozen=True)
class ReasonKind:
    """A reason's code, the verdict it brings and its two sentences, which may name ``{0}``, ``{1}`` and ``{rule}``."""

    code: str
    verdict: Verdict
    why: str
    change: str
    shows_parameters: bool = True

    def found(self, *parameters: str) -> "Finding":
        """Return that a rule found this. Parameters are ids, codes, days or numbers, never anybody's free text."""
        return Finding(self, parameters)


@dataclass(frozen=True)
class Finding:
    """A reason before it is known which rule gave it."""

    kind: ReasonKind
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One rule of the matcher, with the words in which a person is told of it."""

    id: str
    label: str


@dataclass(frozen=True)
class Reason:
    """Why a rule did not simply say yes."""

    rule: Rule
    kind: ReasonKind
    parameters: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the stable text that is stored and printed, such as ``post:use-ends-after-months:24``."""
        return ":".join((self.kind.code, *(self.parameters if self.kind.shows_parameters else ())))

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def verdict(self) -> Verdict:
        return self.kind.verdict

    @property
    def why(self) -> str:
        """One sentence for a person: what the consent says, or what is not known."""
        return self._filled(self.kind.why)

    @property
    def change(self) -> str:
        """One sentence for a person: what would change the answer."""
        return self._filled(self.kind.change)

    @property
    def sentence(self) -> str:
        """Both sentences."""
        return f"{self.why} {self.change}"

    def _filled(self, sentence: str) -> str:
        # What was only written in words is no parameter; dots stand for it.
        return sentence.format(*self.parameters, "…", "…", rule=self.rule.label)


REASON_KINDS: dict[str, ReasonKind] = {}


def declare(code: str, verdict: Verdict, why: str, change: str, *, shows_parameters: bool = True) -> ReasonKind:
    """Enter a kind of reason into the table; two of one code are a mistake of the programmer."""
    if code in REASON_KINDS:
        raise ValueError(f"Reason {code} is declared twice.")
    REASON_KINDS[code] = ReasonKind(code, verdict, why, change, shows_parameters)
    return REASON_KINDS[code]
