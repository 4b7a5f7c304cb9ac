"""Imports as the API shows them."""

import json
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.interchange.formats import FORMATS
from catalog.interchange.models import ImportRun
from exchange.api.core.ids import global_id
from exchange.parties.models import Person, Unit
from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.factories.interchange import NOW, cell_line, imported, importer, plasmids
from tests.factories.parties import PersonFactory, UnitFactory, member

pytestmark = pytest.mark.django_db

RUN = """format filename state rowsTotal rowsChecked rowsCreated rowsUpdated rowsUnchanged rowsRejected failure
    unit { name } problems { totalCount edges { node { row column value reason suggestion } } }"""
RUNS = f"query($unit: ID) {{ importRuns(unit: $unit) {{ totalCount edges {{ node {{ id {RUN} }} }} }} }}"
START = """mutation($input: ImportStartInput!) { importStart(input: $input) {
    importRun { id state filename } errors { code field message params } } }"""


@pytest.fixture
def manager() -> tuple[Person, Unit]:
    return importer()


def runs(viewer: Person | None, unit: Unit | None = None) -> Any:
    answer = ask(RUNS, viewer, unit=global_id(unit, "Unit") if unit else None)
    assert "errors" not in answer, answer
    return answer["data"]["importRuns"]


def start(by: Person, run: ImportRun, unit: Unit, **given: Any) -> Any:
    values = {"upload": global_id(run.upload, "Upload"), "unit": global_id(unit, "Unit"), "format": "table_plasmid"}
    answer = ask(START, by, input=values | given)
    return answer["data"]["importStart"]


def test_a_run_says_how_far_it_is_and_what_is_wrong(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    imported(plasmids("K1", ",pX"), "table_plasmid", by, unit)

    assert runs(by) == {
        "totalCount": 1,
        "edges": [
            {
                "node": {
                    "id": global_id(ImportRun.objects.get(), "ImportRun"),
                    "format": "table_plasmid",
                    "filename": "file.txt",
                    "state": "DONE",
                    "rowsTotal": 2,
                    "rowsChecked": 2,
                    "rowsCreated": 1,
                    "rowsUpdated": 0,
                    "rowsUnchanged": 0,
                    "rowsRejected": 1,
                    "failure": "",
                    "unit": {"name": unit.name},
                    "problems": {
                        "totalCount": 1,
                        "edges": [
                            {
                                "node": {
                                    "row": 3,
                                    "column": "key",
                                    "value": "",
                                    "reason": "A value is missing.",
                                    "suggestion": "For example NVP-001.",
                                }
                            }
                        ],
                    },
                }
            }
        ],
    }


def test_runs_are_seen_by_those_who_may_import_there(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    run = imported(plasmids(",pX"), "table_plasmid", by, unit)
    colleague, _ = importer(unit)
    elsewhere, other = importer(UnitFactory.create(organisation=unit.organisation))
    imported(plasmids("K1"), "table_plasmid", elsewhere, other)
    nodes = [global_id(run, "ImportRun"), global_id(run.problems.get(), "ImportProblem")]

    assert [runs(viewer)["totalCount"] for viewer in (by, colleague, elsewhere)] == [1, 1, 1]
    for viewer in (None, PersonFactory.create(), member(Role.COMMITTEE_CHAIR, unit=unit), elsewhere):
        assert [edge["node"]["unit"]["name"] for edge in runs(viewer)["edges"]] in ([], [other.name])
        for node in nodes:
            assert ask("query($id: ID!) { node(id: $id) { id } }", viewer, id=node)["data"]["node"] is None
        assert runs(viewer, unit)["totalCount"] == 0
    assert ask("query($id: ID!) { node(id: $id) { id } }", colleague, id=nodes[1])["data"]["node"] == {"id": nodes[1]}


def test_a_file_is_seen_by_who_sent_it(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    upload = imported(plasmids("K1"), "table_plasmid", by, unit).upload
    document = "query($id: ID!) { node(id: $id) { ... on Upload { filename sha256 sizeBytes } } }"
    node = global_id(upload, "Upload")

    assert ask(document, by, id=node)["data"]["node"] == {
        "filename": "file.txt",
        "sha256": upload.sha256,
        "sizeBytes": upload.size_bytes,
    }
    for viewer in (None, importer(unit)[0]):
        assert ask(document, viewer, id=node)["data"]["node"] is None
    shown = "{ importRuns { edges { node { upload { filename } } } } }"
    assert [
        ask(shown, viewer)["data"]["importRuns"]["edges"][0]["node"]["upload"] for viewer in (by, importer(unit)[0])
    ] == [{"filename": "file.txt"}, None]


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_runs_costs_the_same_however_long(
    manager: tuple[Person, Unit], number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by, unit = manager
    for index in range(number):
        imported(plasmids(",pX", f"K{index}", f"K{index}"), "table_plasmid", by, unit)

    # Runs with their count, units, names of files, problems with their counts.
    with django_assert_num_queries(4):
        found = runs(by)

    assert [len(edge["node"]["problems"]["edges"]) for edge in found["edges"]] == [2] * number


def test_import_start_begins_a_run(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    run = imported(plasmids("K1"), "table_plasmid", by, unit)

    payload = start(by, run, unit, options=json.dumps({"lot": "box 7"}))

    begun = ImportRun.objects.exclude(pk=run.pk).get()
    assert payload == {
        "importRun": {"id": global_id(begun, "ImportRun"), "state": "WAITING", "filename": "file.txt"},
        "errors": [],
    }
    assert (begun.options, begun.started_by) == ({"lot": "box 7"}, by)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"format": "xlsx"}, "INVALID", "format"),
        ({"options": '{"colour": "red"}'}, "INVALID", "options"),
        ({"options": "[1]"}, "INVALID", "options"),
        ({"options": '{"lot": "a\\u0000b"}'}, "INVALID", "options"),
        ({"format": "cbioportal_samples"}, "INVALID", "options"),
    ],
)
def test_import_start_refuses_what_cannot_be_meant(
    manager: tuple[Person, Unit], given: dict[str, Any], code: str, field: str
) -> None:
    by, unit = manager
    run = imported(plasmids("K1"), "table_plasmid", by, unit)

    payload = start(by, run, unit, **given)

    assert payload["importRun"] is None
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]
    assert ImportRun.objects.count() == 1


