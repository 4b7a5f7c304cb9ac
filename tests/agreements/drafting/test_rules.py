"""The choice of the form, row by row."""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from agreements.drafting.rules import (
    AccompanyingData,
    FormFacts,
    FormId,
    MaterialFacts,
    MaterialOrigin,
    Overlay,
    Reason,
    choose_form,
)
from agreements.drafting.rules.table import ROWS, TABLE_VERSION, Effect, Row
from exchange.parties.vocabulary import MaterialClass, Sector
from tests.factories.deals import DAY, FormFactsFactory, MaterialFactsFactory

LINE = MaterialFactsFactory.build(label="line")
SAMPLES = MaterialFactsFactory.build(label="samples", coded_samples=True)
LETTER_FACTS = FormFactsFactory.build(materials=(LINE,))
HUMAN_FACTS = FormFactsFactory.build(materials=(SAMPLES,))


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


def with_material(facts: FormFacts, **changes: Any) -> FormFacts:
    return replace(facts, materials=tuple(replace(material, **changes) for material in facts.materials))


@pytest.mark.parametrize("material_class", [MaterialClass.CELL_LINE, MaterialClass.PLASMID])
@pytest.mark.parametrize("origin", [MaterialOrigin.NOT_HUMAN, MaterialOrigin.HUMAN_ANONYMOUS])
@pytest.mark.parametrize("sector", [sector for sector in Sector if sector is not Sector.INDUSTRY])
def test_untraceable_line_between_nonprofits_takes_the_letter(
    material_class: MaterialClass, origin: MaterialOrigin, sector: Sector
) -> None:
    facts = with_material(LETTER_FACTS, material_class=material_class, origin=origin)
    choice = choose_form(replace(facts, provider_sector=sector), on=DAY)
    assert choice.form is FormId.LETTER
    assert choice.overlays == ()
    assert codes(choice.reasons) == ["research-material-between-nonprofits"]
    assert choice.warnings == ()
    assert choice.table == TABLE_VERSION


@pytest.mark.parametrize("material_class", MaterialClass)
def test_coded_human_material_takes_the_human_form_whatever_its_class(material_class: MaterialClass) -> None:
    choice = choose_form(with_material(HUMAN_FACTS, material_class=material_class), on=DAY)
    assert choice.form is FormId.HUMAN_MATERIAL
    assert choice.overlays == (Overlay.CODED_DATA,)
    assert codes(choice.reasons) == ["coded-human-material", "coded-data-with-material"]


def test_human_material_without_data_takes_no_overlay() -> None:
    choice = choose_form(with_material(HUMAN_FACTS, accompanying_data=AccompanyingData.NONE), on=DAY)
    assert (choice.form, choice.overlays) == (FormId.HUMAN_MATERIAL, ())


STOPS = [
    (with_material(LETTER_FACTS, open_terms=True), "open-terms"),
    (replace(HUMAN_FACTS, provider_country="ZA"), "south-african-human-material"),
    (replace(HUMAN_FACTS, provider_country="NG"), "nigerian-human-material"),
    (with_material(LETTER_FACTS, third_party_terms=True), "third-party-terms"),
    (replace(LETTER_FACTS, confidential_information=True), "confidential-information"),
    (with_material(HUMAN_FACTS, origin=MaterialOrigin.HUMAN_IDENTIFIED), "identified-donors"),
    (
        with_material(HUMAN_FACTS, origin=MaterialOrigin.HUMAN_ANONYMOUS, accompanying_data=AccompanyingData.NONE),
        "human-samples-without-key",
    ),
    (
        with_material(HUMAN_FACTS, origin=MaterialOrigin.NOT_HUMAN, accompanying_data=AccompanyingData.NONE),
        "human-samples-said-not-human",
    ),
    (with_material(HUMAN_FACTS, accompanying_data=AccompanyingData.IDENTIFIABLE), "identifiable-data"),
    (with_material(LETTER_FACTS, accompanying_data=AccompanyingData.CODED), "data-of-uncoded-material"),
    (replace(HUMAN_FACTS, provider_sector=Sector.INDUSTRY), "provider-is-industry"),
    (replace(LETTER_FACTS, recipient_sector=Sector.INDUSTRY), "recipient-is-industry"),
    (replace(LETTER_FACTS, commercial_use=True), "commercial-use"),
    (replace(LETTER_FACTS, fee_for_service=True), "fee-for-service"),
    (with_material(LETTER_FACTS, material_class=None), "class-unstated"),
    (with_material(LETTER_FACTS, origin=None), "origin-unstated"),
    (with_material(LETTER_FACTS, accompanying_data=None), "data-unstated"),
    (replace(LETTER_FACTS, provider_sector=None), "provider-sector-unstated"),
    (replace(LETTER_FACTS, recipient_sector=None), "recipient-sector-unstated"),
    (replace(LETTER_FACTS, provider_country=None), "provider-country-unstated"),
    (replace(LETTER_FACTS, commercial_use=None), "commercial-use-unstated"),
    (with_material(LETTER_FACTS, third_party_terms=None), "third-party-terms-unstated"),
    (replace(LETTER_FACTS, confidential_information=None), "confidential-unstated"),
    (replace(LETTER_FACTS, fee_for_service=None), "fee-for-service-unstated"),
    (with_material(LETTER_FACTS, open_terms=None), "open-terms-unstated"),
]


@pytest.mark.parametrize(("facts", "code"), STOPS, ids=[code for _, code in STOPS])
def test_stopping_fact_leaves_the_decision_to_a_person_and_is_named(facts: FormFacts, code: str) -> None:
    choice = choose_form(facts, on=DAY)
    assert choice.person_decides
    assert choice.form is None
    assert choice.overlays == ()
    assert codes(choice.reasons) == [code]


