"""The audit trail is written with the change, and cannot be altered."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from exchange.kernel import audit, outbox
from exchange.kernel.models import AuditEvent, HandledEvent, OutboxEvent
from tests.factories.parties import PersonFactory

pytestmark = pytest.mark.django_db


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def append_only_tables() -> list[str]:
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if any(trigger.name.endswith("_no_truncate") for trigger in getattr(model._meta, "triggers", []))
    )


def test_record_keeps_who_what_why_and_on_what_grounds() -> None:
    person, subject = PersonFactory.create(), PersonFactory.create()

    row = audit.record("parties.update_person", subject, by=person, reason="asked", rule_version="3", changed=["orcid"])

    row.refresh_from_db()
    assert (row.actor_id, row.command, row.reason) == (str(person.pk), "parties.update_person", "asked")
    assert (row.subject_type, row.subject_id) == ("parties.Person", str(subject.pk))
    assert (row.inputs, row.rule_version) == ({"changed": ["orcid"]}, "3")
    assert row.at is not None


def test_record_of_the_system_has_no_actor() -> None:
    assert audit.record("stock.expire", PersonFactory.create(), by=None).actor_id == ""


def test_record_goes_with_its_transaction() -> None:
    person = PersonFactory.create()
    with transaction.atomic():
        audit.record("parties.update_person", person, by=None)
        transaction.set_rollback(True)
    assert not AuditEvent.objects.exists()


def test_trail_outlives_what_it_records() -> None:
    person = PersonFactory.create()
    key = str(person.pk)
    audit.record("parties.update_person", person, by=person)
    person.delete()
    assert AuditEvent.objects.get().subject_id == key


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_auditevent SET reason = 'better'",
        "UPDATE kernel_auditevent SET at = now()",
        "DELETE FROM kernel_auditevent",
        "TRUNCATE kernel_auditevent",
        "TRUNCATE kernel_auditevent CASCADE",
    ],
)
def test_trail_cannot_be_altered_by_sql(statement: str) -> None:
    audit.record("parties.update_person", PersonFactory.create(), by=None, reason="asked")
    with pytest.raises(DatabaseError, match=r"Cannot update or delete rows from|G7: kernel_auditevent is append-only"):
        execute(statement)
    assert AuditEvent.objects.get().reason == "asked"


def test_trail_cannot_be_altered_by_the_orm() -> None:
    row = audit.record("parties.update_person", PersonFactory.create(), by=None)
    row.reason = "better"
    for alter in (row.save, row.delete, AuditEvent.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            alter()
    assert AuditEvent.objects.get().reason == ""


@pytest.mark.parametrize("table", append_only_tables())
def test_append_only_tables_cannot_be_emptied(table: str) -> None:
    with pytest.raises(DatabaseError, match=r"is append-only|violates foreign key|cannot truncate"):
        execute(f"TRUNCATE {table}")
    with pytest.raises(DatabaseError, match="is append-only"):
        execute(f"TRUNCATE {table} CASCADE")


def test_there_are_append_only_tables() -> None:
    assert {"kernel_auditevent", "kernel_handledevent", "requests_decision", "stock_movement"} <= set(
        append_only_tables()
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_outboxevent SET payload = '{}'",
        "UPDATE kernel_outboxevent SET name = 'Other'",
        "DELETE FROM kernel_outboxevent",
        "TRUNCATE kernel_outboxevent",
        "TRUNCATE kernel_outboxevent CASCADE",
        "UPDATE kernel_handledevent SET handler = 'other'",
        "DELETE FROM kernel_handledevent",
    ],
)
def test_news_and_receipts_cannot_be_altered(statement: str) -> None:
    event = outbox.announce("SomethingHappened", row_id="1")
    HandledEvent.objects.create(event=event, handler="x")
    with pytest.raises(DatabaseError):
        execute(statement)
    assert OutboxEvent.objects.values_list("name", "payload").get() == ("SomethingHappened", {"row_id": "1"})
