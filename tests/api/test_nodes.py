"""Ids: one of a row that the viewer may not see answers exactly as one of nothing."""

from uuid import uuid4

import pytest
from django.db import connection

from exchange.api.core.context import Context
from exchange.api.core.ids import global_id
from exchange.api.core.types import NODE_TYPES
from exchange.api.schema import schema
from exchange.kernel import clock
from exchange.parties.models import Person
from tests.api.asking import ask
from tests.api.authorisation import COMMANDS
from tests.api.authorisation.table import stage_for
from tests.factories.parties import PersonFactory
from tests.factories.vocabulary import TermFactory

pytestmark = pytest.mark.django_db

# What anybody may read. Everything else is hidden from people it does not concern.
PUBLIC = {
    "Consortium",
    "ConsortiumMembership",
    "Listing",
    "ListingDocument",
    "ListingPhoto",
    "Organisation",
    "Term",
    "TransferRule",
    "Unit",
}
NODES = {name: node for name, node in NODE_TYPES.items() if name in schema.graphql_schema.type_map}
NODE = "query($id: ID!) { node(id: $id) { __typename id } }"


@pytest.fixture
def world() -> None:
    """Lay out the rows of every command, and what the commands only point at."""
    TermFactory.create()
    for _, command in sorted(COMMANDS.items()):
        command.lay(stage_for(command))
    # Rows of an open transaction are not counted by anybody else, and plans for empty tables take minutes here.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_ids_show_only_what_is_visible(world: None, subtests: pytest.Subtests) -> None:
    outsider = PersonFactory()
    for name, node in sorted(NODES.items()):
        with subtests.test(name):
            rows = list(node._meta.model._default_manager.all())
            assert rows, f"No command's stage has a row of {name}."
            for viewer in (None, outsider):
                visible = set(node.scoped(Context(viewer, clock.now())).values_list("pk", flat=True))
                if name not in PUBLIC:
                    own = {viewer.pk} if isinstance(viewer, Person) and name == "Person" else set()
                    assert visible == own
                for row in rows[:20]:
                    identifier = global_id(row, name)
                    expected = {"__typename": name, "id": identifier} if row.pk in visible else None
                    assert ask(NODE, viewer, id=identifier) == {"data": {"node": expected}}


@pytest.mark.parametrize(
    "identifier",
    ["", "x", "%%%", "Tm9uZTox", "UGVyc29uOg==", "UGVyc29uOngxMjM=", "é", "4pyTOjE=", "/////w==", "A" * 9000],
)
def test_id_of_nothing_is_null(identifier: str) -> None:
    assert ask(NODE, id=identifier) == {"data": {"node": None}}


@pytest.mark.parametrize("name", sorted(NODES))
def test_id_of_a_row_that_never_was_is_null(name: str) -> None:
    row = NODES[name]._meta.model()
    row.pk = uuid4() if row._meta.pk.get_internal_type() == "UUIDField" else 10**12
    assert ask(NODE, id=global_id(row, name)) == {"data": {"node": None}}
