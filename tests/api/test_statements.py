"""No list of the schema takes a statement a row: each is asked for all that it has, in a world of one and of three."""

import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from graphql import GraphQLField, GraphQLInterfaceType, GraphQLNonNull, GraphQLObjectType, get_named_type

from exchange.api.core.context import Context
from exchange.api.core.ids import global_id
from exchange.api.schema import schema
from exchange.kernel import clock, outbox
from exchange.notify.models import Notification
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.factories.parties import MembershipFactory, PersonFactory, SigningAuthorityFactory
from tests.factories.requests import EthicsApprovalFactory, ProjectFactory, house

DEPTH = 3
# Values for arguments that a field cannot do without.
GIVEN = {"project": "$project", "search": '"a"', "unit": "$unit"}
VALUE = re.compile("'[^']*'")
QUERY = schema.graphql_schema.query_type
LISTS = sorted(name for name, field in QUERY.fields.items() if str(field.type).endswith("Connection!"))


def selection(type_: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
    """Return everything that a type has, so many relations deep."""
    return " ".join(
        ["__typename", *(text for name, field in type_.fields.items() for text in asked(name, field, depth))]
    )


def asked(name: str, field: GraphQLField, depth: int) -> Iterator[str]:
    """Yield a field with its selection, or nothing where it would lead too deep."""
    required = [argument for argument, given in field.args.items() if isinstance(given.type, GraphQLNonNull)]
    arguments = ", ".join(f"{argument}: {GIVEN[argument]}" for argument in required)
    call = f"{name}({arguments})" if arguments else name
    inner = get_named_type(field.type)
    if not isinstance(inner, GraphQLObjectType | GraphQLInterfaceType):
        yield call
    elif inner.name.endswith("Connection"):
        if depth:
            yield f"{call} {{ {connection_of(inner, depth)} }}"
    elif depth:
        yield f"{call} {{ {selection(inner, depth - 1)} }}"


def connection_of(type_: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
    node = get_named_type(get_named_type(type_.fields["edges"].type).fields["node"].type)
    own = [
        text
        for name, field in type_.fields.items()
        if name not in {"edges", "pageInfo"}
        for text in asked(name, field, 2)
    ]
    page = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
    return f"{' '.join(own)} {page} edges {{ cursor node {{ {selection(node, depth - 1)} }} }}"


def document_of(name: str) -> str:
    (text,) = asked(name, QUERY.fields[name], DEPTH)
    used = "used: project(id: $project) { id } also: node(id: $unit) { id }"
    return f"query($project: ID!, $unit: ID!) {{ {text} {used} }}"


def build(viewer: Person, count: int) -> dict[str, str]:
    """Make so many houses, in each of which the viewer is everybody; return the ids of one's project and biobank."""
    for _ in range(count):
        home = house()
        for organisation in (home.recipient, home.biobank.organisation, home.cell_bank.organisation):
            for role in Role:
                MembershipFactory(person=viewer, organisation=organisation, role=role.value)
            SigningAuthorityFactory(person=viewer, organisation=organisation)
        home.researcher = viewer
        approval = EthicsApprovalFactory(organisation=home.recipient)
        home.project = ProjectFactory(organisation=home.recipient, owner=viewer, ethics_approvals=[approval])
        home.ship(home.prepared())
        home.basket(samples=0)
        Notification.objects.create(
            event=outbox.announce("Happened"), person=viewer, subject="It happened", body="Look.", link="/"
        )
    return {"project": global_id(home.project, "Project"), "unit": global_id(home.biobank.unit, "Unit")}


def statements_of(name: str, viewer: Person, given: dict[str, str]) -> Counter[str]:
    """Return the statements of asking a list for everything, each without its values."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        result = schema.execute(document_of(name), variables=given, context_value=Context(viewer, clock.now()))
    assert result.errors is None, result.errors
    assert json.dumps(result.data)
    return Counter(VALUE.sub("?", query["sql"].split(" WHERE ")[0]) for query in captured.captured_queries)


@pytest.mark.django_db
def test_statements_do_not_grow_with_rows(subtests: pytest.Subtests) -> None:
    viewer = PersonFactory()
    given = build(viewer, 1)
    one = {name: statements_of(name, viewer, given) for name in LISTS}
    given = build(viewer, 2)
    for name in LISTS:
        with subtests.test(name):
            three = statements_of(name, viewer, given)
            assert {sql[:300]: number for sql, number in (three - one[name]).items()} == {}
