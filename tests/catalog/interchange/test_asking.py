"""Who may import, and the trail that a run leaves."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from catalog.interchange import operations
from catalog.interchange.models import ImportRun, Upload
from exchange.kernel.errors import InvalidInput, NotAllowed, NotFound, Refused
from exchange.kernel.models import AuditEvent, OutboxEvent
from exchange.parties.models import Person, Unit
from exchange.parties.roles import Role
from tests.factories.interchange import (
    COLLECTION,
    NOW,
    counts,
    imported,
    importer,
    plasmids,
    started,
)
from tests.factories.parties import PersonFactory, UnitFactory, member

pytestmark = pytest.mark.django_db

CONSENT = {
    **COLLECTION,
    "consent_form": "BC@2",
    "consent_title": "Broad consent",
    "consent_terms": "HMB; IRB",
    "consents_given": "yes",
}


@pytest.fixture
def manager() -> tuple[Person, Unit]:
    return importer()


def test_progress_is_written_down_row_by_row(manager: tuple[Person, Unit], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations.runs, "CHUNK", 2)
    run = started(plasmids("K1", "K2", "K3", "K4", "K5"), "table_plasmid", *manager)
    seen = []

    operations.run_import(
        run=run,
        now=NOW,
        progress=lambda *at: seen.append(
            (*at, *ImportRun.objects.values_list("rows_total", "rows_checked").get(pk=run.pk))
        ),
    )

    assert seen == [(0, 5, 5, 0), (2, 5, 5, 2), (4, 5, 5, 4), (5, 5, 5, 5)]


def test_a_run_leaves_its_trail(manager: tuple[Person, Unit]) -> None:
    by, _ = manager
    run = imported(plasmids("K1", ""), "table_plasmid", *manager)

    row = AuditEvent.objects.get(command="interchange.run_import")
    assert (row.actor_id, row.subject_id) == (str(by.pk), str(run.pk))
    assert row.inputs["rows"] == {"created": 1, "updated": 0, "unchanged": 0, "rejected": 1}
    assert OutboxEvent.objects.get(name="ImportFinished").payload == {"run_id": str(run.pk)}


def test_a_run_that_has_ended_is_returned_as_it_is(manager: tuple[Person, Unit]) -> None:
    run = imported(plasmids("K1"), "table_plasmid", *manager)

    again = operations.run_import(run=run, now=NOW)
    failed = operations.fail_import(run=run, failure="late")

    assert (again.pk, again.finished_at, failed.state, failed.failure) == (run.pk, run.finished_at, "done", "")
    assert OutboxEvent.objects.filter(name="ImportFinished").count() == 1


def test_a_requested_import_is_run_by_the_worker(
    manager: tuple[Person, Unit], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = started(plasmids("K1"), "table_plasmid", *manager)

    run.refresh_from_db()
    assert (run.state, counts(run)) == ("done", (1, 1, 0, 0, 0))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.RESOURCE_MANAGER])
def test_an_import_by_another_role_is_not_allowed(manager: tuple[Person, Unit], role: Role) -> None:
    by, unit = manager
    upload = operations.store_upload(content=plasmids("K1"), filename="p.csv", by=by, now=NOW)
    other = member(role, unit.organisation)

    with pytest.raises(NotAllowed):
        operations.store_upload(content=b"x", filename="p.csv", by=other, now=NOW)
    with pytest.raises(NotAllowed):
        operations.start_import(upload=upload, unit=unit, format="table_plasmid", options={}, by=other, now=NOW)

    assert (Upload.objects.count(), ImportRun.objects.count()) == (1, 0)


def test_an_import_into_a_unit_of_others_is_not_allowed(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    upload = operations.store_upload(content=plasmids("K1"), filename="p.csv", by=by, now=NOW)

    for elsewhere in (UnitFactory.create(), UnitFactory.create(organisation=unit.organisation)):
        with pytest.raises(NotAllowed):
            operations.start_import(upload=upload, unit=elsewhere, format="table_plasmid", options={}, by=by, now=NOW)
    assert not ImportRun.objects.exists()


def test_somebody_elses_file_is_not_found(manager: tuple[Person, Unit]) -> None:
    upload = operations.store_upload(content=plasmids("K1"), filename="p.csv", by=manager[0], now=NOW)
    other, _ = importer(manager[1])

    with pytest.raises(NotFound):
        operations.start_import(upload=upload, unit=manager[1], format="table_plasmid", options={}, by=other, now=NOW)


@pytest.mark.parametrize(
    ("form", "options", "field"), [("xlsx", {}, "format"), ("table_plasmid", {"colour": "red"}, "options")]
)
def test_an_import_that_cannot_be_meant_is_refused_at_once(
    manager: tuple[Person, Unit], form: str, options: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        started(plasmids("K1"), form, *manager, options)

    assert refusal.value.field == field
    assert not OutboxEvent.objects.filter(name="ImportRequested").exists()


def test_an_upload_is_kept_once(manager: tuple[Person, Unit]) -> None:
    by, _ = manager
    names = ["a.txt", "C:\\data\\a.txt", "/files/../a.txt", "a.txt\x00\n"]

    uploads = {operations.store_upload(content=b"x", filename=name, by=by, now=NOW).pk for name in names}

    assert len(uploads) == 1
    assert Upload.objects.values_list("filename", "size_bytes").get() == ("a.txt", 1)
    assert operations.store_upload(content=b"y", filename="..", by=by, now=NOW).filename == "upload"


def test_an_upload_has_bounds(manager: tuple[Person, Unit], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations.uploads, "MAX_BYTES", 10)
    by, _ = manager

    with pytest.raises(InvalidInput):
        operations.store_upload(content=b"", filename="a", by=by, now=NOW)
    with pytest.raises(Refused) as refusal:
        operations.store_upload(content=b"x" * 11, filename="a", by=by, now=NOW)
    assert refusal.value.code == "TOO_LARGE"
    assert operations.store_upload(content=b"x" * 10, filename="a", by=by, now=NOW).size_bytes == 10


def test_nobody_uploads_without_a_unit() -> None:
    with pytest.raises(NotAllowed):
        operations.store_upload(content=b"x", filename="a", by=PersonFactory.create(), now=NOW)
