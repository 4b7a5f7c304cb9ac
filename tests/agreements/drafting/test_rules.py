"""The choice of the form."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from agreements.drafting.rules import (
    AccompanyingData,
    FormFacts,
    FormId,
    MasterAgreement,
    MaterialFacts,
    MaterialOrigin,
    Overlay,
    Period,
    Purpose,
    ThirdPartyTerms,
    choose_form,
    choose_forms,
    what_would_change,
)
from agreements.drafting.rules.table import ROWS, TABLE_VERSION, Effect, Row
from agreements.drafting.rules.table.row import MATERIAL
from exchange.parties.vocabulary import MaterialClass, Sector
from tests.agreements.drafting.facts import (
    CODED_CLASSES,
    HUMAN_FACTS,
    LETTER_FACTS,
    LINE,
    SAMPLES,
    codes,
    with_material,
)
from tests.factories.deals import DAY


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


@pytest.mark.parametrize("material_class", CODED_CLASSES)
def test_coded_human_material_takes_the_human_form_whatever_its_class(material_class: MaterialClass) -> None:
    choice = choose_form(with_material(HUMAN_FACTS, material_class=material_class), on=DAY)
    assert choice.form is FormId.HUMAN_MATERIAL
    assert choice.overlays == (Overlay.CODED_DATA,)
    assert codes(choice.reasons) == ["coded-human-material", "coded-data-with-material"]


def test_human_material_without_data_takes_no_overlay() -> None:
    choice = choose_form(with_material(HUMAN_FACTS, accompanying_data=AccompanyingData.NONE), on=DAY)
    assert (choice.form, choice.overlays) == (FormId.HUMAN_MATERIAL, ())


@pytest.mark.parametrize("left_on", [date(2026, 11, 20), date(2026, 11, 21)])
def test_list_of_the_ubmta_counts_on_the_day(left_on: date) -> None:
    facts = replace(
        LETTER_FACTS, provider_ubmta=Period(), recipient_ubmta=Period(since=date(2010, 1, 1), until=left_on)
    )
    assert choose_form(facts, on=DAY).form is (FormId.UBMTA_LETTER if left_on > DAY else FormId.LETTER)


@pytest.mark.parametrize(
    ("master", "form"),
    [
        (MasterAgreement(material_classes=(MaterialClass.CELL_LINE,)), FormId.SCHEDULE),
        (MasterAgreement(material_classes=(MaterialClass.PLASMID,)), FormId.LETTER),
        (MasterAgreement(material_classes=(MaterialClass.CELL_LINE,), until=DAY), FormId.LETTER),
        (MasterAgreement(material_classes=(MaterialClass.CELL_LINE,), since=date(2026, 11, 21)), FormId.LETTER),
    ],
)
def test_master_agreement_covers_its_classes_while_it_is_in_force(master: MasterAgreement, form: FormId) -> None:
    assert choose_form(replace(LETTER_FACTS, master_agreement=master), on=DAY).form is form


def test_company_under_a_master_agreement_needs_no_paper_of_its_own() -> None:
    master = MasterAgreement(material_classes=(MaterialClass.CELL_LINE,))
    facts = replace(LETTER_FACTS, provider_sector=Sector.INDUSTRY, master_agreement=master)
    assert choose_form(facts, on=DAY).form is FormId.SCHEDULE


def test_confidential_information_alone_takes_its_own_agreement() -> None:
    choice = choose_form(replace(LETTER_FACTS, materials=(), confidential_information=True), on=DAY)
    assert (choice.form, codes(choice.reasons)) == (FormId.CONFIDENTIALITY, ["only-confidential-information"])


def test_each_form_gets_a_choice_of_its_own() -> None:
    bound = replace(LINE, label="bound", third_party_terms=ThirdPartyTerms.OTHER)
    choices = choose_forms(replace(LETTER_FACTS, materials=(LINE, SAMPLES, bound, replace(LINE, label="2"))), on=DAY)
    assert [choice.form for choice in choices] == [FormId.LETTER, FormId.HUMAN_MATERIAL, None]
    assert [reason.about for choice in choices for reason in choice.reasons] == [()] * 4


def test_single_facts_that_change_the_forms_are_named() -> None:
    changes = {(change.fact, change.value): change.forms for change in what_would_change(LETTER_FACTS, on=DAY)}
    assert changes["recipient_sector", Sector.INDUSTRY] == (FormId.COLLABORATION,)
    assert changes["materials[0].origin", MaterialOrigin.HUMAN_CODED] == (FormId.HUMAN_MATERIAL,)
    assert changes["materials[0].third_party_terms", ThirdPartyTerms.OTHER] == ()
    assert ("recipient_sector", Sector.HOSPITAL) not in changes


def test_south_african_line_that_is_not_human_takes_the_letter() -> None:
    assert choose_form(replace(LETTER_FACTS, provider_country="ZA"), on=DAY).form is FormId.LETTER


def test_every_stopping_fact_is_reported_in_order_of_precedence() -> None:
    facts = replace(
        with_material(LETTER_FACTS, third_party_terms=ThirdPartyTerms.OTHER),
        provider_sector=Sector.INDUSTRY,
        purpose=None,
    )
    choice = choose_form(facts, on=DAY)
    assert codes(choice.reasons) == ["third-party-terms", "provider-is-industry", "purpose-unstated"]


def test_part_without_material_leaves_the_decision_to_a_person() -> None:
    choice = choose_form(replace(LETTER_FACTS, materials=()), on=DAY)
    assert (choice.form, codes(choice.reasons)) == (None, ["no-material"])


def test_nothing_stated_leaves_the_decision_to_a_person() -> None:
    facts = FormFacts(materials=(MaterialFacts(label="x"),))
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
    bound = replace(LINE, label="bound", third_party_terms=ThirdPartyTerms.OTHER)
    choice = choose_form(replace(LETTER_FACTS, materials=(LINE, bound)), on=DAY)
    assert [(reason.code, reason.about) for reason in choice.reasons] == [("third-party-terms", ("bound",))]


def test_no_combination_of_facts_is_silent() -> None:
    """Whatever is stated or not: there is a form that only its own rows allow, or a reason why a person decides."""
    materials = [
        replace(LINE, material_class=material_class, origin=origin, accompanying_data=data)
        for material_class, origin, data in product(
            [None, *MaterialClass], [None, *MaterialOrigin], [None, *AccompanyingData]
        )
    ]
    sectors = [None, Sector.ACADEMIC, Sector.INDUSTRY]
    purposes = [None, Purpose.RESEARCH, Purpose.COMMERCIAL]
    for material, provider, recipient, purpose in product(materials, sectors, sectors, purposes):
        facts = replace(
            LETTER_FACTS, materials=(material,), provider_sector=provider, recipient_sector=recipient, purpose=purpose
        )
        choice = choose_form(facts, on=DAY)
        assert choice.reasons
        if choice.form is None:
            continue
        assert None not in (material.material_class, provider, recipient, purpose)
        assert provider is Sector.ACADEMIC
        if material.origin is MaterialOrigin.HUMAN_CODED and material.material_class in MATERIAL:
            assert (recipient, purpose) == (Sector.ACADEMIC, Purpose.RESEARCH)
            assert choice.form in (FormId.HUMAN_MATERIAL, FormId.MATERIAL_AND_DATA)


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
