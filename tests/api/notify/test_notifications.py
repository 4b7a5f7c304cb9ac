"""A person's notifications."""

import pytest
from pytest_django import DjangoAssertNumQueries

from exchange.api.core.ids import global_id
from exchange.kernel import outbox
from exchange.notify.models import Notification
from exchange.parties.models import Person
from tests.api.asking import ask
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db

LIST = (
    "{ viewer { unreadCount } notifications { totalCount edges { node { id subject body link readAt createdAt } } } }"
)
READ = """mutation($input: NotificationReadInput!) { notificationRead(input: $input) {
  notification { readAt } errors { code } } }"""


def write(person: Person, subject: str) -> Notification:
    return Notification.objects.create(
        event=outbox.announce("SomethingHappened"), person=person, subject=subject, body="Body", link="/account"
    )


@pytest.mark.parametrize("count", [1, 3])
def test_newest_first_and_ones_own_only(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    viewer = PersonFactory.create()
    rows = [write(viewer, f"Subject {n}") for n in range(count)]
    write(PersonFactory.create(), "Somebody else's")

    with django_assert_num_queries(2):
        found = ask(LIST, viewer)["data"]

    assert found["viewer"]["unreadCount"] == count
    assert found["notifications"]["totalCount"] == count
    assert [edge["node"]["subject"] for edge in found["notifications"]["edges"]] == [
        row.subject for row in reversed(rows)
    ]


def test_nobody_has_none() -> None:
    write(PersonFactory.create(), "x")
    assert ask("{ notifications { totalCount edges { cursor } } }") == {
        "data": {"notifications": {"totalCount": 0, "edges": []}}
    }


def test_read_and_read_again() -> None:
    viewer = PersonFactory.create()
    given = {"notification": global_id(write(viewer, "x"), "Notification")}
    first = ask(READ, viewer, input=given)["data"]["notificationRead"]
    second = ask(READ, viewer, input=given)["data"]["notificationRead"]
    assert first["errors"] == []
    assert first["notification"]["readAt"] is not None
    assert first == second
    assert ask(LIST, viewer)["data"]["viewer"]["unreadCount"] == 0


def test_somebody_elses_is_not_to_be_found() -> None:
    row = write(PersonFactory.create(), "Somebody else's")
    identifier = global_id(row, "Notification")
    refused = ask(READ, PersonFactory.create(), input={"notification": identifier})["data"]["notificationRead"]
    assert refused == {"notification": None, "errors": [{"code": "NOT_FOUND"}]}
    row.refresh_from_db()
    assert row.read_at is None
