"""Terms of a disease vocabulary."""

import factory
from factory.django import DjangoModelFactory

from catalog.vocabulary.models import Release, Term, Vocabulary


class VocabularyFactory(DjangoModelFactory[Vocabulary]):
    """The one vocabulary that terms are of."""

    class Meta:
        model = Vocabulary
        django_get_or_create = ("name",)

    name = "MONDO"


class ReleaseFactory(DjangoModelFactory[Release]):
    """An invented release."""

    class Meta:
        model = Release
        django_get_or_create = ("vocabulary", "name")

    vocabulary = factory.SubFactory(VocabularyFactory)
    name = "2026-01"


class TermFactory(DjangoModelFactory[Term]):
    """A disease of an invented release."""

    class Meta:
        model = Term

    release = factory.SubFactory(ReleaseFactory)
    vocabulary = factory.SelfAttribute("release.vocabulary")
    code = factory.Sequence(lambda n: f"MONDO:{n:07d}")
    label = factory.Sequence(lambda n: f"disease {n}")
