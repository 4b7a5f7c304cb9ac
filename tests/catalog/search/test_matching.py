"""Values of a facet that a text means, counted as both engines count."""

from datetime import UTC, datetime

import pytest

from catalog.search.queries import Wish
from catalog.vocabulary.models import Synonym
from tests.catalog.search.engines import both_engines
from tests.factories.listings import CellLineFactory, ListingFactory
from tests.factories.vocabulary import TermFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def matching(name: str, text: str, **chosen: tuple[str, ...]) -> dict[str, int]:
    """Return what both engines count of a facet's values that a text means, by label."""
    in_sql, indexed = both_engines(None, Wish(chosen=chosen), now=NOW)
    indexed.page(size=0)
    facets = in_sql.facets([name], matching=text)
    assert indexed.facets([name], matching=text) == facets
    return {value.label: value.count for value in facets[0].values}


def test_values_are_found_by_label_by_value_and_by_synonym() -> None:
    breast = TermFactory.create(code="MONDO:0007254", label="breast cancer")
    TermFactory.create(code="MONDO:0005233", label="non-small cell lung carcinoma")
    Synonym.objects.create(term=breast, text="mammary neoplasm", scope="exact")
    for code in ("MONDO:0007254", "MONDO:0005233"):
        CellLineFactory.create(diseases=[{"vocabulary": "MONDO", "code": code, "label": "as said"}])

    assert matching("diagnosis", "BREAST") == {"breast cancer": 1}
    assert matching("diagnosis", "0005233") == {"non-small cell lung carcinoma": 1}
    assert matching("diagnosis", "mammary") == {"breast cancer": 1}
    assert matching("diagnosis", "glioma") == {}


def test_values_chosen_stay_though_the_text_means_others() -> None:
    for country in ("AT", "UG", "KE"):
        ListingFactory.create(unit__organisation__country_code=country)
    ListingFactory.create(unit__organisation__country_code="AU", visibility="draft")

    assert matching("country", "au") == {"Austria": 1}
    assert matching("country", "uganda", country=("KE", "FR")) == {"Uganda": 1, "Kenya": 1, "France": 0}
