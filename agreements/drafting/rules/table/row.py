"""One row of the table, and the facts it may name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.drafting.rules.facts import FormId, Overlay
from exchange.parties.vocabulary import MaterialClass

UBMTA = "Uniform Biological Material Transfer Agreement and Simple Letter Agreement, 60 FR 12771, 1995-03-08"
NIH_HUMAN = "NIH/NHLBI transactional agreements: human material transfer agreement"
HOUSE = "House rule"


class Fact(StrEnum):
    """The facts a row may name. A value of None means that nobody stated it."""

    PROVIDER_COUNTRY = "provider country"
    PROVIDER_STANDING = "provider standing"
    RECIPIENT_STANDING = "recipient standing"
    MATERIAL_CLASS = "material class"
    ORIGIN = "origin"
    HUMAN = "human"
    KEY_HOLDER = "key holder"
    DATA = "accompanying data"
    TERMS = "third-party terms"
    NAMES_LICENCES = "names licences"
    PROPRIETARY = "proprietary"
    MODIFIED = "genetically modified"
    PURPOSE = "purpose"
    FEE_FOR_SERVICE = "fee-for-service use"
    PARTNER = "commercial partner"
    COMMERCIAL = "commercial in any way"
    CONFIDENTIAL = "confidential information"
    CLAIM = "claim on results"
    DEPOSIT = "deposit"
    SIGNED_UBMTA = "UBMTA signatories"
    COVERED = "covered by agreed terms"
    CROSSES_BORDER = "crosses a border"


class Standing(StrEnum):
    """How a sector counts for the choice of the form."""

    NONPROFIT = "nonprofit"
    INDUSTRY = "industry"


class Effect(StrEnum):
    """What a row does when it holds."""

    STOP = "stop"
    FORM = "form"
    OVERLAY = "overlay"
    WARN = "warn"


Value = StrEnum | str | bool | None
When = Mapping[Fact, frozenset[Value]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One situation; it holds when every fact it names has one of the values it lists.

    Args:
        situation: number of the situation in the practice table it comes from; 0 for the house's own care.
        since_on: first day the row applies; `until_on` is the first day it no longer does.
    """

    code: str
    situation: int
    effect: Effect
    when: When
    sentence: str
    citation: str
    form: FormId | None = None
    overlay: Overlay | None = None
    since_on: date = date(2026, 1, 1)
    until_on: date | None = None

    def applies_on(self, day: date) -> bool:
        """Say whether the row is in force on a day."""
        return self.since_on <= day and (self.until_on is None or day < self.until_on)

    def holds(self, known: Mapping[Fact, Value]) -> bool:
        """Say whether every fact the row names has one of its values."""
        return all(known[fact] in allowed for fact, allowed in self.when.items())


def values(*allowed: Value) -> frozenset[Value]:
    """Return the values under which a row holds."""
    return frozenset(allowed)


# What can be put into a tube and sent, of which research material carries nothing of a donor by its class.
RESEARCH_MATERIAL = values(
    MaterialClass.CELL_LINE, MaterialClass.PLASMID, MaterialClass.ANTIBODY, MaterialClass.ORGANISM
)
MATERIAL = RESEARCH_MATERIAL | values(MaterialClass.HUMAN_SAMPLE, MaterialClass.COMPOUND)
USED_IN_PLACE = values(MaterialClass.EQUIPMENT, MaterialClass.SERVICE)
# Of what is used in place or copied, nobody asks where it comes from.
ASKED_OF_ORIGIN = MATERIAL | values(MaterialClass.DATASET, None)
BETWEEN_NONPROFITS: When = {
    Fact.PROVIDER_STANDING: values(Standing.NONPROFIT),
    Fact.RECIPIENT_STANDING: values(Standing.NONPROFIT),
}
