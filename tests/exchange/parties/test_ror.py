import pytest

from exchange.parties.rules.ror import (
    COLUMNS,
    RorRecord,
    RowProblem,
    RowRejectedError,
    record_of,
    release_order,
    sector_of,
)
from exchange.parties.vocabulary import OrganisationStatus, Sector

CELLS = {
    **dict.fromkeys(COLUMNS, ""),
    "ror_id": "https://ror.org/023m51b03",
    "name": "Cancer Council Victoria",
    "names_other": "Council | CCV|Council",
    "acronyms": "CCV",
    "types": "funder|nonprofit",
    "status": "active",
    "country_code": "AU",
    "city": "Melbourne",
    "website": "https://www.cancervic.org.au",
    "isni": "0000000114823639",
    "schema": "v2",
    "release": "v1.56",
}


def test_record_of_valid_row() -> None:
    assert record_of(CELLS, row=2) == RorRecord(
        ror_id="https://ror.org/023m51b03",
        name="Cancer Council Victoria",
        other_names=("Council", "CCV"),
        country_code="AU",
        city="Melbourne",
        sector=Sector.NONPROFIT,
        status=OrganisationStatus.ACTIVE,
        website="https://www.cancervic.org.au",
        isni="0000 0001 1482 3639",
        release="v1.56",
        successors=(),
    )


def test_record_of_first_schema_reads_alike() -> None:
    first = {**CELLS, "types": "Nonprofit|Funder", "status": "Active", "schema": "v1"}
    assert record_of(first, row=2) == record_of(CELLS, row=2)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("ror_id", "https://ror.org/023m51b04", "the check digits of this ROR id are wrong"),
        ("name", "  ", "a name is needed"),
        ("types", "", "at least one type is needed"),
        ("types", "Guild", "guild is not a ROR type"),
        ("status", "gone", "a status is one of active, inactive, withdrawn"),
        ("country_code", "ZZ", "not a country code of ISO 3166-1 alpha-2"),
        ("website", "javascript:alert(1)", "not an http or https address"),
        ("website", "https://" + "x" * 500, "not an http or https address"),
        ("website", "http://[", "not an http or https address"),
        ("isni", "0000 0001 1482 3693", "an ISNI has sixteen digits, the last of which checks the others"),
        ("schema", "v3", "a schema is one of v1, v2"),
        ("release", "latest", "a release looks like v1.56"),
        ("successors", "https://ror.org/023m51b03", "an organisation cannot succeed itself"),
    ],
)
def test_record_of_one_wrong_value(column: str, value: str, reason: str) -> None:
    with pytest.raises(RowRejectedError) as rejected:
        record_of({**CELLS, column: value}, row=7)
    assert rejected.value.problems[-1] == RowProblem(7, column, value, reason)


def test_record_of_reports_everything_that_is_wrong() -> None:
    cells = {**CELLS, "name": "", "status": "gone", "successors": "https://ror.org/0499dwk57|nobody"}
    with pytest.raises(RowRejectedError) as rejected:
        record_of(cells, row=3)
    assert [(problem.column, problem.value) for problem in rejected.value.problems] == [
        ("name", ""),
        ("status", "gone"),
        ("successors", "nobody"),
    ]


def test_record_of_two_ids_in_one_row() -> None:
    with pytest.raises(RowRejectedError) as rejected:
        record_of({**CELLS, "ror_id": "https://ror.org/023m51b03|https://ror.org/0499dwk57"}, row=3)
    assert [problem.reason for problem in rejected.value.problems] == ["exactly one ROR id is needed"]


@pytest.mark.parametrize(
    ("types", "sector"),
    [
        (("Education",), Sector.ACADEMIC),
        (("education", "funder"), Sector.ACADEMIC),
        (("Healthcare",), Sector.HOSPITAL),
        (("funder", "healthcare"), Sector.HOSPITAL),
        (("Company",), Sector.INDUSTRY),
        (("company", "funder"), Sector.INDUSTRY),
        (("education", "company"), Sector.INDUSTRY),
        (("Government", "Facility"), Sector.GOVERNMENT),
        (("facility", "funder", "nonprofit"), Sector.NONPROFIT),
        (("facility",), Sector.ACADEMIC),
        (("Archive",), Sector.NONPROFIT),
        (("other",), Sector.NONPROFIT),
        (("funder",), Sector.NONPROFIT),
    ],
)
def test_sector_of(types: tuple[str, ...], sector: Sector) -> None:
    assert sector_of(types) is sector


def test_release_order() -> None:
    assert sorted(["v2.0", "v1.10", "v1.9", "", "v1.2"], key=release_order) == ["", "v1.2", "v1.9", "v1.10", "v2.0"]
