"""Terms of a disease vocabulary."""

import factory
from factory.django import DjangoModelFactory

from catalog.vocabulary.models import Term


class TermFactory(DjangoModelFactory[Term]):
    """A disease of an invented release."""

    class Meta:
        model = Term

    code = factory.Sequence(lambda n: f"MONDO:{n:07d}")
    label = factory.Sequence(lambda n: f"disease {n}")
    synonyms = factory.LazyFunction(list)
    release = "2026-01"