def test_import_start_for_a_unit_of_others_is_not_allowed(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    run = imported(plasmids("K1"), "table_plasmid", by, unit)

    payload = start(by, run, UnitFactory.create())

    assert [error["code"] for error in payload["errors"]] == ["NOT_ALLOWED"]
    assert ImportRun.objects.count() == 1


def test_formats_are_told_to_everybody_column_by_column() -> None:
    document = """{ importFormats { key title description accept columns { name required description example }
        options { key title required isLong description } } }"""

    formats = {entry["key"]: entry for entry in ask(document)["data"]["importFormats"]}

    assert formats.keys() == FORMATS.keys()
    assert formats["table_plasmid"]["columns"][0] == {
        "name": "provider_key",
        "required": True,
        "description": "Your own identifier of it, by which it is found again.",
        "example": "NVP-001",
    }
    assert [option["key"] for option in formats["cbioportal_samples"]["options"] if option["required"]] == [
        "collection_key",
        "collection_title",
    ]
    assert [option["key"] for option in formats["cellosaurus"]["options"] if option["isLong"]] == [
        "stock",
        "use_terms",
        "deleted_accessions",
    ]


def test_a_template_made_of_the_examples_can_be_imported(manager: tuple[Person, Unit]) -> None:
    columns = FORMATS["table_plasmid"].columns
    content = "\n".join(
        [",".join(column.name for column in columns), ",".join(f'"{column.example}"' for column in columns)]
    )

    run = imported(content.encode(), "table_plasmid", *manager)

    assert (run.rows_created, run.rows_rejected) == (1, 0)


def test_a_running_import_shows_its_progress(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    run = imported(cell_line().encode(), "cellosaurus", by, unit)
    ImportRun.objects.create(
        upload=run.upload, unit=unit, started_by=by, format="cellosaurus", state="running", rows_total=9, rows_checked=4
    )

    node = runs(by)["edges"][0]["node"]

    assert (node["state"], node["rowsTotal"], node["rowsChecked"], NOW.year) == ("RUNNING", 9, 4, 2026)
