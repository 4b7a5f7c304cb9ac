"""People hear what they may do from now on, and importers how their file fared."""

from datetime import UTC, date, datetime

import pytest

from catalog.interchange.models import ImportRun, Upload
from exchange.parties.models import ApiToken
from exchange.parties.roles import Role
from tests.exchange.notify.telling import told
from tests.factories.parties import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    SigningAuthorityFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_new_member_is_invited() -> None:
    unit = UnitFactory.create(name="Tumour Bank", organisation=OrganisationFactory.create(name="Ghent"))
    membership = MembershipFactory.create(unit=unit, role=Role.COMMITTEE_CHAIR.value)

    ((person, notification),) = told("MembershipGranted", membership_id=membership.pk).items()

    assert person == membership.person
    assert notification.subject == "You are now Access committee chair in Tumour Bank, Ghent"
    assert notification.body == (
        "Decides like a committee member, answers for the committee and keeps its rules. To sign in, ask for a code by"
        " e-mail at the sign-in page if you have no password yet."
    )
    assert notification.link == "/account"


def test_leaving_member_hears_the_last_day() -> None:
    membership = MembershipFactory.create(
        until_on=date(2026, 5, 4), organisation=OrganisationFactory.create(name="Ghent")
    )
    notification = told("MembershipEnded", membership_id=membership.pk)[membership.person]
    assert notification.subject == "Your role in Ghent ends"
    assert notification.body == "Your last day as Researcher in Ghent is 2026-05-04."


def test_signatory_hears_of_authority_and_its_end() -> None:
    authority = SigningAuthorityFactory.create(
        organisation=OrganisationFactory.create(name="Ghent"),
        material_classes=["cell_line", "human_sample"],
        until_on=date(2026, 5, 4),
    )
    granted = told("SigningAuthorityGranted", authority_id=authority.pk)[authority.person]
    ended = told("SigningAuthorityEnded", authority_id=authority.pk)[authority.person]
    assert granted.subject == "You may sign for Ghent"
    assert granted.body == (
        "It is on record that you may sign for Ghent, from 2020-01-01, for: cell line, human sample."
    )
    assert ended.body == ("The last day on which you may sign for Ghent by the authority of 2020-01-01 is 2026-05-04.")


def test_owner_hears_of_a_new_token() -> None:
    token = ApiToken.objects.create(
        person=PersonFactory.create(),
        name="Export",
        sha256="0" * 64,
        created_at=NOW,
        expires_at=datetime(2026, 4, 1, tzinfo=UTC),
    )
    ((person, notification),) = told("TokenCreated", token_id=token.pk).items()
    assert (person, notification.subject) == (token.person, "A token was created: Export")


@pytest.mark.parametrize(
    ("values", "subject", "body"),
    [
        (
            {"state": "done", "rows_created": 54, "rows_updated": 0, "rows_unchanged": 1, "rows_rejected": 2},
            "Import finished: puma.txt",
            "puma.txt was imported into Tumour Bank: 54 created, 0 updated, 1 unchanged, 2 rejected.",
        ),
        (
            {"state": "failed", "failure": "The header lacks SAMPLE_ID."},
            "Import failed: puma.txt",
            "Nothing of puma.txt was imported into Tumour Bank. The header lacks SAMPLE_ID.",
        ),
    ],
)
def test_importer_hears_how_it_ended(values: dict[str, object], subject: str, body: str) -> None:
    person = PersonFactory.create()
    upload = Upload.objects.create(person=person, filename="puma.txt", content=b"x", sha256="0" * 64, size_bytes=1)
    run = ImportRun.objects.create(
        upload=upload,
        unit=UnitFactory.create(name="Tumour Bank"),
        started_by=person,
        format="cbioportal",
        finished_at=NOW,
        **values,
    )
    ((told_person, notification),) = told("ImportFinished", run_id=run.pk).items()
    assert (told_person, notification.subject, notification.body) == (person, subject, body)
