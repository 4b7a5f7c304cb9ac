"""Authorisation as one table of role and command: who may, and that a refusal leaks and changes nothing."""

import json

import pytest
from django.apps import apps
from django.db import connection
from graphql import GraphQLObjectType, get_named_type

from exchange.api.core.mutation import MUTATIONS
from exchange.api.schema import schema
from exchange.kernel.models import AuditEvent
from tests.api.asking import ask
from tests.api.authorisation import COMMANDS
from tests.api.authorisation.table import Command, Standing, stage_for

# What a refusal may say; a person who is refused learns nothing else.
REFUSALS = {"NOT_SIGNED_IN", "NOT_ALLOWED", "NOT_FOUND"}
# Tables that a mere question may touch.
TOUCHED_BY_READING = {"api_ratebucket", "django_session"}
CELLS = [(row, standing) for _, row in sorted(COMMANDS.items()) for standing in row.standings()]


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


@pytest.mark.django_db
@pytest.mark.parametrize(("row", "standing"), CELLS, ids=[f"{row.name}-{standing}" for row, standing in CELLS])
def test_command_by_role(row: Command, standing: Standing) -> None:
    stage = stage_for(row, standing)
    given = row.lay(stage)
    before, audited = database_now(), AuditEvent.objects.count()

    answer = ask(document_of(row.name), stage.actor, input=given)

    assert "errors" not in answer, answer
    payload = answer["data"][row.name]
    if row.allows(standing):
        assert payload["errors"] == []
        assert AuditEvent.objects.filter(actor_id=str(stage.actor.pk)).count() > 0
        assert AuditEvent.objects.count() > audited
        return
    assert len(payload["errors"]) == 1
    assert payload["errors"][0]["code"] in REFUSALS
    assert {name for name, value in payload.items() if value is not None} == {"errors"}
    shown = json.dumps(answer)
    assert [secret for secret in stage.secrets() if secret in shown] == []
    assert database_now() == before
