"""The table, row by row: every row has a case that makes it hold."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agreements.drafting.library import Inclusion, form_in_force
from agreements.drafting.rules import (
    AccompanyingData,
    ClaimOnResults,
    FormFacts,
    FormId,
    KeyHolder,
    MaterialOrigin,
    Overlay,
    Period,
    Purpose,
    ThirdPartyTerms,
    choose_form,
    choose_forms,
    what_would_change,
)
from agreements.drafting.rules.table import ROWS, Effect
from exchange.parties.vocabulary import MaterialClass, Sector
from tests.agreements.drafting.facts import HUMAN_FACTS, LETTER_FACTS, codes, with_material
from tests.factories.deals import DAY

LICENSED_FACTS = with_material(LETTER_FACTS, third_party_terms=ThirdPartyTerms.UBMTA_WITH_LICENCES)
STOPS = [
    (with_material(LETTER_FACTS, third_party_terms=ThirdPartyTerms.OTHER), "third-party-terms"),
    (LICENSED_FACTS, "licences-unnamed"),
    (
        replace(with_material(LETTER_FACTS, third_party_terms=ThirdPartyTerms.UBMTA), commercial_partner=True),
        "licence-conflict",
    ),
    (
        with_material(LETTER_FACTS, third_party_terms=ThirdPartyTerms.INDUSTRY_REFUSED),
        "industry-refused-and-partner-unknown",
    ),
    (with_material(HUMAN_FACTS, origin=MaterialOrigin.HUMAN_IDENTIFIED), "identified-donors"),
    (
        with_material(HUMAN_FACTS, origin=MaterialOrigin.HUMAN_ANONYMOUS, accompanying_data=AccompanyingData.NONE),
        "human-samples-without-key",
    ),
    (with_material(HUMAN_FACTS, key_holder=KeyHolder.NOBODY), "coded-and-nobody-holds-the-key"),
    (with_material(HUMAN_FACTS, key_holder=KeyHolder.RECIPIENT), "recipient-holds-the-key"),
    (
        with_material(HUMAN_FACTS, origin=MaterialOrigin.NOT_HUMAN, accompanying_data=AccompanyingData.NONE),
        "human-samples-said-not-human",
    ),
    (replace(HUMAN_FACTS, recipient_sector=Sector.INDUSTRY), "human-material-for-business"),
    (replace(HUMAN_FACTS, claim_on_results=ClaimOnResults.LICENCE), "claim-on-results-with-human-material"),
    (with_material(LETTER_FACTS, accompanying_data=AccompanyingData.CODED), "data-of-uncoded-material"),
    (replace(HUMAN_FACTS, provider_sector=Sector.INDUSTRY), "provider-is-industry"),
    (replace(LETTER_FACTS, purpose=Purpose.CLINICAL), "clinical-use"),
    (replace(LETTER_FACTS, fee_for_service=True), "fee-for-service"),
    (with_material(LETTER_FACTS, material_class=None), "class-unstated"),
    (with_material(LETTER_FACTS, origin=None), "origin-unstated"),
    (with_material(LETTER_FACTS, accompanying_data=None), "data-unstated"),
    (replace(LETTER_FACTS, provider_sector=None), "provider-sector-unstated"),
    (replace(LETTER_FACTS, recipient_sector=None), "recipient-sector-unstated"),
    (replace(LETTER_FACTS, provider_country=None), "provider-country-unstated"),
    (replace(LETTER_FACTS, purpose=None), "purpose-unstated"),
    (with_material(LETTER_FACTS, third_party_terms=None), "third-party-terms-unstated"),
    (replace(LETTER_FACTS, confidential_information=None), "confidential-unstated"),
    (replace(LETTER_FACTS, fee_for_service=None), "fee-for-service-unstated"),
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


MODIFIED_FACTS = with_material(LETTER_FACTS, material_class=MaterialClass.ORGANISM, is_genetically_modified=True)
LISTED = Period(since=date(2010, 1, 1))
UBMTA_FACTS = replace(LETTER_FACTS, provider_ubmta=LISTED, recipient_ubmta=LISTED)
FORMS = [
    (replace(HUMAN_FACTS, provider_country="ZA"), FormId.SOUTH_AFRICAN, "south-african-human-material"),
    (replace(HUMAN_FACTS, network_terms=Period()), FormId.SCHEDULE, "covered-by-agreed-terms"),
    (replace(LETTER_FACTS, is_deposit=True), FormId.DEPOSIT, "deposit-in-a-repository"),
    (with_material(LETTER_FACTS, material_class=MaterialClass.EQUIPMENT), FormId.EQUIPMENT_USE, "use-in-place"),
    (with_material(LETTER_FACTS, material_class=MaterialClass.SOFTWARE), FormId.LICENCE, "software-is-licensed"),
    (
        with_material(LETTER_FACTS, material_class=MaterialClass.DATASET, third_party_terms=ThirdPartyTerms.OPEN),
        FormId.LICENCE,
        "open-data-are-licensed",
    ),
    (with_material(HUMAN_FACTS, material_class=MaterialClass.DATASET), FormId.DATA_USE, "personal-data-alone"),
    (with_material(LETTER_FACTS, material_class=MaterialClass.DATASET), FormId.DATA_USE, "controlled-data"),
    (replace(LETTER_FACTS, purpose=Purpose.COMMERCIAL), FormId.LICENCE, "commercial-use"),
    (replace(LETTER_FACTS, recipient_sector=Sector.INDUSTRY), FormId.COLLABORATION, "recipient-is-industry"),
    (replace(LETTER_FACTS, commercial_partner=True), FormId.COLLABORATION, "commercial-partner"),
    (replace(LETTER_FACTS, claim_on_results=ClaimOnResults.OWNERSHIP), FormId.COLLABORATION, "claim-on-results"),
    (with_material(LETTER_FACTS, third_party_terms=ThirdPartyTerms.OPEN), FormId.OPEN_LETTER, "open-terms"),
    (
        with_material(LETTER_FACTS, third_party_terms=ThirdPartyTerms.UBMTA),
        FormId.UBMTA_LETTER,
        "depositor-asks-for-the-ubmta",
    ),
    (
        with_material(HUMAN_FACTS, accompanying_data=AccompanyingData.IDENTIFIABLE),
        FormId.MATERIAL_AND_DATA,
        "coded-human-material-with-identifiable-data",
    ),
    (HUMAN_FACTS, FormId.HUMAN_MATERIAL, "coded-human-material"),
    (replace(LETTER_FACTS, confidential_information=True), FormId.MATERIAL_TRANSFER, "confidential-information"),
    (
        MODIFIED_FACTS,
        FormId.MATERIAL_TRANSFER,
        "genetically-modified-organism",
    ),
    (with_material(LETTER_FACTS, material_class=MaterialClass.COMPOUND), FormId.MATERIAL_TRANSFER, "compound"),
    (UBMTA_FACTS, FormId.UBMTA_LETTER, "both-signed-ubmta"),
    (with_material(LETTER_FACTS, is_proprietary=True), FormId.MATERIAL_TRANSFER, "proprietary-material"),
    (LETTER_FACTS, FormId.LETTER, "research-material-between-nonprofits"),
]


@pytest.mark.parametrize(("facts", "form", "code"), FORMS, ids=[code for _, _, code in FORMS])
def test_situation_takes_its_form_and_names_the_row(facts: FormFacts, form: FormId, code: str) -> None:
    choice = choose_form(facts, on=DAY)
    assert (choice.form, choice.reasons[0].code) == (form, code)


def test_every_row_with_a_form_has_a_case_above() -> None:
    assert [code for _, _, code in FORMS] == [row.code for row in ROWS if row.effect is Effect.FORM]


ADDITIONS = [
    (replace(HUMAN_FACTS, provider_country="NG"), Overlay.NIGERIAN_APPROVAL, "nigerian-human-material"),
    (
        with_material(LICENSED_FACTS, licences=("Cre-lox",)),
        Overlay.THIRD_PARTY_LICENCES,
        "third-party-licences",
    ),
    (
        with_material(LETTER_FACTS, third_party_terms=ThirdPartyTerms.UBMTA),
        Overlay.UBMTA_BETWEEN_TWO,
        "ubmta-between-two",
    ),
    (HUMAN_FACTS, Overlay.CODED_DATA, "coded-data-with-material"),
    (replace(LETTER_FACTS, confidential_information=True), Overlay.CONFIDENTIAL, "confidential-information-clauses"),
    (MODIFIED_FACTS, Overlay.MODIFIED_ORGANISM, "modified-organism-clauses"),
    (with_material(LETTER_FACTS, material_class=MaterialClass.COMPOUND), Overlay.CHEMICAL, "chemical-clauses"),
]


@pytest.mark.parametrize(("facts", "overlay", "code"), ADDITIONS, ids=[code for _, _, code in ADDITIONS])
def test_fact_adds_its_clauses(facts: FormFacts, overlay: Overlay, code: str) -> None:
    choice = choose_form(facts, on=DAY)
    assert overlay in choice.overlays
    assert code in codes(choice.reasons)


def test_every_overlay_has_a_case_above() -> None:
    assert [(overlay, code) for _, overlay, code in ADDITIONS] == [
        (row.overlay, row.code) for row in ROWS if row.effect is Effect.OVERLAY
    ]


@pytest.mark.parametrize("facts", [facts for facts, _, _ in (*FORMS, *ADDITIONS)])
def test_form_has_a_place_for_what_the_table_adds_to_it(facts: FormFacts) -> None:
    choice = choose_form(facts, on=DAY)
    assert choice.form is not None
    assert not choice.overlays or Inclusion("overlays") in form_in_force(choice.form, on=DAY).parts


WARNED = [
    (replace(LETTER_FACTS, fee_for_service=True), "fee-for-service-trap"),
    (with_material(LETTER_FACTS, third_party_terms=ThirdPartyTerms.UBMTA), "licence-conflict-possible"),
    (with_material(LICENSED_FACTS, licences=("Cre-lox",)), "licences-before-release"),
    (with_material(HUMAN_FACTS, third_party_terms=ThirdPartyTerms.OPEN), "open-terms-end-at-consent"),
    (with_material(HUMAN_FACTS, material_class=MaterialClass.DATASET), "key-holder-unstated"),
    (with_material(LETTER_FACTS, is_proprietary=None), "proprietary-unstated"),
    (replace(LETTER_FACTS, claim_on_results=ClaimOnResults.OWNERSHIP), "reach-through"),
    (replace(LETTER_FACTS, recipient_country="CH"), "crosses-a-border"),
    (replace(LETTER_FACTS, recipient_country=None), "recipient-country-unstated"),
]


@pytest.mark.parametrize(("facts", "code"), WARNED, ids=[code for _, code in WARNED])
def test_fact_is_warned_of(facts: FormFacts, code: str) -> None:
    assert code in codes(choose_form(facts, on=DAY).warnings)


def test_every_warning_has_a_case_above() -> None:
    assert [code for _, code in WARNED] == [row.code for row in ROWS if row.effect is Effect.WARN]


@pytest.mark.parametrize(("facts", "_form", "_code"), FORMS, ids=[code for _, _, code in FORMS])
def test_change_that_is_named_has_that_effect(facts: FormFacts, _form: FormId, _code: str) -> None:
    for change in what_would_change(facts, on=DAY):
        place, _, name = change.fact.rpartition(".")
        if name.endswith(("_ubmta", "_agreement", "_terms")) and not place:
            continue
        stated: dict[str, Any] = {name: change.value}
        changed = with_material(facts, **stated) if place else replace(facts, **stated)
        found = tuple(choice.form for choice in choose_forms(changed, on=DAY) if choice.form)
        assert found == change.forms
