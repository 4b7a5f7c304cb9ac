"""POST /uploads."""

import hashlib
import json
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from catalog.interchange.models import Upload
from catalog.interchange.operations.uploads import MAX_BYTES
from exchange.api.core.ids import global_id
from exchange.kernel import clock
from exchange.kernel.models import AuditEvent
from exchange.parties import operations
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.factories.parties import PersonFactory, UnitFactory, member

CSV = "name;Größe\nμ1;1\n".encode()


@pytest.fixture
def manager() -> Person:
    return member(Role.RESOURCE_MANAGER, unit=UnitFactory())


def send(client: Client, content: bytes, filename: str = "a.csv", **headers: str) -> Any:
    given = {"X-Filename": filename} | headers
    return client.post("/uploads", content, content_type="application/octet-stream", headers=given)


def code_of(response: Any) -> str:
    body = json.loads(response.content)
    assert set(body) == {"code", "message"}
    return body["code"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "filename", ["Proben 2026.csv", "Proben%202026.csv", "C:\\x\\Proben 2026.csv", "../Proben 2026.csv"]
)
def test_file_is_stored_under_its_bare_name(client: Client, manager: Person, filename: str) -> None:
    client.force_login(manager)
    response = send(client, CSV, filename)
    assert response.status_code == 201
    upload = Upload.objects.get()
    digest = hashlib.sha256(CSV).hexdigest()
    assert json.loads(response.content) == {
        "id": global_id(upload, "Upload"),
        "sha256": digest,
        "sizeBytes": len(CSV),
    }
    assert (upload.person_id, upload.filename, bytes(upload.content)) == (manager.pk, "Proben 2026.csv", CSV)


@pytest.mark.django_db
def test_name_may_be_of_any_script(client: Client, manager: Person) -> None:
    client.force_login(manager)
    assert send(client, CSV, "%D0%BE%D0%B1%D1%80%D0%B0%D0%B7%D1%86%D1%8B.csv").status_code == 201
    assert Upload.objects.get().filename == "образцы.csv"


@pytest.mark.django_db
@pytest.mark.parametrize("filename", ["", "/", "..%2F", "%00", "a%0Ab.csv", "x" * 201])
def test_file_needs_a_name(client: Client, manager: Person, filename: str) -> None:
    client.force_login(manager)
    response = send(client, CSV, filename)
    assert (response.status_code, code_of(response)) == (400, "BAD_INPUT")
    assert Upload.objects.count() == 0


@pytest.mark.django_db
def test_only_people_who_import_may_send_files(client: Client) -> None:
    response = send(client, CSV)
    assert (response.status_code, code_of(response)) == (401, "NOT_SIGNED_IN")
    for person in (PersonFactory(), member(Role.RESEARCHER), member(Role.ORGANISATION_ADMIN)):
        client.force_login(person)
        response = send(client, CSV)
        assert (response.status_code, code_of(response)) == (403, "NOT_ALLOWED")
    assert Upload.objects.count() == 0


@pytest.mark.django_db
def test_session_needs_its_csrf_header_and_a_token_does_not(manager: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(manager)
    assert code_of(send(strict, CSV)) == "CSRF_FAILED"
    strict.get("/")
    assert send(strict, CSV, **{"X-CSRFToken": strict.cookies["reagora_csrf"].value}).status_code == 201
    _, secret = operations.create_token(name="script", days=1, by=manager, now=clock.now())
    strict.logout()
    assert send(strict, CSV, "b.csv", Authorization=f"Bearer {secret}").status_code == 201
    assert code_of(send(strict, CSV, Authorization="Bearer wrong")) == "NOT_SIGNED_IN"


class Endless(BytesIO):
    """A body that notes how far it was read."""

    given = 0

    def read(self, size: int | None = -1) -> bytes:
        size = size or 0
        self.given += size
        return b"x" * size


@pytest.mark.django_db
def test_body_that_is_too_long_is_refused_unread(client: Client, manager: Person) -> None:
    client.force_login(manager)
    response = send(client, b"x" * (MAX_BYTES + 1))
    assert (response.status_code, code_of(response)) == (413, "BAD_INPUT")
    body = Endless()
    environ: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": str(2**40)}
    response = client.post("/uploads", content_type="text/csv", headers={"X-Filename": "a.csv"}, **environ)
    assert (response.status_code, body.given) == (413, 0)


@pytest.mark.django_db
def test_body_that_broke_off_or_is_empty_is_refused(client: Client, manager: Person) -> None:
    client.force_login(manager)
    assert send(client, b"").status_code == 400
    environ: dict[str, Any] = {"wsgi.input": BytesIO(CSV), "CONTENT_LENGTH": str(len(CSV) + 5)}
    response = client.post("/uploads", content_type="text/csv", headers={"X-Filename": "a.csv"}, **environ)
    assert (response.status_code, code_of(response)) == (400, "BAD_INPUT")
    assert Upload.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "put", "delete", "options"])
def test_files_are_only_posted(client: Client, method: str) -> None:
    response = getattr(client, method)("/uploads")
    assert (response.status_code, response["Allow"]) == (405, "POST")


@pytest.mark.django_db
def test_file_that_no_import_reads_is_refused(client: Client, manager: Person) -> None:
    client.force_login(manager)
    response = send(client, b"\x89PNG\r\n\x1a\n\x00\x00", "a.csv")
    assert (response.status_code, code_of(response)) == (415, "BAD_INPUT")


@pytest.mark.django_db
def test_records_of_patients_are_refused_and_nothing_of_them_is_kept(
    client: Client, manager: Person, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(manager)
    response = send(client, b"sample_id;Date of birth;x\nS1;1961-04-03;Ada\n", "a.csv")
    assert response.status_code == 422
    assert json.loads(response.content)["message"].startswith("The file holds birth dates. Records of patients")
    assert (Upload.objects.count(), AuditEvent.objects.filter(command="interchange.store_upload").count()) == (0, 0)
    assert not any("1961" in text or "Ada" in text for text in (response.content.decode(), caplog.text))
