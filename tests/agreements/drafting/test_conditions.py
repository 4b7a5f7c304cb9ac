"""Consent conditions as clauses."""

import pytest

from agreements.drafting.conditions import condition_clauses, written_items
from agreements.drafting.errors import InvalidCondition
from agreements.drafting.library import form_in_force
from agreements.drafting.rules import FormId
from tests.factories.deals import DAY

LIBRARY = form_in_force(FormId.HUMAN_MATERIAL, on=DAY).additions.conditions


def clauses(*conditions_of_items: tuple[str, ...]) -> list[tuple[str, dict[str, str]]]:
    return [(clause.id, own) for clause, own in condition_clauses(conditions_of_items, LIBRARY)]


def test_same_condition_of_several_items_is_one_clause_that_names_them() -> None:
    assert clauses(("post:publish-results",), (), ("post:publish-results",)) == [
        ("condition-publish-results", {"items": "items 1 and 3 of the schedule"})
    ]


def test_conditions_keep_the_order_of_the_library() -> None:
    found = clauses(("post:use-ends-after-months:24", "post:return-derived", "pre:ethics-approval"))
    assert [clause for clause, _ in found] == [
        "condition-ethics-approval",
        "condition-return-derived",
        "condition-use-ends",
    ]


def test_different_values_are_different_clauses() -> None:
    found = clauses(
        ("post:no-publication-before:2028-01-01", "post:use-ends-after-months:1"),
        ("post:no-publication-before:2027-02-03", "post:use-ends-after-months:24"),
    )
    assert found == [
        ("condition-no-publication-before", {"items": "item 2 of the schedule", "date": "3 February 2027"}),
        ("condition-no-publication-before", {"items": "item 1 of the schedule", "date": "1 January 2028"}),
        ("condition-use-ends", {"items": "item 1 of the schedule", "months": "1 month"}),
        ("condition-use-ends", {"items": "item 2 of the schedule", "months": "24 months"}),
    ]


def test_condition_said_twice_of_an_item_counts_once() -> None:
    assert clauses(("post:return-derived", "post:return-derived"), ()) == [
        ("condition-return-derived", {"items": "item 1 of the schedule"})
    ]


def test_no_condition_gives_no_clause() -> None:
    assert clauses((), ()) == []


@pytest.mark.parametrize(
    "condition",
    [
        "post:unheard-of",
        "publish-results",
        "",
        "post:publish-results:soon",
        "post:no-publication-before",
        "post:no-publication-before:soon",
        "post:no-publication-before:2027-02-30",
        "post:no-publication-before:20270203",
        "post:use-ends-after-months",
        "post:use-ends-after-months:0",
        "post:use-ends-after-months:-1",
        "post:use-ends-after-months:1201",
        "post:use-ends-after-months:\uff12\uff14",
        "post:use-ends-after-months:" + "9" * 5000,
    ],
)
def test_condition_that_no_clause_expresses_is_an_error_and_never_dropped(condition: str) -> None:
    with pytest.raises(InvalidCondition) as caught:
        clauses((condition,))
    assert caught.value.field == "conditions"
    assert caught.value.params == {"condition": condition}


@pytest.mark.parametrize(
    ("numbers", "count", "written"),
    [
        ([1], 1, "all items of the schedule"),
        ([1, 2, 3], 3, "all items of the schedule"),
        ([2], 3, "item 2 of the schedule"),
        ([1, 2], 3, "items 1 and 2 of the schedule"),
        ([1, 2, 3], 4, "items 1 to 3 of the schedule"),
        ([1, 2, 3, 5, 7, 8], 9, "items 1 to 3, 5, 7 and 8 of the schedule"),
    ],
)
def test_items_are_named_as_briefly_as_they_can_be(numbers: list[int], count: int, written: str) -> None:
    assert written_items(numbers, count) == written
