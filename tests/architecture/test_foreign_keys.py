"""Foreign keys point down the house as imports do; those named by text are hidden from import-linter."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from exchange.settings.base import ROOMS

LINTER = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["tool"]["importlinter"]


def layers_of(contract: str) -> list[str]:
    return next(each["layers"] for each in LINTER["contracts"] if each["name"].startswith(contract))


def floors() -> dict[str, int]:
    """Return the floor of each room, the highest first; rooms side by side share one."""
    inside = {"catalog": layers_of("Rooms of the catalogue"), "agreements": layers_of("Rooms of the agreements")}
    flat: list[list[str]] = []
    for layer in layers_of("The house"):
        rooms = [room.strip(" ()") for room in layer.split("|")]
        if rooms[0] in inside:
            flat += [[f"{rooms[0]}.{room.strip(' ()')}" for room in each.split("|")] for each in inside[rooms[0]]]
        else:
            flat.append(rooms)
    return {room: len(flat) - place for place, group in enumerate(flat) for room in group}


FLOORS = floors()


def room_of(model: type[Model]) -> str:
    config = apps.get_containing_app_config(model.__module__)
    assert config is not None
    return config.name


RELATIONS = [
    (model, field.name, field.related_model)
    for model in apps.get_models(include_auto_created=True)
    if room_of(model) in ROOMS
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
    if isinstance(field.related_model, type)
]


def test_every_room_has_a_floor() -> None:
    assert {room for room in ROOMS if room not in FLOORS} == set()
    assert FLOORS["exchange.kernel"] < FLOORS["exchange.parties"] < FLOORS["catalog.vocabulary"]
    assert FLOORS["catalog.interchange"] < FLOORS["agreements.compliance"] < FLOORS["exchange.requests"]


@pytest.mark.parametrize(
    ("model", "field", "target"), RELATIONS, ids=[f"{model._meta.label}.{field}" for model, field, _ in RELATIONS]
)
def test_foreign_key_points_down(model: type[Model], field: str, target: type[Model]) -> None:
    here, there = room_of(model), room_of(target)
    assert here == there or FLOORS[there] < FLOORS[here], f"{here} must not point at {there}"
