"""Create organisations and units, load ROR's records, and the commands that do so."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from exchange.kernel.errors import InvalidInput, Refused
from exchange.kernel.models import AuditEvent
from exchange.parties import operations, queries
from exchange.parties.errors import OrganisationCreateErrorCode, UnitCreateErrorCode
from exchange.parties.models import Organisation, OrganisationSuccession, Person, Unit
from exchange.parties.permissions import Permission
from exchange.parties.vocabulary import OrganisationStatus, Sector, UnitKind
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import OrganisationFactory, UnitFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HEADER = "ror_id,name,names_other,acronyms,types,status,country_code,city,website,isni,successors,schema,release"
OLD, NEW = "https://ror.org/03c0hn950", "https://ror.org/04b6x2g63"


def create(**changes: Any) -> Organisation:
    values: dict[str, Any] = {
        "name": "Cell Works",
        "country_code": "UG",
        "sector": Sector.INDUSTRY,
        "reason": "letter",
        "now": NOW,
    }
    return operations.create_organisation(**values | changes)


def test_create_organisation() -> None:
    organisation = create(name=" Cell  Works ", city="Kampala")
    organisation.refresh_from_db()
    assert (organisation.name, organisation.country_code, organisation.city) == ("Cell Works", "UG", "Kampala")
    assert (organisation.sector, organisation.is_nonprofit) == ("industry", False)
    assert (organisation.status, organisation.ror_id) == ("active", None)
    assert audited() == [("parties.create_organisation", "", str(organisation.pk))]
    assert news() == [("OrganisationCreated", {"organisation_id": str(organisation.pk)})]


def test_create_organisation_twice() -> None:
    create()
    create(country_code="KE")
    with pytest.raises(Refused) as refused:
        create(name="CELL WORKS")
    assert refused.value.code is OrganisationCreateErrorCode.ALREADY_THERE


@pytest.mark.parametrize(("changes", "field"), [({"name": ""}, "name"), ({"country_code": "uk"}, "country_code")])
def test_create_organisation_of_wrong_values(changes: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create(**changes)
    assert refused.value.field == field


def test_create_unit() -> None:
    organisation = OrganisationFactory.create()
    unit = operations.create_unit(
        organisation=organisation,
        name="Tumour Bank",
        kind=UnitKind.BIOBANK,
        shipping_address="1 Street",
        reason="letter",
        now=NOW,
    )
    unit.refresh_from_db()
    assert (unit.organisation, unit.name, unit.kind) == (organisation, "Tumour Bank", "biobank")
    assert unit.shipping_address == "1 Street"
    assert audited() == [("parties.create_unit", "", str(unit.pk))]
    with pytest.raises(Refused) as refused:
        operations.create_unit(
            organisation=organisation, name="Tumour Bank", kind=UnitKind.LAB, reason="letter", now=NOW
        )
    assert refused.value.code is UnitCreateErrorCode.ALREADY_THERE


def test_create_unit_of_a_withdrawn_organisation() -> None:
    organisation = OrganisationFactory.create(status=OrganisationStatus.WITHDRAWN.value)
    with pytest.raises(Refused) as refused:
        operations.create_unit(organisation=organisation, name="X", kind=UnitKind.LAB, reason="letter", now=NOW)
    assert refused.value.code is UnitCreateErrorCode.ORGANISATION_NOT_IN_USE


def test_database_keeps_units_in_their_organisation() -> None:
    UnitFactory.create()
    other = OrganisationFactory.create()
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Unit.objects.update(organisation=other)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        other.delete()


def test_database_refuses_to_succeed_oneself() -> None:
    organisation = OrganisationFactory.create()
    with pytest.raises(IntegrityError, match="succession_not_to_itself"), transaction.atomic():
        OrganisationSuccession.objects.create(predecessor=organisation, successor=organisation)


def row(
    ror_id: str, name: str, status: str = "active", successors: str = "", release: str = "v2.0", **cells: str
) -> str:
    types = cells.get("types", "education")
    return f"{ror_id},{name},,,{types},{status},US,Chicago,,,{successors},v2,{release}"


def load(folder: Path, *rows: str, header: str = HEADER) -> str:
    """Write the rows to a file, load it and return the last line of the output."""
    file = folder / "ror.csv"
    file.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    out = io.StringIO()
    call_command("load_organisations", str(file), stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()[-1]


def test_load_twice_changes_nothing(tmp_path: Path) -> None:
    rows = (row(OLD, "Mundelein College", "withdrawn", NEW), row(NEW, "Loyola University"))
    assert load(tmp_path, *rows) == "2 created, 0 updated, 0 unchanged, 0 repeated, 0 rejected."
    stored, trail = list(Organisation.objects.values()), audited()

    assert load(tmp_path, *rows) == "0 created, 0 updated, 2 unchanged, 0 repeated, 0 rejected."

    assert list(Organisation.objects.values()) == stored
    assert audited() == trail
    assert news() == [("OrganisationsLoaded", {"created": 2, "updated": 0})]


@pytest.mark.parametrize("order", [1, -1])
def test_load_links_successors_in_either_order(tmp_path: Path, order: int) -> None:
    load(tmp_path, *(row(OLD, "Mundelein College", "withdrawn", NEW), row(NEW, "Loyola University"))[::order])
    old, new = (Organisation.objects.get(ror_id=ror_id) for ror_id in (OLD, NEW))
    assert queries.successors_of([old]) == {old.pk: [new]}
    assert list(queries.offered(Organisation.objects.all(), "mundelein")) == [new]


def test_load_links_a_successor_that_comes_later(tmp_path: Path) -> None:
    load(tmp_path, row(OLD, "Mundelein College", "withdrawn", NEW))
    old = Organisation.objects.get()
    assert (old.ror_successors, queries.successors_of([old])) == ([NEW], {old.pk: []})

    load(tmp_path, row(NEW, "Loyola University"))

    assert [end.name for end in queries.successors_of([old])[old.pk]] == ["Loyola University"]


def test_load_forgets_a_successor_that_ror_took_back(tmp_path: Path) -> None:
    load(tmp_path, row(OLD, "Mundelein College", "withdrawn", NEW), row(NEW, "Loyola University"))
    load(tmp_path, row(OLD, "Mundelein College", "inactive", "", "v2.1"))
    assert not OrganisationSuccession.objects.exists()


def test_load_updates_what_changed(tmp_path: Path) -> None:
    load(tmp_path, row(NEW, "Loyola"))
    assert load(tmp_path, row(NEW, "Loyola University", release="v2.1")) == (
        "0 created, 1 updated, 0 unchanged, 0 repeated, 0 rejected."
    )
    assert Organisation.objects.get().name == "Loyola University"
    assert AuditEvent.objects.latest("id").reason == "loaded from ror.csv"


def test_load_keeps_what_a_newer_release_said(tmp_path: Path) -> None:
    load(tmp_path, row(NEW, "Loyola University", release="v1.10"))
    assert load(tmp_path, row(NEW, "Loyola", release="v1.9")).startswith("0 created, 0 updated, 1 unchanged")
    assert Organisation.objects.get().name == "Loyola University"


def test_load_reports_rejected_rows_and_writes_the_others(tmp_path: Path) -> None:
    file = tmp_path / "ror.csv"
    bad = row("https://ror.org/04b6x2g64", "", types="Guild")
    file.write_text("\ufeff" + "\n".join((HEADER, row(OLD, "Mundelein College"), bad)), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(CommandError, match="1 rows were rejected") as failed:
        call_command("load_organisations", str(file), stdout=out, stderr=err)

    assert failed.value.returncode == 1
    assert err.getvalue().splitlines() == [
        "row,column,value,reason",
        "3,ror_id,https://ror.org/04b6x2g64,the check digits of this ROR id are wrong",
        "3,name,,a name is needed",
        "3,types,Guild,guild is not a ROR type",
    ]
    assert out.getvalue() == "1 created, 0 updated, 0 unchanged, 0 repeated, 1 rejected.\n"
    assert [organisation.name for organisation in Organisation.objects.all()] == ["Mundelein College"]


def test_load_writes_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exchange.parties.operations.registry._link_successors", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(tmp_path, row(OLD, "Mundelein College"))
    assert (Organisation.objects.count(), audited(), news()) == (0, [], [])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name\nX\n", "refused, nothing was loaded. The header lacks ror_id"),
        (b"\xff\xfe", "is not UTF-8: byte 0"),
        (None, "cannot be read: No such file"),
    ],
)
def test_load_refuses_a_whole_file(tmp_path: Path, content: bytes | None, message: str) -> None:
    file = tmp_path / "ror.csv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        call_command("load_organisations", str(file))


def test_commands_let_an_organisation_in() -> None:
    out = io.StringIO()
    call_command(
        "create_organisation", "Cell Works", country="UG", sector="nonprofit", city="Kampala", reason="x", stdout=out
    )
    organisation = Organisation.objects.get(pk=out.getvalue().strip())
    call_command("create_unit", str(organisation.pk), "Cell Bank", kind="cell_bank", reason="x", stdout=io.StringIO())
    call_command("appoint_administrator", str(organisation.pk), "admin@example.org", reason="x", stdout=out)

    person = Person.objects.get()
    assert (person.email, Unit.objects.get().organisation) == ("admin@example.org", organisation)
    assert queries.permissions_of(person, organisation, on=NOW.date()) == frozenset()
    assert (
        queries.organisations_with(person, Permission.MANAGE_MEMBERS, on=person.memberships.get().since_on).get()
        == organisation
    )
    assert out.getvalue().splitlines()[-1] == "admin@example.org administers Cell Works."

    call_command("appoint_steward", str(organisation.pk), "steward@example.org", reason="x", stdout=out)
    assert out.getvalue().splitlines()[-1] == "steward@example.org is a network steward."


def test_commands_name_organisations_by_ror_id() -> None:
    organisation = OrganisationFactory.create(ror_id=NEW)
    call_command("create_unit", "ror.org/04b6x2g63", "Lab", kind="lab", reason="x", stdout=io.StringIO())
    assert Unit.objects.get().organisation == organisation


@pytest.mark.parametrize("name", [OLD, "0199aa00-0000-7000-8000-000000000000", "Loyola"])
def test_commands_say_when_there_is_no_such_organisation(name: str) -> None:
    with pytest.raises(CommandError, match="There is no organisation"):
        call_command("appoint_administrator", name, "admin@example.org", reason="x")
    assert not Person.objects.exists()


def test_commands_report_refusals() -> None:
    OrganisationFactory.create(name="Cell Works", country_code="UG")
    with pytest.raises(CommandError, match="Cell Works in UG is there already"):
        call_command("create_organisation", "Cell Works", country="UG", sector="industry", reason="x")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM parties_organisation")
        assert cursor.fetchone() == (1,)
