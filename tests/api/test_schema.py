"""The schema as a whole: described to the last value, and written down."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    is_introspection_type,
    is_specified_scalar_type,
)

from exchange.api.core.mutation import MUTATIONS
from exchange.api.management.commands import export_schema
from exchange.api.schema import schema


def descriptions() -> Iterator[tuple[str, str | None]]:
    """Yield the place and the description of everything that a reader of the schema meets."""
    for name, type_ in schema.graphql_schema.type_map.items():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        yield name, type_.description
        if isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{value}", found.description) for value, found in type_.values.items())
        if isinstance(type_, GraphQLInputObjectType):
            yield from ((f"{name}.{field}", found.description) for field, found in type_.fields.items())
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field, found in type_.fields.items():
                yield f"{name}.{field}", found.description
                for argument, given in found.args.items():
                    yield f"{name}.{field}({argument}:)", given.description


def test_everything_has_a_description() -> None:
    assert [place for place, description in descriptions() if not (description or "").strip()] == []


def test_descriptions_are_sentences_of_ours() -> None:
    graphenes = "An enumeration."
    assert [place for place, description in descriptions() if graphenes in (description or "")] == []


def test_only_known_scalars_are_used() -> None:
    scalars = {name for name, type_ in schema.graphql_schema.type_map.items() if isinstance(type_, GraphQLScalarType)}
    assert scalars <= {"Boolean", "Date", "DateTime", "Float", "ID", "Int", "JSONString", "String", "UUID"}


def test_every_list_has_sizes_and_cursors() -> None:
    for name, type_ in schema.graphql_schema.type_map.items():
        if not isinstance(type_, GraphQLObjectType):
            continue
        for field, found in type_.fields.items():
            if str(found.type).rstrip("!").endswith("Connection"):
                assert {"first", "last", "after", "before"} <= set(found.args), f"{name}.{field}"


def test_every_mutation_takes_an_input_and_answers_typed_errors() -> None:
    commands = schema.graphql_schema.mutation_type.fields
    assert set(commands) == set(MUTATIONS)
    for name, field in commands.items():
        title = name[0].upper() + name[1:]
        assert {argument: str(found.type) for argument, found in field.args.items()} == {"input": f"{title}Input!"}
        assert str(field.type) == f"{title}Payload!"
        assert str(field.type.of_type.fields["errors"].type) == f"[{title}Error!]!"
        error = schema.graphql_schema.type_map[f"{title}Error"]
        assert {part: str(found.type) for part, found in error.fields.items()} == {
            "code": f"{title}ErrorCode!",
            "message": "String!",
            "field": "String",
            "params": "JSONString!",
        }


def test_written_schema_is_true() -> None:
    call_command("export_schema", "--check", stdout=StringIO())


def test_written_schema_that_differs_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "schema.graphql"
    monkeypatch.setattr(export_schema, "FILE", file)
    with pytest.raises(CommandError, match="differs from the code"):
        call_command("export_schema", "--check")
    call_command("export_schema", stdout=StringIO())
    call_command("export_schema", "--check", stdout=StringIO())
    file.write_text(file.read_text() + "\n")
    with pytest.raises(CommandError, match="differs from the code"):
        call_command("export_schema", "--check")
