"""Documents as schemathesis thinks them up, 200 for nobody and 200 for a person with every role: no server error."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from graphql import (
    IntValueNode,
    Node,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    parse,
    print_ast,
    visit,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.graphql import nodes
from schemathesis.specs.graphql.schemas import GraphQLSchema

from exchange.api.core.ids import global_id
from exchange.api.core.types import NODE_TYPES
from exchange.api.schema import schema
from exchange.kernel import clock
from exchange.parties import operations
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.wsgi import application
from tests.api.authorisation import COMMANDS
from tests.api.authorisation.table import stage_for
from tests.factories.parties import MembershipFactory, PersonFactory

pytestmark = [pytest.mark.fuzz, pytest.mark.slow, pytest.mark.django_db]

NO_SERVER_ERROR: Any = [not_a_server_error]
# Its client for WSGI asks for compressed answers and does not unpack them.
UNPACKED = {"Accept-Encoding": "identity"}
EXAMPLES = settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
json_texts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
).map(json.dumps)
schemathesis.graphql.scalar("JSONString", json_texts.map(nodes.String))


@cache
def fuzzed() -> GraphQLSchema:
    return schemathesis.graphql.from_wsgi("/graphql", app=application)


class RealIds(Visitor):
    """Puts ids that exist in the place of most made-up ones."""

    def __init__(self, types: TypeInfo, ids: list[str]) -> None:
        super().__init__()
        self._types = types
        self._ids = ids

    def enter_string_value(self, node: StringValueNode, *_: Any) -> Node | None:
        type_ = self._types.get_input_type()
        if type_ is None or get_named_type(type_).name != "ID" or len(node.value) % 5 == 4:
            return None
        return StringValueNode(value=self._ids[hash(node.value) % len(self._ids)])

    def enter_int_value(self, node: IntValueNode, *_: Any) -> Node | None:
        type_ = self._types.get_input_type()
        if type_ is None or get_named_type(type_).name != "ID":
            return None
        return StringValueNode(value=self._ids[int(node.value) % len(self._ids)])


def with_real_ids(document: str, ids: list[str]) -> str:
    types = TypeInfo(schema.graphql_schema)
    return print_ast(visit(parse(document), TypeInfoVisitor(types, RealIds(types, ids))))


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the test's connection, and with it the test's transaction, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@dataclass(frozen=True)
class World:
    """Rows of every kind, and a person with every role where they are."""

    person: Person
    secret: str
    ids: list[str]


@pytest.fixture
def world() -> World:
    person = PersonFactory()
    for _, command in sorted(COMMANDS.items()):
        stage = stage_for(command)
        command.lay(stage)
        for role in Role:
            MembershipFactory(person=person, organisation=stage.organisation, role=role.value)
    rows = [
        (name, row) for name, node in sorted(NODE_TYPES.items()) for row in node._meta.model._default_manager.all()[:5]
    ]
    _, secret = operations.create_token(name="fuzz", days=1, by=person, now=clock.now())
    return World(person, secret, [global_id(row, name) for name, row in rows])


def answered(body: dict[str, Any]) -> str:
    """Say how far a document came: executed, or refused for its form."""
    return "executed" if "data" in body else body["errors"][0]["extensions"]["code"]


def test_documents_of_nobody_find_no_server_error() -> None:
    outcomes: Counter[str] = Counter()

    @EXAMPLES
    @given(case=fuzzed().as_strategy())
    def ask(case: Case[Any]) -> None:
        with transaction.atomic():
            response = case.call(headers=UNPACKED)
            case.validate_response(response, checks=NO_SERVER_ERROR)
            outcomes[answered(response.json())] += 1
            transaction.set_rollback(True)

    ask()
    assert outcomes["executed"] >= 100, outcomes


def test_documents_of_somebody_about_real_rows_find_no_server_error(world: World) -> None:
    outcomes: Counter[str] = Counter()

    @EXAMPLES
    @given(case=fuzzed().as_strategy())
    def ask(case: Case[Any]) -> None:
        case.body = with_real_ids(str(case.body), world.ids)
        with transaction.atomic():
            response = case.call(headers=UNPACKED | {"Authorization": f"Bearer {world.secret}"})
            case.validate_response(response, checks=NO_SERVER_ERROR)
            outcomes[answered(response.json())] += 1
            transaction.set_rollback(True)

    ask()
    assert outcomes["executed"] >= 100, outcomes
