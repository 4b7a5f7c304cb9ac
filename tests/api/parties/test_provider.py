"""What everybody, and what its own people, read of a unit."""

from typing import Any

import pytest

from exchange.kernel import clock
from exchange.parties.models import Organisation
from exchange.parties.roles import Role
from exchange.shipping import queries as shipping
from tests.api.asking import ask
from tests.api.catalogue.scenery import id_of
from tests.factories.consent import use_terms_set
from tests.factories.listings import CellLineFactory, PlasmidFactory
from tests.factories.parties import OrganisationFactory, UnitFactory, member
from tests.factories.requests import house

pytestmark = pytest.mark.django_db

PROVIDER = """query($id: ID!) { organisation(id: $id) { isni units { name kindCounts { kind count } useTerms { summary }
  turnaround { medianDays requests } healthGrade findings { check severity of mend listing { title } } } } }"""


def units_of(organisation: Organisation, viewer: Any = None) -> list[dict[str, Any]]:
    answer = ask(PROVIDER, viewer, id=id_of(organisation))
    assert "errors" not in answer, answer
    return answer["data"]["organisation"]["units"]


@pytest.mark.parametrize("count", [1, 3])
def test_everybody_reads_what_units_offer_and_their_grade(count: int, django_assert_num_queries: Any) -> None:
    organisation = OrganisationFactory.create()
    for number in range(count):
        unit = UnitFactory.create(organisation=organisation, name=f"Unit {number}")
        line = {"listing__unit": unit, "listing__summary": "A line.", "listing__use_terms": use_terms_set()}
        CellLineFactory.create_batch(2, **line)
        PlasmidFactory.create(listing__unit=unit, listing__summary="A vector.")
        PlasmidFactory.create(listing__unit=unit, listing__visibility="draft")
    member(Role.COMMITTEE_CHAIR, organisation=organisation)

    # The organisation; its units; their counts; their terms by two; their turnaround; their grades.
    with django_assert_num_queries(7):
        units = units_of(organisation)

    assert [unit["name"] for unit in units] == [f"Unit {number}" for number in range(count)]
    for unit in units:
        assert unit["kindCounts"] == [{"kind": "CELL_LINE", "count": 2}, {"kind": "PLASMID", "count": 1}]
        assert len(unit["useTerms"]) == 1
        # Of four listings the draft has no summary: 3.5 of 4.
        assert (unit["healthGrade"], unit["turnaround"], unit["findings"]) == ("B", None, [])


def test_its_own_people_read_what_to_mend() -> None:
    unit = UnitFactory.create()
    PlasmidFactory.create(listing__unit=unit, listing__title="pX")

    (found,) = units_of(unit.organisation, member(Role.RESOURCE_MANAGER, unit=unit))

    assert found["findings"] == [
        {
            "check": "no_summary",
            "severity": "WARNING",
            "of": 1,
            "mend": "Write two sentences on what it is and why it was made.",
            "listing": {"title": "pX"},
        }
    ]


def test_a_turnaround_is_told_of_ten_finished_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    home = house()
    home.confirm(home.ship(home.prepared()))
    unit, today = home.biobank.unit, clock.today()

    assert shipping.turnarounds([unit], on=today) == {unit.pk: None}
    monkeypatch.setattr(shipping, "FEWEST_REQUESTS", 1)
    assert shipping.turnarounds([unit], on=today) == {unit.pk: shipping.Turnaround(median_days=0.0, requests=1)}
