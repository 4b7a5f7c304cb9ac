"""What people have saved to search again."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from catalog.search.models import SavedSearch
from tests.factories.parties import PersonFactory


class SavedSearchFactory(DjangoModelFactory[SavedSearch]):
    """A search for breast that tells of nothing."""

    class Meta:
        model = SavedSearch

    owner = factory.SubFactory(PersonFactory)
    name = factory.Sequence(lambda n: f"search {n}")
    wish = factory.LazyFunction(lambda: {"text": "breast"})
    told_until = datetime(2026, 3, 1, tzinfo=UTC)
