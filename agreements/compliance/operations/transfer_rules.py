"""Enter versions of the rules of the borders; what is entered is never altered."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from agreements.compliance import queries
from agreements.compliance.errors import TransferRuleCode
from agreements.compliance.events import ComplianceEvent
from agreements.compliance.models import RuleKind, TransferRule
from agreements.compliance.reading import read_group, read_rule, shipped_definitions
from agreements.compliance.rules import HOUSE_RULES
from exchange.kernel import audit, outbox
from exchange.kernel.errors import InvalidInput, Refused
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.queries import require_anywhere

LONGEST_KEY = 60
LONGEST_REASON = 2_000
MOST_CHARACTERS = 20_000
KEYS = {
    RuleKind.RULE: re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
    RuleKind.GROUP: re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*"),
}


@transaction.atomic
def revise_transfer_rule(
    *,
    kind: RuleKind,
    key: str,
    definition: Any,
    based_on: int,
    reason: str,
    by: Person,
    now: datetime,
) -> TransferRule:
    """Enter the next version of a rule or of a group of countries, or the first of a new one.

    Args:
        definition: as in the file of those that are shipped; a list of countries for a group.
        based_on: the version that the person saw, 0 for a new key.

    Raises:
        NotAllowed: the person is no network steward.
        InvalidInput: the key, the definition or the reason is malformed; the error names the place.
        Refused: another version was entered meanwhile (CHANGED_MEANWHILE).
    """
    require_anywhere(by, Permission.MAINTAIN_RULES, on=now.date())
    revised = propose_transfer_rule(kind=kind, key=key, definition=definition)
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise InvalidInput("reason", f"Say why in at most {LONGEST_REASON} characters.")
    if revised.version != based_on + 1:
        raise _changed_meanwhile(key)
    revised.reason, revised.entered_by = reason.strip(), by
    try:
        with transaction.atomic():
            revised.save(force_insert=True)
    except IntegrityError as error:
        raise _changed_meanwhile(key) from error
    audit.record("compliance.revise_transfer_rule", revised, by=by, reason=revised.reason, version=revised.version)
    outbox.announce(ComplianceEvent.TRANSFER_RULE_REVISED, transfer_rule_id=str(revised.pk))
    return revised


def propose_transfer_rule(*, kind: RuleKind, key: str, definition: Any) -> TransferRule:
    """Return the next version of a rule or group as it would be entered; it is not stored.

    Raises:
        InvalidInput: the key or the definition is malformed; the error names the place.
    """
    _check_key(kind, key)
    _check_definition(kind, key, definition)
    return TransferRule(kind=kind, key=key, version=queries.latest_version(kind, key) + 1, definition=definition)


@transaction.atomic
def load_shipped_rules() -> int:
    """Enter what the shipped file says anew, and return how many versions that were.

    What a steward entered last stands. Run again, and by two processes at once, it enters nothing twice.
    """
    definitions = shipped_definitions()
    wanted = [
        (kind, key, definition)
        for kind, name in ((RuleKind.GROUP, "groups"), (RuleKind.RULE, "rules"))
        for key, definition in definitions[name].items()
    ]
    latest: Mapping[tuple[str, str], TransferRule] = {(row.kind, row.key): row for row in queries.latest_rules()}
    new = [
        TransferRule(kind=kind, key=key, version=known.version + 1 if known else 1, definition=definition)
        for kind, key, definition in wanted
        if (known := latest.get((kind.value, key))) is None
        or (known.entered_by_id is None and known.definition != definition)
    ]
    return len(TransferRule.objects.bulk_create(new, ignore_conflicts=True))


def _check_key(kind: RuleKind, key: str) -> None:
    if len(key) > LONGEST_KEY or not KEYS[kind].fullmatch(key):
        joined = "-" if kind is RuleKind.RULE else "_"
        raise InvalidInput("key", f"A key has at most {LONGEST_KEY} small letters and digits, joined by {joined}.")
    if key in HOUSE_RULES:
        raise InvalidInput("key", "This rule is part of the assessment itself.")


def _check_definition(kind: RuleKind, key: str, definition: Any) -> None:
    if len(str(definition)) > MOST_CHARACTERS:
        raise InvalidInput("definition", f"A definition has at most {MOST_CHARACTERS} characters.")
    try:
        if kind is RuleKind.GROUP:
            read_group(definition)
        else:
            read_rule(key, 1, definition, queries.group_names())
    except InvalidInput as error:
        raise InvalidInput("definition", f"{error.field}: {error.message}") from error


def _changed_meanwhile(key: str) -> Refused:
    return Refused(
        TransferRuleCode.CHANGED_MEANWHILE,
        f"Another version of {key} was entered meanwhile; look at it first.",
        field="based_on",
    )
