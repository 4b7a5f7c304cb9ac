"""Choose the agreement form of one part of an access request. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from agreements.drafting.rules.facts import (
    ClaimOnResults,
    FormChoice,
    FormFacts,
    FormId,
    MaterialFacts,
    MaterialOrigin,
    Purpose,
    Reason,
)
from agreements.drafting.rules.table import ROWS, TABLE_VERSION, Effect, Fact, Row, Standing, Value
from exchange.parties.vocabulary import Sector

NO_MATERIAL = Reason(
    code="no-material",
    sentence="Nothing is listed that an agreement could cover.",
    citation="House rule: what nobody stated, a person decides",
)
ONLY_INFORMATION = Reason(
    code="only-confidential-information",
    sentence="Nothing but confidential information moves, before anything else is agreed.",
    citation="AUTM, template for confidential disclosure",
)
NOT_COVERED = Reason(
    code="not-covered",
    sentence="No row of the table covers this combination of facts.",
    citation="House rule: what no row covers, a person decides",
)
MIXED_MATERIAL = Reason(
    code="mixed-material",
    sentence="Some of the material is not coded human material; the stricter form covers all of it.",
    citation="House rule: human origin goes before the general form",
)


def choose_form(facts: FormFacts, *, on: date, rows: Iterable[Row] = ROWS) -> FormChoice:
    """Choose the one form for a part on a day, and say why.

    Every row is read for every material. One stopping row is enough for a person to decide, and then
    all stopping rows are reported. Among forms the earlier row goes first, and covers the whole part.

    Returns:
        a choice that has a form, or has none and then at least one reason that names the fact.
    """
    if not facts.materials:
        return _without_material(facts)
    known = [(material.label, features(facts, material, on=on)) for material in facts.materials]
    held = [(row, tuple(label for label, values in known if row.holds(values))) for row in rows if row.applies_on(on)]
    held = [(row, labels) for row, labels in held if labels]

    def reasons(effect: Effect) -> tuple[Reason, ...]:
        return tuple(_reason(row, labels, len(known)) for row, labels in held if row.effect is effect)

    decided = {label for row, labels in held if row.effect in (Effect.STOP, Effect.FORM) for label in labels}
    uncovered = tuple(label for label, _ in known if label not in decided)
    stops, warnings = reasons(Effect.STOP), reasons(Effect.WARN)
    if uncovered:
        stops += (_about(NOT_COVERED, uncovered, len(known)),)
    if stops:
        return FormChoice(None, (), stops, warnings, TABLE_VERSION)
    first = {label: row for row, labels in reversed(held) if row.effect is Effect.FORM for label in labels}
    chosen = [(row, tuple(label for label, _ in known if first[label] is row)) for row, _ in held]
    forms = list(dict.fromkeys(row.form for row, labels in chosen if labels and row.form))
    if len(forms) > 1:
        warnings += (MIXED_MATERIAL,)
    why = tuple(_reason(row, labels, len(known)) for row, labels in chosen if labels)
    overlays = tuple(row.overlay for row, _ in held if row.overlay)
    return FormChoice(forms[0], overlays, why + reasons(Effect.OVERLAY), warnings, TABLE_VERSION)


def choose_forms(facts: FormFacts, *, on: date) -> tuple[FormChoice, ...]:
    """Choose a form for each material and return one choice for each distinct form, as agreements are drafted."""
    groups: dict[FormId | None, list[MaterialFacts]] = {}
    for material in facts.materials:
        form = choose_form(replace(facts, materials=(material,)), on=on).form
        groups.setdefault(form, []).append(material)
    if not groups:
        return (choose_form(facts, on=on),)
    return tuple(choose_form(replace(facts, materials=tuple(group)), on=on) for group in groups.values())


def features(facts: FormFacts, material: MaterialFacts, *, on: date) -> Mapping[Fact, Value]:
    """Return what the table's rows may ask about one material of a part on a day."""
    countries = (facts.provider_country, facts.recipient_country)
    return {
        Fact.PROVIDER_COUNTRY: facts.provider_country,
        Fact.PROVIDER_STANDING: _standing(facts.provider_sector),
        Fact.RECIPIENT_STANDING: _standing(facts.recipient_sector),
        Fact.MATERIAL_CLASS: material.material_class,
        Fact.ORIGIN: material.origin,
        Fact.HUMAN: None if material.origin is None else material.origin is not MaterialOrigin.NOT_HUMAN,
        Fact.KEY_HOLDER: material.key_holder,
        Fact.DATA: material.accompanying_data,
        Fact.TERMS: material.third_party_terms,
        Fact.NAMES_LICENCES: bool(material.licences),
        Fact.PROPRIETARY: material.is_proprietary,
        Fact.MODIFIED: material.is_genetically_modified,
        Fact.PURPOSE: facts.purpose,
        Fact.FEE_FOR_SERVICE: facts.fee_for_service,
        Fact.PARTNER: facts.commercial_partner,
        Fact.COMMERCIAL: _is_commercial(facts),
        Fact.CONFIDENTIAL: facts.confidential_information,
        Fact.CLAIM: facts.claim_on_results or ClaimOnResults.NONE,
        Fact.DEPOSIT: bool(facts.is_deposit),
        Fact.SIGNED_UBMTA: _both_signed_ubmta(facts, on),
        Fact.COVERED: _is_covered(facts, material, on),
        Fact.CROSSES_BORDER: None if None in countries else countries[0] != countries[1],
    }


def _standing(sector: Sector | None) -> Standing | None:
    if sector is None:
        return None
    return Standing.INDUSTRY if sector is Sector.INDUSTRY else Standing.NONPROFIT


def _is_commercial(facts: FormFacts) -> bool | None:
    """Say whether business is in it in any way; one yes is enough, and only four noes are a no."""
    purpose = None if facts.purpose is None else facts.purpose is Purpose.COMMERCIAL
    industry = None if facts.recipient_sector is None else facts.recipient_sector is Sector.INDUSTRY
    signs = (purpose, industry, facts.commercial_partner, facts.fee_for_service)
    if True in signs:
        return True
    return None if None in signs else False


def _both_signed_ubmta(facts: FormFacts, on: date) -> bool:
    return all(period is not None and period.holds_on(on) for period in (facts.provider_ubmta, facts.recipient_ubmta))


def _is_covered(facts: FormFacts, material: MaterialFacts, on: date) -> bool:
    master, network = facts.master_agreement, facts.network_terms
    is_under_master = master and master.holds_on(on) and material.material_class in master.material_classes
    return bool(is_under_master or (network and network.holds_on(on)))


def _without_material(facts: FormFacts) -> FormChoice:
    if facts.confidential_information:
        return FormChoice(FormId.CONFIDENTIALITY, (), (ONLY_INFORMATION,), (), TABLE_VERSION)
    return FormChoice(None, (), (NO_MATERIAL,), (), TABLE_VERSION)


def _reason(row: Row, labels: tuple[str, ...], material_count: int) -> Reason:
    return _about(Reason(row.code, row.sentence, row.citation), labels, material_count)


def _about(reason: Reason, labels: tuple[str, ...], material_count: int) -> Reason:
    """Name the materials unless the reason concerns them all."""
    return reason if len(labels) == material_count else Reason(reason.code, reason.sentence, reason.citation, labels)
