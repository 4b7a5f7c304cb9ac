"""Suggestions as one types, as the API tells them."""

from typing import Any

import pytest

from tests.api.asking import ask
from tests.api.catalogue.scenery import id_of, refused
from tests.factories.listings import CellLineFactory
from tests.factories.vocabulary import TermFactory

pytestmark = pytest.mark.django_db

DOCUMENT = """query($text: String!, $first: Int) { listingSuggestions(text: $text, first: $first) {
    kind label matched value count listing { id title unit { organisation { name } } } } }"""


def test_each_kind_of_suggestion_says_what_it_leads_to() -> None:
    TermFactory.create(code="MONDO:0007254", label="glial tumour")
    line = CellLineFactory.create(
        listing__title="U-87",
        listing__synonyms=["Glia line"],
        listing__unit__organisation__name="Glia Institute",
        diseases=[{"vocabulary": "MONDO", "code": "MONDO:0007254", "label": ""}],
    ).listing

    assert ask(DOCUMENT, text="glia")["data"]["listingSuggestions"] == [
        {
            "kind": "LISTING",
            "label": "U-87",
            "matched": "Glia line",
            "value": None,
            "count": None,
            "listing": {
                "id": id_of(line),
                "title": "U-87",
                "unit": {"organisation": {"name": "Glia Institute"}},
            },
        },
        {
            "kind": "DIAGNOSIS",
            "label": "glial tumour",
            "matched": "",
            "value": "MONDO:0007254",
            "count": 1,
            "listing": None,
        },
        {
            "kind": "PROVIDER",
            "label": "Glia Institute",
            "matched": "",
            "value": str(line.unit.organisation_id),
            "count": 1,
            "listing": None,
        },
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_take_as_many_statements_for_three_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        CellLineFactory.create(listing__title=f"glioma {number}", listing__unit__organisation__name=f"Glioma {number}")

    # The listings; the values of diseases, their names exactly and nearly; the values of providers, the consortia that
    # the viewer knows for none of these, and their names; how many each has; units and organisations of the listings.
    with django_assert_num_queries(11):
        assert len(ask(DOCUMENT, text="gliom")["data"]["listingSuggestions"]) == 2 * count


@pytest.mark.parametrize("first", [0, 11])
def test_suggestions_are_few(first: int) -> None:
    assert refused(DOCUMENT, text="glia", first=first) == [("BAD_INPUT", "first")]
