"""What a mutation, its codes and an enum must declare to be imported."""

from enum import StrEnum
from typing import Any

import graphene
import pytest

from exchange.api.core.codes import explain
from exchange.api.core.enums import enum_type
from exchange.api.core.mutation import Mutation, SignedIn


class SampleCode(StrEnum):
    """Codes of a command."""

    NOT_ALLOWED = "NOT_ALLOWED"
    TOO_LATE = "TOO_LATE"


def declare(**changes: Any) -> None:
    """Declare a mutation that lacks nothing but what the changes take away."""

    class Complete:
        text = graphene.String(description="Anything.")

    attributes: dict[str, Any] = {
        "__doc__": "Do something.",
        "permission": SignedIn("It is only a test."),
        "codes": explain(),
        "Input": Complete,
        "perform": classmethod(lambda cls, **_: cls()),
    }
    attributes = {name: value for name, value in (attributes | changes).items() if value is not None}
    type("SampleDeclared", (Mutation,), attributes)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"permission": None}, "declares no permission"),
        ({"permission": "import_listings"}, "declares no permission"),
        ({"codes": None}, "declares no error codes"),
        ({"Input": None}, "declares no Input"),
        ({"perform": None}, "performs nothing"),
        ({"__doc__": None}, "has no docstring"),
        ({"thing": graphene.String(required=True)}, "cannot be required"),
    ],
)
def test_incomplete_mutation_does_not_import(change: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        declare(**change)


def test_codes_need_a_sentence_each() -> None:
    assert explain(SampleCode, TOO_LATE="It is over.").sentences == {
        "NOT_ALLOWED": "The person has no role that allows this here.",
        "TOO_LATE": "It is over.",
    }
    for sentences in ({}, {"TOO_LATE": "…", "EXTRA": "…"}):
        with pytest.raises(TypeError, match="one sentence"):
            explain(SampleCode, **sentences)


def test_enum_needs_a_sentence_for_each_member() -> None:
    for sentences in ({"TOO_LATE": "…"}, {"TOO_LATE": "…", "NOT_ALLOWED": "…", "EXTRA": "…"}):
        with pytest.raises(TypeError, match="one sentence"):
            enum_type(SampleCode, **sentences)
    enum_type(SampleCode, TOO_LATE="…", NOT_ALLOWED="…")
    with pytest.raises(TypeError, match="two enums"):
        enum_type(SampleCode, TOO_LATE="…", NOT_ALLOWED="…")
