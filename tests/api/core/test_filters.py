"""Filters of lists: what does not fit is the client's mistake, never the whole list."""

import pytest

from exchange.api.core.ids import global_id
from tests.api.core.sample import ask, error
from tests.factories.parties import OrganisationFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db
UNITS = """
query($kind: String, $organisation: ID, $within: [ID!]) {
  units(kind: $kind, organisation: $organisation, within: $within) { totalCount }
}
"""


def test_filters_narrow_the_list() -> None:
    organisation = OrganisationFactory()
    UnitFactory(organisation=organisation, kind="lab")
    UnitFactory(organisation=organisation)
    UnitFactory()
    known = global_id(organisation, "SampleOrganisation")
    assert ask(UNITS)["units"]["totalCount"] == 3
    assert ask(UNITS, kind="lab")["units"]["totalCount"] == 1
    assert ask(UNITS, organisation=known)["units"]["totalCount"] == 2
    assert ask(UNITS, organisation=known, kind="lab")["units"]["totalCount"] == 1
    assert (
        ask(UNITS, within=[known, global_id(OrganisationFactory(), "SampleOrganisation")])["units"]["totalCount"] == 2
    )
    assert ask(UNITS, within=[])["units"]["totalCount"] == 0
    assert ask(UNITS, organisation=None)["units"]["totalCount"] == 3


def test_invalid_filter_is_a_client_error_and_not_all_rows() -> None:
    UnitFactory()
    message, extensions = error(UNITS, kind="x" * 21)
    assert message == "Ensure this value has at most 20 characters (it has 21)."
    assert (extensions["code"], extensions["field"]) == ("BAD_INPUT", "kind")


def test_filter_by_an_id_of_nothing_visible_is_refused() -> None:
    for wrong in ("x", "", global_id(PersonFactory(), "SampleOrganisation"), global_id(UnitFactory(), "SampleUnit")):
        assert error(UNITS, organisation=wrong)[0] == "No such organisation."
        assert error(UNITS, within=[wrong])[0] == "No such organisation."


def test_mistake_found_while_narrowing_names_its_argument() -> None:
    message, extensions = error('{ organisations(sector: "") { totalCount } }')
    assert message == "A sector has a name."
    assert extensions == {"code": "BAD_INPUT", "classification": "ValidationError", "field": "sector"}
