"""Choose the agreement form of one part of an access request. Plain Python."""

from collections.abc import Iterable, Mapping
from datetime import date

from agreements.drafting.rules.facts import FormChoice, FormFacts, MaterialFacts, MaterialOrigin, Reason
from agreements.drafting.rules.table import ROWS, TABLE_VERSION, Effect, Fact, Row, Standing, Value
from exchange.parties.vocabulary import Sector

NO_MATERIAL = Reason(
    code="no-material",
    sentence="No material is listed; data alone or the use of a service need an agreement of another kind.",
    citation="FDP Data Transfer and Use Agreement: expressly not for material, as these forms are not for data alone",
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
    """Choose the form for a part on a day, and say why.

    Every row is read for every material. One stopping row is enough for a person to decide, and then
    all stopping rows are reported. Among forms the earlier row goes first, and covers the whole part.

    Returns:
        a choice that has a form, or has none and then at least one reason that names the fact.
    """
    if not facts.materials:
        return FormChoice(None, (), (NO_MATERIAL,), (), TABLE_VERSION)
    known = [(material.label, features(facts, material)) for material in facts.materials]
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
    forms = list(dict.fromkeys(row.form for row, _ in held if row.form))
    if len(forms) > 1:
        warnings += (MIXED_MATERIAL,)
    overlays = tuple(row.overlay for row, _ in held if row.overlay)
    return FormChoice(forms[0], overlays, reasons(Effect.FORM) + reasons(Effect.OVERLAY), warnings, TABLE_VERSION)


def features(facts: FormFacts, material: MaterialFacts) -> Mapping[Fact, Value]:
    """Return what the table's rows may ask about one material of a part."""
    countries = (facts.provider_country, facts.recipient_country)
    return {
        Fact.PROVIDER_COUNTRY: facts.provider_country,
        Fact.PROVIDER_STANDING: _standing(facts.provider_sector),
        Fact.RECIPIENT_STANDING: _standing(facts.recipient_sector),
        Fact.MATERIAL_CLASS: material.material_class,
        Fact.ORIGIN: material.origin,
        Fact.HUMAN: None if material.origin is None else material.origin is not MaterialOrigin.NOT_HUMAN,
        Fact.DATA: material.accompanying_data,
        Fact.THIRD_PARTY_TERMS: material.third_party_terms,
        Fact.OPEN_TERMS: material.open_terms,
        Fact.COMMERCIAL_USE: facts.commercial_use,
        Fact.CONFIDENTIAL: facts.confidential_information,
        Fact.FEE_FOR_SERVICE: facts.fee_for_service,
        Fact.SIGNED_UBMTA: facts.both_signed_ubmta,
        Fact.CROSSES_BORDER: None if None in countries else countries[0] != countries[1],
    }


def _standing(sector: Sector | None) -> Standing | None:
    if sector is None:
        return None
    return Standing.INDUSTRY if sector is Sector.INDUSTRY else Standing.NONPROFIT


def _reason(row: Row, labels: tuple[str, ...], material_count: int) -> Reason:
    return _about(Reason(row.code, row.sentence, row.citation), labels, material_count)


def _about(reason: Reason, labels: tuple[str, ...], material_count: int) -> Reason:
    """Name the materials unless the reason concerns them all."""
    return reason if len(labels) == material_count else Reason(reason.code, reason.sentence, reason.citation, labels)
