"""A deal as an agreement states it, and the text it was filled into. Plain Python."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from agreements.drafting.library import Clause, canonical_json
from agreements.drafting.rules import Overlay


class PartyRole(StrEnum):
    """The sides of an agreement."""

    PROVIDER = "provider"
    RECIPIENT = "recipient"


@dataclass(frozen=True, kw_only=True)
class Party:
    """An organisation as it stands in the agreement.

    Args:
        address: where it can be written to, one or more lines.
        contact: the scientist or unit that answers for the material or leads the project, with title.
        ror_id: https://ror.org/…; empty when it has none.
    """

    name: str
    address: str
    contact: str
    ror_id: str = ""


@dataclass(frozen=True, kw_only=True)
class ScheduleItem:
    """One row of the schedule.

    Args:
        identifiers: the provider's identifiers and RRIDs, as they stand on the tubes.
        quantity: number and unit, e.g. "2 vials".
        conditions: of the consent match, e.g. "post:publish-results".
    """

    description: str
    identifiers: str
    quantity: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SignatureBlock:
    """A place on the signature page.

    Args:
        key: names the field, unique within the agreement, e.g. "provider".
        rank: blocks of a lower rank are signed first; equal ranks in any order.
        role_sentence: in what capacity somebody signs here.
        signer_name: empty when any authorised person of the party may sign; then the seal names who did.
    """

    key: str
    party: PartyRole
    rank: int
    role_sentence: str
    signer_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Deal:
    """What a form is filled with. Blank texts count as missing, and only what the form uses is needed."""

    number: str
    prepared_on: date
    provider: Party
    recipient: Party
    project_title: str
    purpose: str
    items: tuple[ScheduleItem, ...]
    signatures: tuple[SignatureBlock, ...]
    overlays: tuple[Overlay, ...] = ()
    ethics_approval: str = ""


@dataclass(frozen=True)
class FilledAgreement:
    """The whole text of an agreement, ready to be approved, rendered and signed.

    Args:
        form_digest: SHA-256 in hex of the form's content.
        clauses: in order, every variable filled in; they are numbered from 1.
        digest: SHA-256 in hex of the canonical text, that is of everything else here.
    """

    form: str
    form_version: int
    form_digest: str
    title: str
    short_title: str
    cites: tuple[str, ...]
    number: str
    prepared_on: date
    provider: Party
    recipient: Party
    clauses: tuple[Clause, ...]
    items: tuple[ScheduleItem, ...]
    signatures: tuple[SignatureBlock, ...]
    digest: str = ""

    def canonical_text(self) -> bytes:
        """Return what is approved and signed: the canonical JSON of all but the digest."""
        content = self.as_json()
        del content["digest"]
        return canonical_json(content)

    def text_digest(self) -> str:
        """Return the SHA-256 in hex of the canonical text."""
        return hashlib.sha256(self.canonical_text()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Return plain values for a JSON column; `from_json` reads them back."""
        return {**asdict(self), "prepared_on": self.prepared_on.isoformat()}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote.

        Raises:
            ValueError: the text does not have the digest it carries.
        """
        filled = cls(
            **{
                **content,
                "cites": tuple(content["cites"]),
                "prepared_on": date.fromisoformat(content["prepared_on"]),
                "provider": Party(**content["provider"]),
                "recipient": Party(**content["recipient"]),
                "clauses": tuple(Clause(**clause) for clause in content["clauses"]),
                "items": tuple(
                    ScheduleItem(**{**item, "conditions": tuple(item["conditions"])}) for item in content["items"]
                ),
                "signatures": tuple(
                    SignatureBlock(**{**block, "party": PartyRole(block["party"])}) for block in content["signatures"]
                ),
            }
        )
        if filled.digest != filled.text_digest():
            raise ValueError(f"The text of agreement {filled.number} does not have the digest it carries.")
        return filled
