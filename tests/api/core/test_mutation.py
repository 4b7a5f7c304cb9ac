"""The base of mutations: what it demands of a declaration, and what it answers."""

import json
from datetime import datetime
from enum import StrEnum
from typing import Any

import graphene
import pytest
from django.db import connection, transaction

from exchange.api.core.codes import explain
from exchange.api.core.context import Context
from exchange.api.core.ids import IdOf, global_id
from exchange.api.core.mutation import MUTATIONS, Anybody, Input, Mutation
from exchange.kernel import clock
from exchange.kernel.errors import InvalidInput, NotAllowed, Refused, WrongState
from exchange.parties.models import Person
from exchange.parties.permissions import Permission
from exchange.parties.roles import Role
from tests.api.core.sample import HIDDEN, Query, SampleUnitType
from tests.factories.parties import MembershipFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.django_db


class SampleCode(StrEnum):
    """Codes of the test's command."""

    NOT_ALLOWED = "NOT_ALLOWED"
    TOO_LATE = "TOO_LATE"


class SampleItem(Input):
    """An input within."""

    unit = IdOf(SampleUnitType, required=True, description="A unit.")
    note = graphene.String(description="A note.")


class SampleDo(Mutation):
    """Do what the test says."""

    permission = Permission.IMPORT_LISTINGS
    codes = explain(SampleCode, TOO_LATE="It is over.")

    class Input:
        unit = IdOf(SampleUnitType, description="A unit.")
        units = IdOf(SampleUnitType, is_list=True, description="Units.")
        items = graphene.List(graphene.NonNull(SampleItem), description="Items.")
        some_text = graphene.String(description="What to do.")

    unit = graphene.Field(SampleUnitType, description="The unit.")
    seen = graphene.String(description="What arrived.")

    @classmethod
    def perform(cls, *, by: Person, now: datetime, some_text: str = "absent", **given: Any) -> "SampleDo":
        actions[some_text](by)
        return cls(unit=given.get("unit"), seen=repr((some_text, by.pk, sorted(given.items()))))


class SamplePublic(Mutation):
    """Do it for anybody."""

    permission = Anybody("It is only a test.")
    codes = explain()

    class Input:
        text = graphene.String(description="Anything.")

    who = graphene.String(description="Who asked.")

    @classmethod
    def perform(cls, *, by: Person | None, now: datetime, text: str | None = "absent") -> "SamplePublic":
        return cls(who=f"{by} {text}")


def nothing(by: Person) -> None:
    pass


def too_late(by: Person) -> None:
    raise Refused(SampleCode.TOO_LATE, "It is over.", field="some_text", days_late=3)


def not_allowed(by: Person) -> None:
    raise NotAllowed("Not here.", permission=Permission.IMPORT_LISTINGS)


def invalid(by: Person) -> None:
    raise InvalidInput("items.0.note", "A note has words.")


def undeclared(by: Person) -> None:
    raise WrongState("submit", "draft")


def broken(by: Person) -> None:
    raise RuntimeError("with a secret")


def refused_by_trigger(by: Person) -> None:
    raise_in_database("G2: shipment 0190a6f4-3a4e-7cc1-8d8c-111111111111 may not leave: consent withdrawn", "RG002")


