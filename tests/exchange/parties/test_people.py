"""What people say about themselves."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from exchange.kernel.errors import InvalidInput, NotAllowed, Refused
from exchange.kernel.models import AuditEvent
from exchange.parties import operations
from exchange.parties.errors import PersonUpdateErrorCode
from exchange.parties.models import Person
from tests.exchange.parties.trail import audited, news
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ORCID = "0000-0002-1825-0097"


def test_update_person_changes_what_is_given() -> None:
    person = PersonFactory.create(full_name="Old", time_zone="UTC")

    operations.update_person(
        person=person,
        by=person,
        now=NOW,
        full_name=" New   Name ",
        orcid=f"https://orcid.org/{ORCID}",
        time_zone="Africa/Kampala",
    )

    person.refresh_from_db()
    assert (person.full_name, person.orcid, person.time_zone) == ("New Name", ORCID, "Africa/Kampala")
    assert audited() == [("parties.update_person", str(person.pk), str(person.pk))]
    assert AuditEvent.objects.get().inputs == {"changed": ["full_name", "orcid", "time_zone"]}
    assert news() == [("PersonUpdated", {"person_id": str(person.pk)})]


def test_update_person_keeps_what_is_not_given() -> None:
    person = PersonFactory.create(full_name="Name", orcid=ORCID, time_zone="Europe/Paris")
    operations.update_person(person=person, by=person, now=NOW, orcid="")
    person.refresh_from_db()
    assert (person.full_name, person.orcid, person.time_zone) == ("Name", "", "Europe/Paris")


def test_update_person_to_the_same_leaves_no_trail() -> None:
    person = PersonFactory.create(full_name="Name")
    assert operations.update_person(person=person, by=person, now=NOW, full_name="Name") == person
    assert (audited(), news()) == ([], [])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"full_name": " "}, "full_name"),
        ({"orcid": "0000-0002-1825-0098"}, "orcid"),
        ({"time_zone": "Kampala"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
    ],
)
def test_update_person_to_wrong_values(values: dict[str, str], field: str) -> None:
    person = PersonFactory.create()
    with pytest.raises(InvalidInput) as refused:
        operations.update_person(person=person, by=person, now=NOW, **values)
    assert (refused.value.field, audited(), news()) == (field, [], [])


def test_update_person_by_somebody_else() -> None:
    with pytest.raises(NotAllowed):
        operations.update_person(person=PersonFactory.create(), by=PersonFactory.create(), now=NOW, full_name="X")


def test_update_person_to_a_taken_orcid() -> None:
    PersonFactory.create(orcid=ORCID)
    person = PersonFactory.create()
    with pytest.raises(Refused) as refused:
        operations.update_person(person=person, by=person, now=NOW, orcid=ORCID, full_name="X")
    assert (refused.value.code, refused.value.field) == (PersonUpdateErrorCode.ORCID_TAKEN, "orcid")
    assert not Person.objects.filter(full_name="X").exists()


def test_confirm_orcid_takes_it_from_whoever_typed_it() -> None:
    typed, proven = PersonFactory.create(orcid=ORCID), PersonFactory.create()

    operations.confirm_orcid(person=proven, orcid=ORCID, now=NOW)

    assert dict(Person.objects.values_list("pk", "orcid")) == {typed.pk: "", proven.pk: ORCID}
    assert audited() == [
        ("parties.update_person", "", str(typed.pk)),
        ("parties.update_person", str(proven.pk), str(proven.pk)),
    ]


def test_confirm_orcid_again_changes_nothing() -> None:
    person = PersonFactory.create(orcid=ORCID)
    operations.confirm_orcid(person=person, orcid=ORCID, now=NOW)
    assert (audited(), news()) == ([], [])


def test_void_password() -> None:
    person = PersonFactory.create()
    person.set_password("a long secret indeed")
    person.save()
    operations.void_password(person=person, now=NOW)
    person.refresh_from_db()
    assert not person.has_usable_password()
    assert audited() == [("parties.void_password", "", str(person.pk))]


def test_addresses_are_one_person_whatever_their_case() -> None:
    person = Person.objects.create_user("Some.One@Example.ORG", "a long secret indeed")
    assert person.email == "some.one@example.org"
    assert person.check_password("a long secret indeed")
    assert Person.objects.get_by_natural_key("SOME.ONE@example.org") == person
    with pytest.raises(IntegrityError, match="person_email_once"), transaction.atomic():
        Person.objects.create(email="Some.one@example.org")


def test_person_is_called_by_name_or_else_by_address() -> None:
    assert str(PersonFactory.build(full_name="Ada", email="a@example.org")) == "Ada"
    assert str(PersonFactory.build(full_name="", email="a@example.org")) == "a@example.org"
