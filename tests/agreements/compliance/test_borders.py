"""The rules of borders that are shipped: each with transfers to which it applies, and to which it does not."""

from datetime import date
from typing import Any

import pytest

from agreements.compliance.reading import read_facts, shipped_rulebook
from agreements.compliance.rules import Assessment, Effect, assess

TODAY = date(2026, 11, 1)
TISSUE = {
    "material": "tissue",
    "is_human": True,
    "is_personal_data": True,
    "is_infectious": False,
    "is_select_agent": False,
    "purpose": "research",
    "funders": [],
    "is_collaboration": True,
    "has_ethics_approval": True,
    "consent_scope": "specific",
    "is_recipient_dpf_certified": False,
    "recipient_sector": "academic",
    "is_covered_person": False,
    "persons": [{"category": "specimens", "persons": 12}],
    "transport": "road",
    "un_class": "not_regulated",
}
MOUSE = {
    "material": "organism",
    "is_human": False,
    "is_personal_data": False,
    "is_infectious": False,
    "is_animal_derived": True,
    "is_primate": False,
    "is_cites_listed": False,
    "is_genetically_modified": False,
    "purpose": "research",
    "funders": [],
    "is_covered_person": False,
    "transport": "road",
    "collected_on": "2020-01-01",
}


def transfer(way: str, base: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the facts of a transfer from one country to another, such as ``UG-US``."""
    provider, recipient = way.split("-")
    places = {"origin_country": provider, "provider_country": provider, "recipient_country": recipient}
    return {**base, **places, "access_countries": [recipient], **changes}


def found(facts: dict[str, Any], on: date = TODAY) -> Assessment:
    return assess(shipped_rulebook(), read_facts(facts), on=on)


def persons(category: str, count: int, on: str | None = None) -> dict[str, Any]:
    return {"category": category, "persons": count} | ({"on": on} if on else {})


BULK = [persons("specimens", 101)]
DATA = {**TISSUE, "material": "data", "transport": "electronic", "persons": []}
# Rule, facts to which it applies, facts to which it does not, and the day.
APPLY: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("house-domestic", transfer("FI-FI", TISSUE), transfer("FI-FI", TISSUE, access_countries=["FI", "SE"])),
    ("eu-gdpr-within-eea", transfer("AT-DE", TISSUE), transfer("AT-DE", TISSUE, access_countries=["DE", "US"])),
    ("eu-gdpr-anonymous", transfer("AT-US", TISSUE, is_personal_data=False), transfer("AT-US", TISSUE)),
    ("eu-gdpr-adequacy", transfer("AT-JP", TISSUE), transfer("AT-IN", TISSUE)),
    ("eu-gdpr-adequacy", transfer("AT-BR", TISSUE), transfer("AT-ZA", TISSUE)),
    ("eu-gdpr-adequacy", transfer("AT-CA", TISSUE, recipient_sector="industry"), transfer("AT-CA", TISSUE)),
    ("eu-gdpr-adequacy", transfer("AT-US", TISSUE, is_recipient_dpf_certified=True), transfer("AT-US", TISSUE)),
    ("eu-gdpr-adequacy", transfer("AT-DE", TISSUE, access_countries=["GB"]), transfer("AT-DE", TISSUE)),
    ("eu-gdpr-safeguards", transfer("AT-US", TISSUE), transfer("AT-JP", TISSUE)),
    ("eu-gdpr-safeguards", transfer("AT-DE", TISSUE, access_countries=["US"]), transfer("AT-DE", TISSUE)),
    ("eu-gdpr-safeguards", transfer("AT-CA", TISSUE), transfer("AT-CA", TISSUE, recipient_sector="industry")),
    ("eu-gdpr-broad-consent", transfer("DE-US", TISSUE, consent_scope="broad"), transfer("DE-US", TISSUE)),
    ("nagoya-access", transfer("KE-DE", MOUSE), transfer("US-DE", MOUSE)),
    ("nagoya-access", transfer("KE-DE", MOUSE), transfer("KE-DE", MOUSE, collected_on="2014-10-11")),
    ("eu-due-diligence", transfer("KE-DE", MOUSE), transfer("KE-CH", MOUSE)),
    ("nagoya-national-law", transfer("KE-CH", MOUSE, collected_on="2014-10-11"), transfer("KE-CH", MOUSE)),
    ("cn-human-genetic-resources", transfer("CN-DE", TISSUE), transfer("CN-DE", TISSUE, material="serum")),
    ("cn-excluded-fluids", transfer("CN-DE", TISSUE, material="serum"), transfer("CN-DE", TISSUE)),
    ("cn-information", transfer("CN-DE", DATA), transfer("CN-DE", TISSUE)),
    (
        "cn-foreign-provider",
        transfer("US-DE", TISSUE, origin_country="CN"),
        transfer("US-DE", TISSUE, origin_country="CN", material="cell_line"),
    ),
    ("in-research-collaboration", transfer("IN-US", TISSUE), transfer("IN-US", TISSUE, is_collaboration=False)),
    ("in-research-alone", transfer("IN-US", TISSUE, is_collaboration=False), transfer("IN-US", TISSUE)),
    ("in-commercial", transfer("IN-US", TISSUE, purpose="commercial"), transfer("IN-US", TISSUE)),
    ("in-no-objection", transfer("IN-US", TISSUE), transfer("IN-US", DATA)),
    ("br-human-material", transfer("BR-BR", TISSUE), transfer("BR-BR", MOUSE)),
    ("br-export", transfer("BR-US", TISSUE), transfer("BR-BR", TISSUE)),
    ("br-personal-data", transfer("BR-US", DATA), transfer("BR-US", DATA, is_personal_data=False)),
    ("za-transfer-agreement", transfer("ZA-ZA", TISSUE), transfer("ZA-ZA", DATA)),
    ("za-permit", transfer("DE-ZA", TISSUE), transfer("ZA-ZA", TISSUE)),
    ("za-personal-data", transfer("ZA-US", DATA), transfer("US-ZA", DATA)),
    ("ke-research-licence", transfer("KE-US", TISSUE), transfer("US-KE", TISSUE)),
    ("ng-transfer-agreement", transfer("NG-US", TISSUE), transfer("US-NG", TISSUE)),
    ("ug-registration", transfer("UG-US", TISSUE), transfer("UG-US", MOUSE)),
    ("ug-access-permit", transfer("UG-US", MOUSE), transfer("UG-US", TISSUE)),
    ("zm-approval", transfer("GB-ZM", TISSUE), transfer("ZM-ZM", TISSUE)),
    ("africa-default", transfer("TZ-US", TISSUE), transfer("UG-US", TISSUE)),
    ("us-bulk-genomic", transfer("US-CN", TISSUE, persons=BULK), transfer("US-CN", TISSUE)),
    ("us-bulk-genomic", transfer("US-DE", TISSUE, persons=BULK, access_countries=["HK"]), transfer("US-DE", TISSUE)),
    ("us-bulk-genomic", transfer("US-DE", TISSUE, persons=BULK, is_covered_person=True), transfer("US-DE", TISSUE)),
    (
        "us-bulk-omic",
        transfer("US-CN", DATA, persons=[persons("proteomic", 1001)]),
        transfer("US-CN", DATA, persons=[persons("proteomic", 1000)]),
    ),
    (
        "us-bulk-other",
        transfer("US-RU", DATA, persons=[persons("health", 10_001)]),
        transfer("US-RU", DATA, persons=[persons("health", 10_000)]),
    ),
    ("us-bulk-federally-funded", transfer("US-CN", TISSUE, funders=["us_federal"]), transfer("US-CN", TISSUE)),
    ("us-below-bulk", transfer("US-CN", TISSUE), transfer("US-CN", TISSUE, persons=BULK)),
    ("us-onward-transfer", transfer("US-DE", TISSUE, persons=BULK), transfer("US-CN", TISSUE, persons=BULK)),
    ("us-open", transfer("US-DE", TISSUE), transfer("US-VE", TISSUE)),
    (
        "us-nih-specimens",
        transfer("US-CN", TISSUE, funders=["nih"]),
        transfer("US-CN", TISSUE, funders=["nih"], material="cell_line", public_since="2025-10-23"),
    ),
    ("us-nih-data", transfer("US-CN", DATA, funders=["nih"]), transfer("US-DE", DATA, funders=["nih"])),
    ("us-nih-data-security", transfer("US-DE", DATA, funders=["nih"]), transfer("US-DE", DATA)),
    ("us-import-permit", transfer("DE-US", TISSUE, is_infectious=True), transfer("DE-US", TISSUE)),
    ("us-import-statement", transfer("DE-US", TISSUE), transfer("DE-US", TISSUE, is_infectious=True)),
    ("us-aphis", transfer("CH-US", MOUSE), transfer("CH-US", MOUSE, is_primate=True)),
    (
        "us-select-agent",
        transfer("CA-US", MOUSE, material="toxin", is_select_agent=True),
        transfer("CA-CH", MOUSE, material="toxin", is_select_agent=True),
    ),
    ("gb-storage-licence", transfer("GB-GB", TISSUE, has_ethics_approval=False), transfer("GB-GB", TISSUE)),
    ("gb-import-consent", transfer("KE-GB", TISSUE), transfer("KE-GB", TISSUE, material="serum")),
    ("gb-export-use", transfer("GB-KE", TISSUE), transfer("GB-KE", TISSUE, material="cell_line")),
    ("iata-category-a", transfer("CH-JP", TISSUE, transport="air", un_class="category_a"), transfer("CH-JP", TISSUE)),
    ("iata-category-b", transfer("CH-JP", TISSUE, transport="air", un_class="category_b"), transfer("CH-JP", TISSUE)),
    (
        "iata-exempt-human",
        transfer("CH-JP", TISSUE, transport="air", un_class="exempt_human_specimen"),
        transfer("CH-JP", TISSUE),
    ),
    (
        "iata-dry-ice",
        transfer("CH-JP", TISSUE, transport="air", dry_ice_kg=5),
        transfer("CH-JP", TISSUE, transport="air", dry_ice_kg=0),
    ),
    (
        "iata-modified-organism",
        transfer("CH-JP", MOUSE, transport="air", is_genetically_modified=True, un_class="not_regulated"),
        transfer("CH-JP", MOUSE, transport="air", is_genetically_modified=True, un_class="category_b"),
    ),
    ("cites", transfer("KE-CH", MOUSE, is_cites_listed=True), transfer("KE-KE", MOUSE, is_cites_listed=True)),
]
# Rule, facts to which it applies, a day on which it does, and the next or the last one on which it does not.
DAYS: list[tuple[str, dict[str, Any], date, date]] = [
    ("cn-fluids-before", transfer("CN-DE", TISSUE, material="serum"), date(2025, 4, 17), date(2025, 4, 18)),
    ("cn-excluded-fluids", transfer("CN-DE", TISSUE, material="serum"), date(2025, 4, 18), date(2025, 4, 17)),
    ("us-bulk-genomic", transfer("US-CN", TISSUE, persons=BULK), date(2025, 4, 8), date(2025, 4, 7)),
    ("us-nih-specimens", transfer("US-CN", TISSUE, funders=["nih"]), date(2025, 10, 24), date(2025, 10, 23)),
    ("eu-gdpr-safeguards", transfer("AT-BR", TISSUE), date(2026, 1, 25), date(2026, 1, 26)),
    ("eu-gdpr-adequacy", transfer("AT-BR", TISSUE), date(2026, 1, 26), date(2026, 1, 25)),
]


def certain(assessment: Assessment) -> dict[str, Effect]:
    """Return the effects of the rules that apply for certain."""
    return {finding.rule: finding.effect for finding in assessment.findings if not finding.missing}


@pytest.mark.parametrize(
    ("rule", "applies", "does_not"), APPLY, ids=[f"{rule}-{n}" for n, (rule, *_) in enumerate(APPLY)]
)
def test_rule_applies(rule: str, applies: dict[str, Any], does_not: dict[str, Any]) -> None:
    definition = next(one for one in shipped_rulebook().rules if one.id == rule)
    assert certain(found(applies))[rule] is definition.effect
    assert rule not in {finding.rule for finding in found(does_not).findings}


def test_every_rule_is_tried() -> None:
    assert {rule for rule, *_ in (*APPLY, *DAYS)} == {rule.id for rule in shipped_rulebook().rules}


@pytest.mark.parametrize(("rule", "facts", "inside", "outside"), DAYS)
def test_rule_holds_on_its_days_only(rule: str, facts: dict[str, Any], inside: date, outside: date) -> None:
    assert rule in certain(found(facts, on=inside))
    assert rule not in certain(found(facts, on=outside))


def test_persons_are_summed_over_twelve_months() -> None:
    def verdict(earlier: str) -> Effect:
        counts = [persons("specimens", 60), persons("specimens", 41, earlier)]
        return found(transfer("US-CN", TISSUE, persons=counts)).verdict

    assert verdict("2025-11-02") is Effect.BLOCK
    assert verdict("2025-11-01") is Effect.ALLOW
    assert verdict("2026-11-02") is Effect.ALLOW


@pytest.mark.parametrize(("earlier", "verdict"), [("2027-03-01", Effect.BLOCK), ("2027-02-28", Effect.ALLOW)])
def test_persons_are_summed_up_to_a_leap_day(earlier: str, verdict: Effect) -> None:
    counts = [persons("specimens", 60), persons("specimens", 41, earlier)]
    assert found(transfer("US-CN", TISSUE, persons=counts), on=date(2028, 2, 29)).verdict is verdict


def test_worst_finding_is_the_verdict_and_stands_first() -> None:
    assessment = found(transfer("UG-US", TISSUE))
    assert (assessment.verdict, assessment.findings[0].effect) == (Effect.DOCUMENT, Effect.DOCUMENT)
    assert certain(assessment) == {"ug-registration": Effect.DOCUMENT, "us-import-statement": Effect.DOCUMENT}


@pytest.mark.parametrize("missing", ["provider_country", "recipient_country", "material", "is_human"])
def test_without_what_matters_most_one_question_stands_for_all(missing: str) -> None:
    facts = transfer("AT-DE", TISSUE)
    del facts[missing]
    (question, *others) = [finding for finding in found(facts).findings if finding.effect is Effect.REVIEW]
    assert (question.rule, question.missing, others) == ("house-essentials", (missing,), [])


def test_country_that_nobody_can_place_is_not_known() -> None:
    assessment = found(transfer("AT-XX", TISSUE))
    assert assessment.verdict is Effect.REVIEW
    assert assessment.findings[0].missing == ("recipient_country",)


def test_one_unknown_country_of_access_is_a_question() -> None:
    assessment = found(transfer("AT-DE", TISSUE, access_countries=["DE", "XX"]))
    assert assessment.verdict is Effect.REVIEW
    assert "eu-gdpr-within-eea" not in certain(assessment)


def test_missing_fact_is_a_question_that_names_it() -> None:
    facts = transfer("DE-US", TISSUE)
    del facts["is_infectious"]
    questions = {finding.rule: finding.missing for finding in found(facts).findings if finding.missing}
    assert questions == {"us-import-permit": ("is_infectious",), "us-import-statement": ("is_infectious",)}


def test_silence_is_no_permission() -> None:
    assessment = found(transfer("NZ-AU", TISSUE))
    assert [(finding.rule, finding.effect) for finding in assessment.findings] == [("house-silence", Effect.REVIEW)]
