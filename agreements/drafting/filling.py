"""Fill a form with a deal: the text that both parties approve and sign. Plain Python."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from string import Formatter

from agreements.drafting.conditions import condition_clauses
from agreements.drafting.deal import Deal, FilledAgreement, Party, PartyRole, ScheduleItem, SignatureBlock
from agreements.drafting.errors import MissingVariable
from agreements.drafting.library import Clause, Form, Inclusion
from agreements.drafting.text import clean_line, clean_lines
from exchange.kernel.errors import InvalidInput

BLOCK_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# What the head of the document, its schedule and its signature page show whatever the form.
HEAD = ("number", "provider_name", "provider_address", "recipient_name", "recipient_address", "items")


def fill(form: Form, deal: Deal) -> FilledAgreement:
    """Fill a form: check and clean every text, add the clauses of conditions and overlays, compute the digest.

    Raises:
        MissingVariable: the form needs something that the deal leaves blank; names the first one.
        InvalidCondition: a consent condition has no clause or a malformed value.
        UnprintableText: a text holds a character that an agreement cannot show.
        InvalidInput: the signature blocks do not let both parties sign, or the form has no place for an overlay.
    """
    deal = _cleaned(deal)
    _check_signatures(deal.signatures)
    if deal.overlays and Inclusion("overlays") not in form.parts:
        raise InvalidInput("overlays", f"“{form.title}” has no place for “{deal.overlays[0]}”.")
    known = _variables(deal)
    for name in HEAD:
        _required(name, known, "the head of the agreement")
    for number, item in enumerate(deal.items, 1):
        for field in ("description", "quantity"):
            if not getattr(item, field):
                raise MissingVariable(f"items[{number}].{field}", "the schedule")
    filled = FilledAgreement(
        form=form.id.value,
        form_version=form.version,
        form_digest=form.digest,
        title=form.title,
        short_title=form.short_title,
        cites=form.cites,
        number=deal.number,
        prepared_on=deal.prepared_on,
        provider=deal.provider,
        recipient=deal.recipient,
        clauses=tuple(_filled_clauses(form, deal, known)),
        items=deal.items,
        signatures=deal.signatures,
    )
    return replace(filled, digest=filled.text_digest())


def variables_of(clause: Clause) -> tuple[str, ...]:
    """Return the names a clause uses, in order, each once."""
    names = (name for _, name, _, _ in Formatter().parse(clause.text) if name)
    return tuple(dict.fromkeys(names))


def _filled_clauses(form: Form, deal: Deal, known: Mapping[str, str]) -> Iterator[Clause]:
    for part in form.parts:
        if isinstance(part, Clause):
            yield _filled(part, known)
        elif part.what == "conditions":
            conditions = [item.conditions for item in deal.items]
            for clause, own in condition_clauses(conditions, form.additions.conditions):
                yield _filled(clause, {**known, **own})
        else:
            for overlay in deal.overlays:
                yield _filled(form.additions.overlays[overlay], known)


def _filled(clause: Clause, known: Mapping[str, str]) -> Clause:
    values = {name: _required(name, known, clause.title) for name in variables_of(clause)}
    return replace(clause, text=clause.text.format_map(values))


def _required(name: str, known: Mapping[str, str], where: str) -> str:
    value = known.get(name, "")
    if not value:
        raise MissingVariable(name, where)
    return value


def _variables(deal: Deal) -> dict[str, str]:
    return {
        "number": deal.number,
        "provider_name": deal.provider.name,
        "provider_address": deal.provider.address,
        "provider_contact": deal.provider.contact,
        "recipient_name": deal.recipient.name,
        "recipient_address": deal.recipient.address,
        "recipient_contact": deal.recipient.contact,
        "project_title": deal.project_title,
        "purpose": deal.purpose,
        "ethics_approval": deal.ethics_approval,
        "items": str(len(deal.items)) if deal.items else "",
    }


def _cleaned(deal: Deal) -> Deal:
    return replace(
        deal,
        number=clean_line("number", deal.number),
        provider=_cleaned_party(PartyRole.PROVIDER, deal.provider),
        recipient=_cleaned_party(PartyRole.RECIPIENT, deal.recipient),
        project_title=clean_line("project_title", deal.project_title),
        purpose=clean_line("purpose", deal.purpose),
        ethics_approval=clean_line("ethics_approval", deal.ethics_approval),
        items=tuple(_cleaned_item(number, item) for number, item in enumerate(deal.items, 1)),
        signatures=tuple(
            replace(
                block,
                role_sentence=clean_line(f"signatures[{number}].role_sentence", block.role_sentence),
                signer_name=clean_line(f"signatures[{number}].signer_name", block.signer_name),
            )
            for number, block in enumerate(deal.signatures, 1)
        ),
    )


def _cleaned_party(role: PartyRole, party: Party) -> Party:
    return Party(
        name=clean_line(f"{role}_name", party.name),
        address=clean_lines(f"{role}_address", party.address),
        contact=clean_line(f"{role}_contact", party.contact),
        ror_id=clean_line(f"{role}_ror_id", party.ror_id),
    )


def _cleaned_item(number: int, item: ScheduleItem) -> ScheduleItem:
    return replace(
        item,
        description=clean_line(f"items[{number}].description", item.description),
        identifiers=clean_line(f"items[{number}].identifiers", item.identifiers),
        quantity=clean_line(f"items[{number}].quantity", item.quantity),
    )


def _check_signatures(blocks: tuple[SignatureBlock, ...]) -> None:
    keys = [block.key for block in blocks]
    if len(set(keys)) != len(keys):
        raise InvalidInput("signatures", "Two signature blocks have the same key.")
    for block in blocks:
        if not BLOCK_KEY.fullmatch(block.key):
            raise InvalidInput("signatures", f"“{block.key}” is not a key of letters, digits and hyphens.")
        if block.rank < 1:
            raise InvalidInput("signatures", f"The rank of “{block.key}” is below 1.")
    if {block.party for block in blocks} != set(PartyRole):
        raise InvalidInput("signatures", "An agreement needs a signature block of each party.")
