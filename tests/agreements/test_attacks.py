"""What somebody with write access would try on agreements, and what PostgreSQL answers."""

import hashlib

import pytest
from django.db import DatabaseError, transaction

from agreements.drafting.models import Agreement
from tests.attacking import PROTECTED, refused
from tests.factories.requests import House, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> House:
    return house()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


DOCUMENT = (
    "INSERT INTO drafting_agreementdocument (id, agreement_id, sequence, content, sha256)"
    " VALUES (gen_random_uuid(), %(agreement)s, %(sequence)s, %(content)s, %(sha256)s)"
)


def test_documents_continue_each_other(home: House) -> None:
    agreement = home.reviewed()
    first = bytes(agreement.documents.get().content)
    other = b"%PDF- another text that is longer than the first"
    for content, sha256, sequence in (
        (other, digest(other), 1),
        (first, digest(first), 1),
        (first + b"seal", digest(b"something else"), 1),
        (first + b"seal", digest(first + b"seal"), 2),
    ):
        refused(
            "RG004",
            "does not continue|not that of the document",
            DOCUMENT,
            agreement=agreement.pk,
            content=content,
            sha256=sha256,
            sequence=sequence,
        )
    refused(
        "RG004",
        "has its text already",
        DOCUMENT,
        agreement=agreement.pk,
        content=other,
        sha256=digest(other),
        sequence=0,
    )


def test_signed_text_is_frozen(home: House) -> None:
    agreement = home.executed()
    for column, value in (("filled", "{}"), ("text_sha256", "0" * 64), ("facts", "{}"), ("number", "A-1")):
        refused(
            PROTECTED, "Cannot update", f"UPDATE drafting_agreement SET {column} = %(value)s", value=value,
        )  # fmt: skip
    refused(PROTECTED, "Cannot update", "UPDATE drafting_agreement SET state = 'declined'")
    refused(PROTECTED, "Cannot update", "UPDATE drafting_agreementitem SET quantity = 99")
    refused(PROTECTED, "Cannot update", "UPDATE drafting_agreementdocument SET content = 'x'")
    refused(PROTECTED, "Cannot delete", "DELETE FROM signature_signature")
    refused(PROTECTED, "Cannot update", "UPDATE signature_signature SET person_id = %(by)s", by=home.researcher.pk)
    refused("RG004", "is final", "UPDATE signature_signature SET sealed_at = now()")
    refused(
        "RG004",
        "schedule of agreement .* is final",
        "INSERT INTO drafting_agreementitem (id, agreement_id, line_reference, description, identifiers, quantity,"
        " unit, conditions) VALUES (gen_random_uuid(), %(agreement)s, gen_random_uuid(), 'more', '', 1, 'vial', '{}')",
        agreement=agreement.pk,
    )


def test_agreement_is_not_executed_without_seals(home: House) -> None:
    agreement = home.reviewed()
    execute = "UPDATE drafting_agreement SET state = 'executed', executed_at = now()"
    refused("RG004", "lacks a sealed signature", execute)
    home.sign(agreement)
    refused("RG004", "lacks a sealed signature", execute)
    refused(
        "RG004",
        "of its own agreement",
        "UPDATE signature_signature SET sealed_at = now(), sealed_document_id ="
        " (SELECT id FROM drafting_agreementdocument WHERE sequence = 0)",
    )


SIGN = (
    "INSERT INTO signature_signature (id, agreement_id, organisation_id, person_id, authority_id, text_sha256, intent,"
    " authenticated_at, authentication) SELECT gen_random_uuid(), %(agreement)s, a.organisation_id, %(person)s, a.id,"
    " %(text)s, 'I sign', now(), 'session' FROM parties_signingauthority a WHERE a.person_id = %(owner)s"
)


def test_nobody_signs_without_authority(home: House) -> None:
    agreement = home.reviewed()
    owner = home.biobank.signatory
    given = {"agreement": agreement.pk, "owner": owner.pk}
    refused("RG005", "no authority", SIGN, person=home.biobank.legal.pk, text=agreement.text_sha256, **given)
    refused("RG004", "not open for signature", SIGN, person=owner.pk, text="0" * 64, **given)
    owner.signing_authorities.update(until_on="2020-01-02")
    refused("RG005", "no authority", SIGN, person=owner.pk, text=agreement.text_sha256, **given)


APPROVE = (
    "INSERT INTO drafting_agreementapproval (id, agreement_id, organisation_id, person_id, text_sha256)"
    " VALUES (gen_random_uuid(), %(agreement)s, %(side)s, %(person)s, %(text)s)"
)


def test_nobody_approves_for_somebody_else(home: House) -> None:
    agreement = home.in_review()
    side = agreement.provider_id
    right = {"agreement": agreement.pk, "side": side, "text": agreement.text_sha256}
    refused("RG006", "does not approve", APPROVE, **right, person=home.biobank.manager.pk)
    refused("RG006", "does not approve", APPROVE, **right, person=home.legal.pk)
    refused("RG004", "not open for approval", APPROVE, **{**right, "text": "0" * 64}, person=home.biobank.legal.pk)
    refused("RG004", "not approved by both", "UPDATE drafting_agreement SET state = 'signing'")
    home.review(agreement)
    refused("RG004", "not open for approval", APPROVE, **right, person=home.biobank.legal.pk)


def test_agreement_begins_as_a_draft_and_needs_a_text(home: House) -> None:
    home.approved()
    agreement = Agreement.objects.get()
    refused("RG004", "has no text to review", "UPDATE drafting_agreement SET state = 'in_review'")
    agreement.pk = None
    agreement.number, agreement.state = "A-9", "signing"
    with pytest.raises(DatabaseError, match="begins as a draft"), transaction.atomic():
        agreement.save(force_insert=True)
