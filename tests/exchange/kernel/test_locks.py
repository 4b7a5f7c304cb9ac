"""Rows are locked in key order, waited for, or passed over."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from exchange.kernel import locks
from exchange.kernel.errors import NotFound
from exchange.parties.models import Person
from tests.factories.parties import PersonFactory


@pytest.mark.django_db
def test_lock_returns_the_row_as_it_is_now() -> None:
    person = PersonFactory.create(full_name="Old")
    Person.objects.update(full_name="New")
    assert locks.lock(person).full_name == "New"
    assert person.full_name == "Old"


@pytest.mark.django_db
def test_lock_of_a_deleted_row() -> None:
    person = PersonFactory.create()
    Person.objects.filter(pk=person.pk).delete()
    with pytest.raises(NotFound, match="No such person"):
        locks.lock(person)


@pytest.mark.django_db
def test_rows_are_locked_in_key_order_whatever_was_asked() -> None:
    people = PersonFactory.create_batch(3)
    with CaptureQueriesContext(connection) as queries:
        locked = locks.lock_rows(Person.objects.order_by("-full_name"))
    assert locked == sorted(people, key=lambda person: person.pk)
    assert queries.captured_queries[0]["sql"].endswith(
        'ORDER BY "parties_person"."id" ASC FOR UPDATE OF "parties_person"'
    )


@pytest.mark.django_db
def test_lock_waiting_takes_the_oldest() -> None:
    people = PersonFactory.create_batch(3)
    assert locks.lock_waiting(Person.objects.all(), limit=2) == people[:2]


@pytest.mark.django_db(transaction=True)
def test_lock_waiting_passes_over_what_another_works_on() -> None:
    people = PersonFactory.create_batch(3)
    is_locked, may_end = Event(), Event()

    def work() -> None:
        with transaction.atomic():
            locks.lock_waiting(Person.objects.all(), limit=2)
            is_locked.set()
            may_end.wait(10)
        connection.close()

    worker = Thread(target=work)
    worker.start()
    assert is_locked.wait(10)
    with transaction.atomic():
        rest = locks.lock_waiting(Person.objects.all(), limit=2)
    may_end.set()
    worker.join()
    assert rest == people[2:]


@pytest.mark.django_db(transaction=True)
def test_two_that_lock_the_same_rows_do_not_deadlock() -> None:
    people = PersonFactory.create_batch(20)
    failures: list[Exception] = []

    def work(order: str) -> None:
        try:
            for _ in range(20):
                with transaction.atomic():
                    locks.lock_rows(Person.objects.filter(pk__in=[person.pk for person in people]).order_by(order))
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test shows it
            failures.append(error)
        finally:
            connection.close()

    workers = [Thread(target=work, args=(order,)) for order in ("email", "-email", "pk", "-pk")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