def raise_in_database(message: str, sqlstate: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = '{sqlstate}'; END $$")


def refused_by_another_trigger(by: Person) -> None:
    raise_in_database("pgtrigger: with a secret", "P0001")


actions = {"absent": nothing, "null": nothing} | {
    function.__name__: function
    for function in (
        nothing,
        too_late,
        not_allowed,
        invalid,
        undeclared,
        broken,
        refused_by_trigger,
        refused_by_another_trigger,
    )
}

# They are the test's, and no business of the table of real commands.
for name in ("sampleDo", "samplePublic"):
    del MUTATIONS[name]


class Commands(graphene.ObjectType):
    """What can be done."""

    sample_do = SampleDo.Field()
    sample_public = SamplePublic.Field()


schema = graphene.Schema(query=Query, mutation=Commands)
DO = """
mutation($input: SampleDoInput!) {
  sampleDo(input: $input) { unit { name } seen errors { code message field params } }
}
"""


def run(viewer: Person | None, **given: Any) -> Any:
    return schema.execute(DO, variables={"input": given}, context_value=Context(viewer, clock.now()))


def refusal(viewer: Person | None, **given: Any) -> dict[str, Any]:
    """Return the one typed error of the command, which must have done nothing else."""
    result = run(viewer, **given)
    assert result.errors is None
    payload = result.data["sampleDo"]
    assert (payload["unit"], payload["seen"]) == (None, None)
    (error,) = payload["errors"]
    return {**error, "params": json.loads(error["params"])}


@pytest.fixture
def manager() -> Person:
    return MembershipFactory(unit=UnitFactory(), role=Role.RESOURCE_MANAGER.value).person


def test_command_gets_rows_for_ids_and_only_what_was_given(manager: Person) -> None:
    unit = UnitFactory(name="freezer")
    known = global_id(unit, "SampleUnit")
    result = run(manager, unit=known, units=[known], items=[{"unit": known, "note": None}], someText="nothing")
    assert result.errors is None
    payload = result.data["sampleDo"]
    assert payload["errors"] == []
    assert payload["unit"] == {"name": "freezer"}
    expected = [("items", [{"unit": unit, "note": None}]), ("unit", unit), ("units", [unit])]
    assert payload["seen"] == repr(("nothing", manager.pk, expected))
    assert run(manager).data["sampleDo"]["seen"] == repr(("absent", manager.pk, []))


def test_nobody_is_asked_to_sign_in() -> None:
    assert refusal(None, someText="broken") == {
        "code": "NOT_SIGNED_IN",
        "message": "Sign in first.",
        "field": None,
        "params": {},
    }


def test_person_without_the_permission_anywhere_is_refused() -> None:
    researcher = MembershipFactory(role=Role.RESEARCHER.value).person
    assert refusal(researcher, someText="broken") == {
        "code": "NOT_ALLOWED",
        "message": "This needs the role Resource manager.",
        "field": None,
        "params": {"permission": "import_listings"},
    }
    assert refusal(PersonFactory(), someText="broken")["code"] == "NOT_ALLOWED"


@pytest.mark.parametrize(
    ("argument", "field"),
    [
        ({"unit": "?"}, "unit"),
        ({"units": ["?"]}, "units"),
        ({"items": [{"unit": "ok"}, {"unit": "?"}]}, "items.1.unit"),
    ],
)
def test_id_of_nothing_visible_names_its_field(manager: Person, argument: dict[str, Any], field: str) -> None:
    hidden, shown, other = UnitFactory(name=HIDDEN), UnitFactory(name="shown"), PersonFactory()
    wrong = [
        global_id(hidden, "SampleUnit"),
        global_id(other, "SamplePerson"),
        global_id(other, "SampleUnit"),
        "%%%",
        "",
        "U2FtcGxlVW5pdDo=",
    ]
    for identifier in wrong:
        given = json.loads(
            json.dumps(argument).replace("?", identifier).replace('"ok"', json.dumps(global_id(shown, "SampleUnit")))
        )
        assert refusal(manager, **given, someText="broken") == {
            "code": "NOT_FOUND",
            "message": "No such unit.",
            "field": field,
            "params": {},
        }


def test_refusal_of_the_domain_is_typed(manager: Person) -> None:
    assert refusal(manager, someText="too_late") == {
        "code": "TOO_LATE",
        "message": "It is over.",
        "field": "someText",
        "params": {"daysLate": 3},
    }
    assert refusal(manager, someText="not_allowed")["params"] == {"permission": "import_listings"}
    assert refusal(manager, someText="invalid")["field"] == "items.0.note"


def test_refusal_of_the_database_is_typed_without_ids(manager: Person) -> None:
    assert refusal(manager, someText="refused_by_trigger") == {
        "code": "REFUSED_BY_DATABASE",
        "message": "shipment may not leave: consent withdrawn",
        "field": None,
        "params": {"guarantee": "G2"},
    }


@pytest.mark.parametrize("action", ["undeclared", "broken", "refused_by_another_trigger"])
def test_everything_else_is_no_typed_error(manager: Person, action: str) -> None:
    result = run(manager, someText=action)
    assert result.data is None
    assert len(result.errors) == 1


def test_command_for_anybody_needs_no_person() -> None:
    document = "mutation($input: SamplePublicInput!) { samplePublic(input: $input) { who errors { code } } }"

    def who(**given: Any) -> str:
        result = schema.execute(document, variables={"input": given}, context_value=Context(None, clock.now()))
        return result.data["samplePublic"]["who"]

    assert who() == "None absent"
    assert who(text=None) == "None None"
