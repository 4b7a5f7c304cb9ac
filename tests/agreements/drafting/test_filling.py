"""Filling a form: what is missing is named, what is there is kept exactly."""

import json
from dataclasses import replace
from typing import Any

import pytest

from agreements.drafting.deal import FilledAgreement, PartyRole, SignatureBlock
from agreements.drafting.errors import InvalidCondition, MissingVariable, UnprintableText
from agreements.drafting.filling import fill, variables_of
from agreements.drafting.library import Clause, form_in_force
from agreements.drafting.rules import FormId, Overlay
from exchange.kernel.errors import InvalidInput
from tests.factories.deals import (
    DAY,
    DealFactory,
    PartyFactory,
    ScheduleItemFactory,
    SignatureBlockFactory,
    filled_agreement,
    signature_blocks,
)

HUMAN, LETTER = (form_in_force(form_id, on=DAY) for form_id in (FormId.HUMAN_MATERIAL, FormId.LETTER))
PERSIAN = "می\u200cرود"
ITEMS = (ScheduleItemFactory.build(description="Tissue", identifiers="T-1"),)


def text_of(filled: FilledAgreement, clause_id: str) -> str:
    return next(clause.text for clause in filled.clauses if clause.id == clause_id)


def test_variables_are_put_in_place() -> None:
    filled = filled_agreement(purpose="Why?", project_title="Early cancer")
    assert text_of(filled, "purpose").startswith(
        "The Recipient uses the Material for the project “Early cancer”, led by Dr Ada Example, principal investigator"
        " (the “Project”): Why?\n\nThe Project is research"
    )


@pytest.mark.parametrize("form_id", FormId)
def test_no_placeholder_is_left(form_id: FormId) -> None:
    for clause in filled_agreement(form_id).clauses:
        assert variables_of(clause) == ()


@pytest.mark.parametrize(
    ("missing", "changes"),
    [
        ("number", {"number": " "}),
        ("provider_name", {"provider": PartyFactory.build(name="")}),
        ("provider_address", {"provider": PartyFactory.build(address="\n \n")}),
        ("recipient_name", {"recipient": PartyFactory.build(name="\t")}),
        ("recipient_contact", {"recipient": PartyFactory.build(contact="")}),
        ("project_title", {"project_title": ""}),
        ("purpose", {"purpose": ""}),
        ("ethics_approval", {"ethics_approval": ""}),
        ("items", {"items": ()}),
        ("items[2].description", {"items": (*ITEMS, ScheduleItemFactory.build(description=""))}),
        ("items[1].quantity", {"items": (ScheduleItemFactory.build(quantity=""),)}),
    ],
)
def test_missing_variable_is_an_error_that_names_it(missing: str, changes: dict[str, Any]) -> None:
    with pytest.raises(MissingVariable) as caught:
        fill(HUMAN, DealFactory.build(**changes))
    assert caught.value.field == missing


def test_letter_needs_no_ethics_approval() -> None:
    assert "ethics" not in {clause.id for clause in fill(LETTER, DealFactory.build(ethics_approval="")).clauses}


def test_conditions_become_clauses_at_their_place_with_the_items_they_bind() -> None:
    items = (
        ScheduleItemFactory.build(conditions=("post:publish-results", "post:use-ends-after-months:24")),
        ScheduleItemFactory.build(conditions=("post:publish-results",)),
    )
    filled = filled_agreement(items=items)
    ids = [clause.id for clause in filled.clauses]
    place = ids.index("publishing")
    assert ids[place + 1 : place + 5] == ["condition-publish-results", "condition-use-ends", "data", "incidents"]
    assert text_of(filled, "condition-publish-results").startswith(
        "The Recipient makes the results obtained with all items of the schedule available"
    )
    assert text_of(filled, "condition-use-ends").startswith(
        "The Recipient uses item 1 of the schedule for 24 months from the day it receives them."
    )


def test_letter_carries_conditions_too() -> None:
    filled = filled_agreement(FormId.LETTER, items=(ScheduleItemFactory.build(conditions=("post:return-derived",)),))
    assert "condition-return-derived" in {clause.id for clause in filled.clauses}


