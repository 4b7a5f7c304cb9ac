"""What stored consents mean for a purpose."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from catalog.consent import queries
from catalog.consent.rules import Ethics, Permission, Purpose, ResearchType, UseTerms
from catalog.consent.rules.duo import DS, HMB
from tests.factories.consent import (
    GENERAL,
    HEALTH_WITH_ETHICS,
    ConsentFormFactory,
    ConsentRecordFactory,
    use_terms_set,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
BREAST, MELANOMA, CANCER = "MONDO:0007254", "MONDO:0005105", "MONDO:0004992"
ON_BREAST_CANCER = Purpose(research_types=frozenset({ResearchType.DISEASE}), diseases=(BREAST,))


def on_disease(code: str) -> UseTerms:
    return UseTerms(permissions=(Permission(code=DS, diseases=(code,)),))


@pytest.fixture(autouse=True)
def diseases() -> None:
    call_command("load_vocabulary", name="MONDO", verbosity=0)


def test_verdicts_asks_the_database_once_for_all_sets(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    general, health = use_terms_set(GENERAL), use_terms_set(HEALTH_WITH_ETHICS)
    cancer, melanoma = use_terms_set(on_disease(CANCER)), use_terms_set(on_disease(MELANOMA))

    with django_assert_num_queries(1):
        found = queries.verdicts(purpose=ON_BREAST_CANCER, sets=[general, health, cancer, melanoma], on=TODAY)

    assert {key: (str(decision.verdict), decision.texts) for key, decision in found.items()} == {
        general.pk: ("PERMIT", []),
        health.pk: ("CONDITIONAL", ["pre:ethics-approval"]),
        cancer.pk: ("PERMIT", []),
        melanoma.pk: ("DENY", ["disease-outside-scope:MONDO:0007254"]),
    }


def test_verdicts_of_a_tumour_that_the_general_term_misses_is_a_question() -> None:
    cancer = use_terms_set(on_disease(CANCER))
    purpose = Purpose(research_types=frozenset({ResearchType.DISEASE}), diseases=(MELANOMA,))

    found = queries.verdicts(purpose=purpose, sets=[cancer], on=TODAY)

    assert str(found[cancer.pk].verdict) == "MANUAL"
    assert found[cancer.pk].texts == ["oncology-terms-without-is-a-path"]


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        ({}, "PERMIT"),
        ({"expires_on": date(2026, 3, 3)}, "PERMIT"),
        ({"expires_on": TODAY}, "DENY"),
        ({"status": "withdrawn", "withdrawn_at": datetime(2026, 1, 1, tzinfo=UTC)}, "DENY"),
    ],
)
def test_verdict_of_folds_in_how_the_consent_stands(record: dict[str, object], verdict: str) -> None:
    consent = ConsentRecordFactory.create(
        form=ConsentFormFactory.create(use_terms=use_terms_set(UseTerms(permissions=(Permission(code=HMB),)))), **record
    )

    assert str(queries.verdict_of(consent, purpose=ON_BREAST_CANCER, on=TODAY).verdict) == verdict


def test_verdict_of_an_unknown_consent_waits_for_a_person() -> None:
    decision = queries.verdict_of(None, purpose=ON_BREAST_CANCER, on=TODAY)

    assert str(decision.verdict) == "MANUAL"
    assert "consent-unknown" in decision.texts


def test_verdict_of_a_met_condition_is_a_permit() -> None:
    consent = ConsentRecordFactory.create(form__use_terms=use_terms_set(HEALTH_WITH_ETHICS))
    purpose = Purpose(research_types=frozenset({ResearchType.HEALTH}), ethics=Ethics.VALID)

    assert str(queries.verdict_of(consent, purpose=purpose, on=TODAY).verdict) == "PERMIT"


def test_summaries_name_diseases_with_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cancer, health = use_terms_set(on_disease(BREAST)), use_terms_set(HEALTH_WITH_ETHICS)

    with django_assert_num_queries(1):
        said = queries.summaries([cancer, health])

    assert said == {
        cancer.pk: ["Only research on breast cancer is allowed."],
        health.pk: [
            "Research on health and disease is allowed; research on ancestry is not.",
            "The recipient needs an ethics approval.",
        ],
    }
