"""Terms found by what people type."""

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from catalog.vocabulary import queries
from catalog.vocabulary.models import Term

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def diseases() -> None:
    call_command("load_vocabulary", name="MONDO", verbosity=0)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("breast cancer", "breast cancer"),
        ("  Breast   CANCER ", "breast cancer"),
        ("MONDO:0007254", "breast cancer"),
        ("http://purl.obolibrary.org/obo/MONDO_0007254", "breast cancer"),
        ("TNBC", "triple-negative breast carcinoma"),
        ("stomach cancer", "gastric cancer"),
        ("leukaemia", "leukemia"),
        ("cholangiocarcinoma", "cholangiocarcinoma"),
        ("colangiocarcinoma", "cholangiocarcinoma"),
        ("glioblastma", "glioblastoma"),
        ("GBC", "gallbladder cancer"),
    ],
)
def test_search_terms_puts_what_is_meant_first(text: str, label: str) -> None:
    assert queries.search_terms(text, among=Term.objects.all())[0].label == label


def test_search_terms_ranks_names_that_begin_before_names_that_contain() -> None:
    labels = [term.label for term in queries.search_terms("lung", among=Term.objects.all())]

    assert labels[:3] == ["lung adenocarcinoma", "lung cancer", "lung carcinoma"]
    assert labels.index("lung neoplasm") < labels.index("squamous cell lung carcinoma")


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\ud800", "xyzzyqq", "%", "_", "(((", "\\"])
def test_search_terms_finds_nothing_for_nonsense(text: str) -> None:
    assert list(queries.search_terms(text, among=Term.objects.all())) == []


def test_ancestors_of_takes_one_query_and_leaves_out_what_is_unknown(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        found = queries.ancestors_of(["MONDO_0004992", "MONDO:0000001", "MONDO:9999999"])

    assert found == {
        "MONDO:0004992": {"MONDO:0000001", "MONDO:0005070", "MONDO:0023370", "MONDO:0045024"},
        "MONDO:0000001": set(),
    }


def test_a_search_takes_one_query_whatever_it_finds(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for text in ("breast cancer", "lung", "xyzzyqq"):
        with django_assert_num_queries(1):
            list(queries.search_terms(text, among=Term.objects.all()))