def test_unknown_condition_stops_the_filling() -> None:
    with pytest.raises(InvalidCondition):
        filled_agreement(items=(ScheduleItemFactory.build(conditions=("post:something-new",)),))


def test_overlay_that_a_form_has_no_place_for_is_an_error() -> None:
    with pytest.raises(InvalidInput) as caught:
        fill(LETTER, DealFactory.build(overlays=(Overlay.CODED_DATA,)))
    assert caught.value.field == "overlays"


def test_braces_in_a_text_are_text() -> None:
    filled = filled_agreement(purpose="{provider_name} and {0} and {x.__class__}")
    assert "{provider_name} and {0} and {x.__class__}" in text_of(filled, "purpose")


def test_texts_are_cleaned() -> None:
    filled = filled_agreement(
        number=" A-1 ",
        recipient=PartyFactory.build(name="Universite\u0301  de\tLyon", address=" 1 rue \n\n Lyon ", contact="X"),
    )
    assert (filled.number, filled.recipient.name, filled.recipient.address) == (
        "A-1",
        "Université de Lyon",
        "1 rue\nLyon",
    )


@pytest.mark.parametrize(
    ("character", "code_point"),
    [
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\x00", "U+0000"),
        ("\ue000", "U+E000"),
        ("\u200b", "U+200B"),
        ("\ud800", "U+D800"),
    ],
)
def test_character_that_can_mislead_is_refused_and_named(character: str, code_point: str) -> None:
    with pytest.raises(UnprintableText) as caught:
        filled_agreement(recipient=PartyFactory.build(name=f"Good{character}Name"))
    assert caught.value.field == "recipient_name"
    assert caught.value.params == {"code_point": code_point}


def test_joiners_inside_names_stay() -> None:
    filled = filled_agreement(recipient=PartyFactory.build(name=PERSIAN))
    assert filled.recipient.name == PERSIAN


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (SignatureBlockFactory.build(),),
        (SignatureBlockFactory.build(), SignatureBlockFactory.build(party=PartyRole.RECIPIENT)),
        (SignatureBlockFactory.build(), SignatureBlockFactory.build(key="Recipient 1", party=PartyRole.RECIPIENT)),
        (
            SignatureBlockFactory.build(),
            SignatureBlockFactory.build(key="recipient", party=PartyRole.RECIPIENT, rank=0),
        ),
    ],
    ids=["none", "one party", "same key", "bad key", "rank 0"],
)
def test_signature_blocks_that_do_not_let_both_parties_sign_are_refused(blocks: tuple[SignatureBlock, ...]) -> None:
    with pytest.raises(InvalidInput) as caught:
        filled_agreement(signatures=blocks)
    assert caught.value.field == "signatures"


def test_same_deal_gives_the_same_digest() -> None:
    assert filled_agreement(items=ITEMS).digest == filled_agreement(items=ITEMS).digest


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "A-2"},
        {"purpose": "Another purpose."},
        {"items": (replace(ITEMS[0], quantity="2 aliquots"),)},
        {"signatures": signature_blocks(recipient_rank=1)},
        {"overlays": ()},
    ],
)
def test_any_change_of_the_deal_changes_the_digest(changes: dict[str, Any]) -> None:
    assert filled_agreement(**{"items": ITEMS, **changes}).digest != filled_agreement(items=ITEMS).digest


def test_filled_agreement_survives_a_json_column() -> None:
    filled = filled_agreement(items=(ScheduleItemFactory.build(conditions=("post:return-derived",)),))
    assert FilledAgreement.from_json(json.loads(json.dumps(filled.as_json()))) == filled


def test_changed_json_is_refused() -> None:
    content = json.loads(json.dumps(filled_agreement().as_json()))
    content["clauses"][0]["text"] += " And a fee."
    with pytest.raises(ValueError, match="does not have the digest it carries"):
        FilledAgreement.from_json(content)


def test_variables_of_a_clause_are_listed_once_in_order() -> None:
    assert variables_of(Clause("x", "X", "{b} {a} {b}")) == ("b", "a")
