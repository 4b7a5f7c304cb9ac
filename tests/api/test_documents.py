"""GET /agreements/<id>/documents/<sequence>.pdf and /agreements/<id>/evidence.zip."""

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from agreements.drafting.models import Agreement
from agreements.signature.models import EvidenceBundle
from exchange.api.core.ids import global_id
from exchange.kernel import clock
from exchange.parties import operations
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.api.asking import ask
from tests.factories.parties import PersonFactory, member
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


@pytest.fixture
def agreement(home: House) -> Agreement:
    return home.executed()


def fetch(client: Client, agreement: Agreement, viewer: Person | None, **headers: str) -> Any:
    client.logout()
    if viewer is not None:
        client.force_login(viewer)
    return client.get(f"/agreements/{agreement.pk}/documents/1.pdf", headers=headers)


def test_parties_read_the_document(client: Client, home: House, agreement: Agreement) -> None:
    content = b"%PDF- stands in for the text sealed"
    readers = (home.researcher, home.legal, home.signatory, home.biobank.legal, home.biobank.signatory)
    for viewer in readers:
        response = fetch(client, agreement, viewer)
        assert response.status_code == 200
        assert response.content == content
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == f'inline; filename="{agreement.number}-1.pdf"'
        assert response["Cache-Control"] == "private, max-age=3600, immutable"
        assert response["Vary"] == "Authorization, Cookie"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["ETag"] == f'"{hashlib.sha256(content).hexdigest()}"'


def test_unchanged_document_is_not_sent_again(client: Client, home: House, agreement: Agreement) -> None:
    tag = fetch(client, agreement, home.legal)["ETag"]
    again = fetch(client, agreement, home.legal, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert fetch(client, agreement, home.legal, **{"If-None-Match": '"other"'}).status_code == 200


def test_nobody_else_learns_that_it_exists(client: Client, home: House, agreement: Agreement) -> None:
    strangers = [
        None,
        PersonFactory(),
        home.cell_bank.legal,
        member(Role.ORGANISATION_ADMIN, home.recipient),
    ]
    for viewer in strangers:
        response = fetch(client, agreement, viewer)
        assert response.status_code == 404
        assert response.content == b"There is no such document."
    for path in (f"/agreements/{uuid4()}/documents/1.pdf", f"/agreements/{agreement.pk}/documents/9.pdf"):
        client.force_login(home.legal)
        response = client.get(path)
        assert (response.status_code, response.content) == (404, b"There is no such document.")


def test_scripts_read_by_token(client: Client, home: House, agreement: Agreement) -> None:
    _, secret = operations.create_token(name="script", days=1, by=home.legal, now=clock.now())
    assert fetch(client, agreement, None, Authorization=f"Bearer {secret}").status_code == 200
    refused = fetch(client, agreement, home.legal, Authorization="Bearer wrong")
    assert (refused.status_code, refused["Content-Type"]) == (401, "text/plain; charset=utf-8")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_document_is_only_read(client: Client, agreement: Agreement, method: str) -> None:
    assert getattr(client, method)(f"/agreements/{agreement.pk}/documents/1.pdf").status_code == 405


EVIDENCE = "query ($id: ID!) { agreement(id: $id) { evidence { sha256 url } } }"


def test_parties_have_the_evidence_and_nobody_else_learns_of_it(
    client: Client, home: House, agreement: Agreement
) -> None:
    content = b"PK stands in for the bundle"
    EvidenceBundle.objects.create(agreement=agreement, content=content, sha256=hashlib.sha256(content).hexdigest())
    url = f"/agreements/{agreement.pk}/evidence.zip"

    for viewer in (home.researcher, home.legal, home.biobank.signatory):
        evidence = ask(EVIDENCE, viewer, id=global_id(agreement, "Agreement"))["data"]["agreement"]["evidence"]
        assert evidence == {"sha256": hashlib.sha256(content).hexdigest(), "url": url}
        client.force_login(viewer)
        response = client.get(url)
        assert (response.status_code, response.content) == (200, content)
        assert response["Content-Type"] == "application/zip"
        assert response["Content-Disposition"] == f'attachment; filename="{agreement.number}-evidence.zip"'
        assert client.get(url, headers={"If-None-Match": response["ETag"]}).status_code == 304

    for stranger in (PersonFactory(), home.cell_bank.legal):
        assert ask(EVIDENCE, stranger, id=global_id(agreement, "Agreement"))["data"]["agreement"] is None
        client.force_login(stranger)
        assert client.get(url).status_code == 404
    client.logout()
    assert client.get(url).status_code == 404
