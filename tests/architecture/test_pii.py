"""Every field of every model says which personal data it holds."""

import pytest
from django.apps import apps
from django.db.models import Model

from exchange.kernel.pii import PiiClass, classify
from exchange.settings.base import ROOMS

MODELS = [
    model
    for model in apps.get_models()
    if apps.get_containing_app_config(model.__module__).name in ROOMS  # type: ignore[union-attr]
]


def test_there_are_models_to_class() -> None:
    assert len(MODELS) > 30


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_classed(model: type[Model]) -> None:
    fields = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    classed: dict[str, PiiClass] = getattr(model, "PII", {})
    assert {"not classed": fields - classed.keys(), "not a field": classed.keys() - fields} == {
        "not classed": set(),
        "not a field": set(),
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_references_to_people_are_links(model: type[Model]) -> None:
    people = {field.name for field in model._meta.concrete_fields if field.related_model is PERSON}
    assert {name: model.PII[name] for name in people} == dict.fromkeys(people, PiiClass.LINK)  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_telling_names_are_not_called_harmless(model: type[Model]) -> None:
    """A field whose name says e-mail, person's name, address, pseudonym or secret is never of the class `none`."""
    telling = ("email", "full_name", "orcid", "address", "pseudonym", "password", "secret")
    harmless = {name for name, pii_class in model.PII.items() if pii_class is PiiClass.NONE}  # type: ignore[attr-defined]
    # When a mail was sent says nothing about its person.
    assert {name for name in harmless if any(word in name for word in telling)} <= {"emailed_at"}


PERSON = apps.get_model("parties.Person")


def test_classify_names_each_field_once() -> None:
    assert classify(none="id", contact="email phone") == {
        "id": PiiClass.NONE,
        "email": PiiClass.CONTACT,
        "phone": PiiClass.CONTACT,
    }
    with pytest.raises(ValueError, match="id is classed twice"):
        classify(none="id", link="id")
    with pytest.raises(ValueError, match="unheard"):
        classify(unheard="id")
