"""Previews, cancelled imports, found columns and files of corrections as the API answers them."""

import json
from typing import Any

import pytest
from django.test import Client

from catalog.interchange.models import ImportRun
from catalog.listings.models import Listing
from exchange.api.core.ids import global_id
from exchange.parties.models import Person, Unit
from tests.api.asking import ask
from tests.factories.interchange import cell_line, imported, importer, plasmids, started
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db

APPLY = """mutation($input: ImportApplyInput!) { importApply(input: $input) {
    importRun { id isPreview isStrict } errors { code } } }"""
CANCEL = """mutation($input: ImportCancelInput!) { importCancel(input: $input) {
    importRun { state } errors { code } } }"""
COLUMNS = """query($upload: ID!, $format: String!) { importColumns(upload: $upload, format: $format) {
    failure columns { header name examples } } }"""
START = """mutation($input: ImportStartInput!) { importStart(input: $input) {
    importRun { id isPreview isStrict firstRows { row change values { name value } } }
    errors { code message field } } }"""


@pytest.fixture
def manager() -> tuple[Person, Unit]:
    return importer()


def columns(viewer: Person | None, run: ImportRun, form: str = "table_plasmid") -> Any:
    return ask(COLUMNS, viewer, upload=global_id(run.upload, "Upload"), format=form)["data"]["importColumns"]


def test_a_preview_is_started_read_and_applied(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    upload = started(plasmids("K1"), "table_plasmid", by, unit).upload
    given = {
        "upload": global_id(upload, "Upload"),
        "unit": global_id(unit, "Unit"),
        "format": "table_plasmid",
        "mapping": json.dumps({"vials": ""}),
        "preview": True,
    }

    run = ask(START, by, input=given)["data"]["importStart"]["importRun"]
    again = ask(
        "query($id: ID!) { importRun(id: $id) { state rowsCreated firstRows { row change } } }", by, id=run["id"]
    )
    answers = [ask(APPLY, by, input={"preview": run["id"], "strict": True})["data"]["importApply"] for _ in range(2)]

    assert (run["isPreview"], run["isStrict"], run["firstRows"]) == (True, False, [])
    assert again["data"]["importRun"] == {"state": "WAITING", "rowsCreated": 0, "firstRows": []}
    assert [answer["errors"] for answer in answers] == [[{"code": "WRONG_STATE"}]] * 2
    assert ImportRun.objects.latest("pk").mapping == {"vials": ""}


def test_a_preview_shows_its_first_rows(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    run = imported(plasmids("K1"), "table_plasmid", by, unit, preview=True)

    answer = ask(
        "query($id: ID!) { importRun(id: $id) { firstRows { row change values { name value } } } }",
        by,
        id=global_id(run, "ImportRun"),
    )
    applied = ask(APPLY, by, input={"preview": global_id(run, "ImportRun"), "strict": True})["data"]["importApply"]

    (row,) = answer["data"]["importRun"]["firstRows"]
    assert (row["row"], row["change"], row["values"][0]) == (2, "CREATED", {"name": "provider_key", "value": "K1"})
    assert (applied["importRun"]["isPreview"], applied["importRun"]["isStrict"], applied["errors"]) == (False, True, [])
    assert not Listing.objects.exists()


def test_an_import_is_cancelled(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    run = started(plasmids("K1"), "table_plasmid", by, unit)

    answers = [ask(CANCEL, by, input={"importRun": global_id(run, "ImportRun")}) for _ in range(2)]

    assert [answer["data"]["importCancel"] for answer in answers] == [
        {"importRun": {"state": "CANCELLED"}, "errors": []}
    ] * 2


def test_columns_of_a_file_are_seen_by_who_sent_it(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    run = imported(b"Key,colour\nK1,red\n", "table_plasmid", by, unit)

    assert columns(by, run) == {
        "failure": "",
        "columns": [
            {"header": "Key", "name": "provider_key", "examples": ["K1"]},
            {"header": "colour", "name": "", "examples": ["red"]},
        ],
    }
    broken = imported(b"a,a\n1,2\n", "table_plasmid", by, unit)
    assert columns(by, broken) == {"failure": "Line 1 names the column a twice.", "columns": []}
    assert columns(by, run, "cellosaurus") is None
    assert columns(by, run, "none") is None
    assert columns(importer(unit)[0], run) is None
    assert columns(None, run) is None


def test_corrections_are_given_to_those_who_may_see_the_import(client: Client, manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    run = imported(plasmids("K1", ",secret"), "table_plasmid", by, unit)
    good = imported(plasmids("K1"), "table_plasmid", by, unit)
    paths = [f"/uploads/corrections/{one.pk}" for one in (run, good)]

    for outsider in (None, PersonFactory.create(), importer()[0]):
        if outsider:
            client.force_login(outsider)
        answer = client.get(paths[0])
        assert (answer.status_code, answer.content) == (404, b"There is no such file.")
    for insider in (by, importer(unit)[0]):
        client.force_login(insider)
        answer = client.get(paths[0])
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == 'attachment; filename="file-corrections.csv"'
        assert answer["Cache-Control"] == "no-store"
        assert b"secret" in answer.content
        assert b"K1" not in answer.content
        assert client.get(paths[1]).status_code == 404
    assert client.post(paths[0]).status_code == 405


def test_corrections_of_entries_are_entries(client: Client, manager: tuple[Person, Unit]) -> None:
    run = imported(cell_line("CVCL-1").encode(), "cellosaurus", *manager)
    client.force_login(manager[0])

    answer = client.get(f"/uploads/corrections/{run.pk}")

    assert answer["Content-Disposition"] == 'attachment; filename="file-corrections.txt"'
    assert answer.content.decode().startswith("# AC: This is not an accession of Cellosaurus.")