def test_every_stopping_row_has_a_case_above() -> None:
    assert {code for _, code in STOPS} == {row.code for row in ROWS if row.effect is Effect.STOP}


def test_south_african_line_that_is_not_human_takes_the_letter() -> None:
    assert choose_form(replace(LETTER_FACTS, provider_country="ZA"), on=DAY).form is FormId.LETTER


def test_every_stopping_fact_is_reported_in_order_of_precedence() -> None:
    facts = replace(
        with_material(LETTER_FACTS, third_party_terms=True), provider_sector=Sector.INDUSTRY, commercial_use=None
    )
    choice = choose_form(facts, on=DAY)
    assert codes(choice.reasons) == ["third-party-terms", "provider-is-industry", "commercial-use-unstated"]


def test_part_without_material_leaves_the_decision_to_a_person() -> None:
    choice = choose_form(replace(LETTER_FACTS, materials=()), on=DAY)
    assert (choice.form, codes(choice.reasons)) == (None, ["no-material"])


def test_nothing_stated_leaves_the_decision_to_a_person() -> None:
    nothing = MaterialFacts(
        label="x", material_class=None, origin=None, accompanying_data=None, third_party_terms=None, open_terms=None
    )
    facts = FormFacts(
        provider_sector=None,
        recipient_sector=None,
        provider_country=None,
        recipient_country=None,
        materials=(nothing,),
        commercial_use=None,
        confidential_information=None,
        fee_for_service=None,
    )
    choice = choose_form(facts, on=DAY)
    assert choice.form is None
    assert codes(choice.reasons) == [
        row.code for row in ROWS if row.code.endswith("-unstated") and row.effect is Effect.STOP
    ]


def test_mixed_part_takes_the_stricter_form_for_all_and_warns() -> None:
    choice = choose_form(replace(LETTER_FACTS, materials=(LINE, SAMPLES)), on=DAY)
    assert choice.form is FormId.HUMAN_MATERIAL
    assert codes(choice.warnings) == ["mixed-material"]
    assert [(reason.code, reason.about) for reason in choice.reasons] == [
        ("coded-human-material", ("samples",)),
        ("research-material-between-nonprofits", ("line",)),
        ("coded-data-with-material", ("samples",)),
    ]


def test_stop_of_one_material_names_it_and_stops_the_part() -> None:
    bound = replace(LINE, label="bound", third_party_terms=True)
    choice = choose_form(replace(LETTER_FACTS, materials=(LINE, bound)), on=DAY)
    assert [(reason.code, reason.about) for reason in choice.reasons] == [("third-party-terms", ("bound",))]


def test_border_and_ubmta_are_warnings_that_do_not_change_the_form() -> None:
    choice = choose_form(replace(LETTER_FACTS, recipient_country="CH", both_signed_ubmta=True), on=DAY)
    assert choice.form is FormId.LETTER
    assert codes(choice.warnings) == ["both-signed-ubmta", "crosses-a-border"]


def test_unstated_recipient_country_is_a_warning() -> None:
    choice = choose_form(replace(LETTER_FACTS, recipient_country=None), on=DAY)
    assert (choice.form, codes(choice.warnings)) == (FormId.LETTER, ["recipient-country-unstated"])


def test_no_combination_of_facts_is_silent() -> None:
    """Whatever is stated or not: there is a form that only its own rows allow, or a reason why a person decides."""
    materials = [
        replace(LINE, material_class=material_class, origin=origin, accompanying_data=data)
        for material_class, origin, data in product(
            [None, *MaterialClass], [None, *MaterialOrigin], [None, *AccompanyingData]
        )
    ]
    sectors = [None, Sector.ACADEMIC, Sector.INDUSTRY]
    for material, provider, recipient, commercial in product(materials, sectors, sectors, [None, True, False]):
        facts = replace(
            LETTER_FACTS,
            materials=(material,),
            provider_sector=provider,
            recipient_sector=recipient,
            commercial_use=commercial,
        )
        choice = choose_form(facts, on=DAY)
        assert choice.reasons
        stated = None not in (material.material_class, material.origin, material.accompanying_data, commercial)
        if choice.form is not None:
            assert stated
            assert (provider, recipient, commercial) == (Sector.ACADEMIC, Sector.ACADEMIC, False)
            assert (choice.form is FormId.HUMAN_MATERIAL) is (material.origin is MaterialOrigin.HUMAN_CODED)


def test_fact_that_no_row_covers_is_named() -> None:
    rows = [row for row in ROWS if row.effect is not Effect.FORM]
    assert codes(choose_form(LETTER_FACTS, on=DAY, rows=rows).reasons) == ["not-covered"]


def dated(row: Row, since_on: date, until_on: date | None = None) -> Row:
    return replace(row, since_on=since_on, until_on=until_on)


def test_row_applies_from_its_first_day_until_the_day_before_its_end() -> None:
    letter = next(row for row in ROWS if row.form is FormId.LETTER)
    rows = [dated(letter, date(2026, 3, 1), date(2026, 4, 1))]
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [choose_form(LETTER_FACTS, on=day, rows=rows).form for day in days] == [
        None,
        FormId.LETTER,
        FormId.LETTER,
        None,
    ]


def test_rows_have_stable_codes_sentences_and_citations() -> None:
    assert len({row.code for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row.code == row.code.lower().replace(" ", "-")
        assert row.sentence.endswith(".")
        assert row.citation
        assert row.when
        assert (row.form is not None) is (row.effect is Effect.FORM)
        assert (row.overlay is not None) is (row.effect is Effect.OVERLAY)
