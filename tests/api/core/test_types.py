"""What a type over a model must declare."""

import graphene
import pytest
from django.db.models import QuerySet

from exchange.api.core.connection import ConnectionField
from exchange.api.core.context import Context
from exchange.api.core.cursors import Order
from exchange.api.core.types import ModelType, NodeType, type_of
from exchange.kernel import clock
from exchange.parties.models import Organisation, Person, Unit
from tests.api.core.sample import HERE, SampleUnitType


def test_type_must_say_what_is_visible() -> None:
    with pytest.raises(TypeError, match="does not say which rows are visible"):

        class BlindType(ModelType):
            class Meta:
                model = Unit


@pytest.mark.parametrize(
    ("field", "message"), [("organisation", "One, Many"), ("kind", "an enum"), ("colour", "no field")]
)
def test_plain_fields_are_plain(field: str, message: str) -> None:
    with pytest.raises(TypeError, match=message):

        class WrongType(ModelType):
            class Meta:
                model = Unit
                fields = (field,)

            @classmethod
            def visible(cls, viewer: Person | None) -> QuerySet[Unit]:
                return Unit.objects.all()


def test_two_types_cannot_share_a_name() -> None:
    with pytest.raises(TypeError, match="two types SampleUnit"):
        type(
            "SampleUnitType",
            (NodeType,),
            {
                "Meta": type("Meta", (), {"model": Unit}),
                "visible": classmethod(lambda cls, viewer: Unit.objects.all()),
            },
        )


def test_visible_rows_must_be_distinct_by_construction() -> None:
    class DoubledType(ModelType):
        """Organisations, each as often as it has units."""

        class Meta:
            model = Organisation

        @classmethod
        def visible(cls, viewer: Person | None) -> QuerySet[Organisation]:
            return Organisation.objects.filter(units__isnull=False).distinct()

    with pytest.raises(TypeError, match="must not use distinct"):
        DoubledType.scoped(Context(None, clock.now()))


def test_type_may_be_named_by_path_or_function() -> None:
    assert type_of(SampleUnitType) is SampleUnitType
    assert type_of(f"{HERE}.SampleUnitType") is SampleUnitType
    assert type_of(lambda: SampleUnitType) is SampleUnitType
    with pytest.raises(TypeError, match="no type over a model"):
        type_of(graphene.String)


def test_argument_that_nothing_takes_does_not_import() -> None:
    with pytest.raises(TypeError, match="Nothing takes the arguments colour"):
        ConnectionField(SampleUnitType, order=Order("pk"), description="All.", colour=graphene.String())
