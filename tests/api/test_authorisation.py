"""Authorisation as one table of role and command: who may, and that a refusal leaks and changes nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from graphql import GraphQLObjectType, get_named_type

from exchange.api.core.mutation import MUTATIONS
from exchange.api.schema import schema
from exchange.kernel.models import AuditEvent
from exchange.parties.models import Person
from tests.api.asking import ask
from tests.api.authorisation import COMMANDS
from tests.api.authorisation.table import Stage, stage_for

# What a refusal may say; a person who is refused learns nothing else.
REFUSALS = {"NOT_SIGNED_IN", "NOT_ALLOWED", "NOT_FOUND"}
# Tables that a mere question may touch.
TOUCHED_BY_READING = {"api_ratebucket", "django_session"}


def document_of(name: str) -> str:
    """Return a document that gives the command and asks for everything its payload has, one level deep."""
    payload = get_named_type(schema.graphql_schema.mutation_type.fields[name].type)
    fields = " ".join(
        f"{field} {{ __typename }}" if isinstance(get_named_type(definition.type), GraphQLObjectType) else field
        for field, definition in payload.fields.items()
        if field != "errors"
    )
    input_type = f"{name[0].upper()}{name[1:]}Input"
    return (
        f"mutation($input: {input_type}!) "
        f"{{ {name}(input: $input) {{ {fields} errors {{ code message field params }} }} }}"
    )


def database_now() -> dict[str, str]:
    """Return a digest of each table's rows."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - TOUCHED_BY_READING
    parts = [
        f"SELECT '{table}', md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) FROM \"{table}\" t"
        for table in sorted(tables)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def test_every_mutation_is_in_the_table() -> None:
    assert sorted(COMMANDS) == sorted(MUTATIONS)


@contextmanager
def undone() -> Iterator[None]:
    """Undo in the database what is done within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_command_by_role(name: str, subtests: pytest.Subtests) -> None:
    row = COMMANDS[name]
    stage = stage_for(row)
    given = row.lay(stage)
    for standing in row.standings():
        with subtests.test(str(standing)), undone():
            actor = stage.actor(standing, has_authority=row.has_authority)
            before = database_now()
            answer = ask(document_of(name), actor, input=given)
            assert "errors" not in answer, answer
            if row.allows(standing):
                assert actor is not None
                succeeded(answer["data"][name], actor)
            else:
                refused(answer["data"][name], stage)
                assert database_now() == before


def succeeded(payload: dict[str, Any], actor: Person) -> None:
    """Check that the command did something, and left a row of the audit trail that says who."""
    assert payload["errors"] == []
    assert AuditEvent.objects.filter(actor_id=str(actor.pk)).exists()
    assert [field for field, value in payload.items() if field != "errors" and value is None] == []


def refused(payload: dict[str, Any], stage: Stage) -> None:
    """Check that the person was told no more than that."""
    assert [error["code"] in REFUSALS for error in payload["errors"]] == [True]
    assert {field for field, value in payload.items() if value is not None} == {"errors"}
    shown = json.dumps(payload)
    assert [secret for secret in stage.secrets() if secret in shown] == []
