"""The consent itself: status, codes, several permissions, alternatives."""

import datetime as dt

import pytest

from catalog.consent.rules import Modifier, Permission, Purpose, ResearchType, Standing, UseTerms, match, standing_on
from tests.catalog.consent.tables import BREAST, BREAST_CHILD, LUNG, TODAY, answer, decide, terms

HEALTH = {"research_types": ["health"]}
FOR_PROFIT = HEALTH | {"org_type": "for-profit", "commercial": True}


@pytest.mark.parametrize(
    ("status", "verdict", "reasons"),
    [
        ("active", "PERMIT", []),
        ("withdrawn", "DENY", ["consent-withdrawn"]),
        ("revoked", "DENY", ["consent-withdrawn"]),
        ("expired", "DENY", ["consent-expired"]),
        ("unknown", "MANUAL", ["consent-unknown"]),
        ("missing", "MANUAL", ["consent-unknown"]),
        ("none", "MANUAL", ["consent-unknown"]),
    ],
)
def test_status(status: str, verdict: str, reasons: list[str]) -> None:
    assert answer(terms("GRU", status=status), HEALTH) == (verdict, reasons)


def test_withdrawn_still_reports_every_other_rule() -> None:
    consent = terms("HMB", {"code": "NPU"}, {"code": "PUB"}, status="withdrawn")
    reasons = ["consent-withdrawn", "organisation-for-profit", "post:publish-results"]
    assert answer(consent, FOR_PROFIT) == ("DENY", reasons)


@pytest.mark.parametrize(
    ("withdrawn", "expires_on", "standing"),
    [
        (False, None, Standing.ACTIVE),
        (False, TODAY + dt.timedelta(days=1), Standing.ACTIVE),
        (False, TODAY, Standing.EXPIRED),
        (True, TODAY, Standing.WITHDRAWN),
        (True, None, Standing.WITHDRAWN),
    ],
)
def test_standing_on(*, withdrawn: bool, expires_on: dt.date | None, standing: Standing) -> None:
    assert standing_on(TODAY, withdrawn=withdrawn, expires_on=expires_on) is standing


@pytest.mark.parametrize(
    "spelling",
    [
        "DUO:0000042",
        "DUO_0000042",
        "duo:0000042",
        " DUO:0000042 ",
        "http://purl.obolibrary.org/obo/DUO_0000042",
        "https://purl.obolibrary.org/obo/DUO_0000042",
        "obo:DUO_0000042",
        "GRU",
        "gru",
    ],
)
def test_permission_in_every_spelling(spelling: str) -> None:
    assert answer(terms(spelling), {"research_types": ["general"]}) == ("PERMIT", [])


@pytest.mark.parametrize(
    ("code", "reasons"),
    [
        ("DUO:0009999", ["unknown-term:DUO:0009999"]),
        ("DUO:42", ["unknown-term:DUO:42"]),
        ("only for aunt Mary", ["unknown-term"]),
        ("http://example.org/DUO_0000042", ["unknown-term"]),
        ("DUO:0000005", ["obsolete-term:DUO:0000005"]),
        ("GRU-CC", ["obsolete-term:DUO:0000005"]),
        ("DUO_0000014", ["obsolete-term:DUO:0000014"]),
        ("DUO:0000003", ["obsolete-term:DUO:0000003"]),
        ("DUO:0000001", ["root-term:DUO:0000001", "no-primary"]),
        ("DUO:0000033", ["misplaced-term:DUO:0000033", "no-primary"]),
    ],
)
def test_permission_that_cannot_be_read_asks(code: str, reasons: list[str]) -> None:
    assert answer(terms(code), HEALTH) == ("MANUAL", reasons)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("DUO:0009999", "unknown-term:DUO:0009999"),
        ("DUO:0000002", "obsolete-term:DUO:0000002"),
        ("DUO:0000017", "root-term:DUO:0000017"),
        ("DUO:0000006", "misplaced-term:DUO:0000006"),
        ("GSSO:000123", "unknown-term:GSSO:000123"),
    ],
)
def test_modifier_that_cannot_be_read_asks(code: str, reason: str) -> None:
    assert answer(terms("GRU", {"code": code, "whatever": ["x"]}), HEALTH) == ("MANUAL", [reason])


def test_unreadable_code_does_not_hide_a_deny() -> None:
    consent = terms("HMB", {"code": "DUO:0009999"})
    reasons = ["unknown-term:DUO:0009999", "type-outside-scope:ancestry:HMB"]
    assert answer(consent, {"research_types": ["ancestry"]}) == ("DENY", reasons)


@pytest.mark.parametrize("purpose", [HEALTH, {"research_types": ["ancestry"]}])
def test_obsolete_permission_may_allow_what_the_other_does_not(purpose: dict[str, object]) -> None:
    consent = {"permissions": [{"code": "HMB"}, {"code": "GRU-CC"}], "modifiers": []}
    assert answer(consent, purpose) == ("MANUAL", ["obsolete-term:DUO:0000005", "several-primaries"])
    assert answer(consent | {"alternatives": True}, purpose) == ("MANUAL", ["obsolete-term:DUO:0000005"])


def test_class_of_terms_beside_a_permission_allows_nothing() -> None:
    consent = {"permissions": [{"code": "HMB"}, {"code": "DUO:0000001"}], "modifiers": []}
    assert answer(consent, HEALTH) == ("MANUAL", ["root-term:DUO:0000001"])
    assert answer(consent, {"research_types": ["ancestry"]})[0] == "DENY"


def test_modifier_among_the_permissions_asks_and_counts() -> None:
    consent = {"permissions": [{"code": "HMB"}, {"code": "NPU"}], "modifiers": []}
    misplaced = "misplaced-term:DUO:0000045"
    assert answer(consent, HEALTH | {"org_type": "non-profit"}) == ("MANUAL", [misplaced])
    assert answer(consent, FOR_PROFIT) == ("DENY", [misplaced, "organisation-for-profit"])


def test_foreign_parameter_asks() -> None:
    consent = terms("HMB", {"code": "PUB", "countries": ["DE"]}, diseases=[BREAST])
    reasons = ["foreign-parameter:DUO:0000006", "foreign-parameter:DUO:0000019", "post:publish-results"]
    assert answer(consent, HEALTH) == ("MANUAL", reasons)


@pytest.mark.parametrize("consent", [{}, {"permissions": [], "modifiers": []}])
def test_consent_without_permission_asks(consent: dict[str, object]) -> None:
    assert answer(consent, HEALTH) == ("MANUAL", ["no-primary"])


def test_modifier_denies_without_any_permission() -> None:
    consent = {"permissions": [], "modifiers": [{"code": "NCU"}]}
    assert answer(consent, FOR_PROFIT) == ("DENY", ["no-primary", "use-commercial"])


@pytest.mark.parametrize(
    "consent",
    [
        terms("GRU", text="only with the family's blessing"),
        terms("GRU", other="only with the family's blessing"),
        {"permissions": [{"code": "GRU", "text": "only with the family's blessing"}]},
        terms("GRU", {"code": "CC", "text": "only with the family's blessing"}),
    ],
)
def test_free_text_asks_and_is_not_repeated(consent: dict[str, object]) -> None:
    decision = decide(consent, HEALTH)
    assert (decision.verdict.value, decision.texts) == ("MANUAL", ["free-text-terms"])
    assert "blessing" not in " ".join(reason.sentence for reason in decision.reasons)


def test_annotations_are_no_free_text() -> None:
    consent = {
        "permissions": [{"code": "GRU", "label": "general research use", "version": "2021-02-23"}],
        "note": "checked",
    }
    assert answer(consent, HEALTH) == ("PERMIT", [])


def test_nres_with_modifiers_asks_and_does_not_hide_a_deny() -> None:
    consent = terms("NRES", {"code": "NPU"})
    assert answer(consent, HEALTH | {"org_type": "non-profit"}) == ("MANUAL", ["nres-with-modifiers"])
    assert answer(consent, FOR_PROFIT) == ("DENY", ["nres-with-modifiers", "organisation-for-profit"])
    assert answer(terms("NRES", {"code": "CC"}), HEALTH) == ("MANUAL", ["nres-with-modifiers"])


def several(*permissions: dict[str, object], **rest: object) -> dict[str, object]:
    return {"permissions": list(permissions), "modifiers": [], **rest}


@pytest.mark.parametrize("purpose", [HEALTH, {"research_types": ["ancestry"]}, {"research_types": ["general"]}])
def test_several_permissions_ask_whatever_the_purpose(purpose: dict[str, object]) -> None:
    consent = several({"code": "HMB"}, {"code": "POA"})
    assert answer(consent, purpose) == ("MANUAL", ["several-primaries"])


def test_same_permission_twice_is_one() -> None:
    consent = several({"code": "HMB"}, {"code": "DUO_0000006"})
    assert answer(consent, HEALTH) == ("PERMIT", [])


def test_two_disease_permissions_are_several() -> None:
    consent = several({"code": "DS", "diseases": [BREAST]}, {"code": "DS", "diseases": [LUNG]})
    purpose = {"research_types": ["disease"], "diseases": [LUNG]}
    assert answer(consent, purpose) == ("MANUAL", ["several-primaries"])
    assert answer(consent | {"alternatives": True}, purpose) == ("PERMIT", [])


def test_several_permissions_do_not_hide_a_denying_modifier() -> None:
    consent = several({"code": "HMB"}, {"code": "POA"}) | {"modifiers": [{"code": "NPU"}]}
    assert answer(consent, FOR_PROFIT) == ("DENY", ["several-primaries", "organisation-for-profit"])


ALTERNATIVES = several({"code": "DS", "diseases": [BREAST]}, {"code": "POA"}, alternatives=True)


@pytest.mark.parametrize(
    ("purpose", "verdict", "reasons"),
    [
        ({"research_types": ["disease"], "diseases": [BREAST_CHILD]}, "PERMIT", []),
        ({"research_types": ["ancestry"]}, "PERMIT", []),
        ({"research_types": ["disease"], "diseases": [LUNG]}, "DENY", [f"disease-outside-scope:{LUNG}"]),
        ({"research_types": ["disease"]}, "MANUAL", ["purpose-without-disease"]),
        # Neither alternative covers both; the two together are not a third.
        ({"research_types": ["disease", "ancestry"], "diseases": [BREAST]}, "DENY", ["type-outside-scope:ancestry:DS"]),
    ],
)
def test_best_of_the_declared_alternatives_counts(purpose: dict[str, object], verdict: str, reasons: list[str]) -> None:
    assert answer(ALTERNATIVES, purpose) == (verdict, reasons)


def test_alternative_has_modifiers_of_its_own() -> None:
    consent = several(
        {"code": "HMB", "modifiers": [{"code": "NPU"}]},
        {"code": "DS", "diseases": [BREAST], "modifiers": [{"code": "PUB"}]},
        alternatives=True,
    )
    assert answer(consent, HEALTH | {"org_type": "non-profit"}) == ("PERMIT", [])
    assert answer(consent, HEALTH | {"org_type": "for-profit"})[0] == "DENY"
    breast = {"research_types": ["disease"], "diseases": [BREAST], "org_type": "for-profit"}
    decision = decide(consent, breast)
    assert (decision.verdict.value, decision.texts) == ("CONDITIONAL", ["post:publish-results"])
    assert decision.permission is not None
    assert decision.permission.code == "DUO:0000007"


def test_shared_deny_is_not_lifted_by_an_alternative() -> None:
    consent = ALTERNATIVES | {"modifiers": [{"code": "NPU"}]}
    purpose = {"research_types": ["ancestry"], "org_type": "for-profit"}
    assert answer(consent, purpose) == ("DENY", ["organisation-for-profit"])


def test_unreadable_alternative_asks() -> None:
    consent = several({"code": "GRU"}, {"code": "DUO:0000014"}, alternatives=True)
    assert answer(consent, HEALTH) == ("MANUAL", ["obsolete-term:DUO:0000014"])


def test_own_modifiers_of_undeclared_alternatives_decide_nothing() -> None:
    consent = several({"code": "GRU", "modifiers": [{"code": "NPU"}]}, {"code": "HMB"})
    assert answer(consent, FOR_PROFIT) == ("MANUAL", ["several-primaries"])


def test_parameter_set_in_python_is_never_ignored() -> None:
    built = UseTerms(permissions=(Permission(code="GRU"),), modifiers=(Modifier(code="PUB", countries=("DE",)),))
    purpose = Purpose(research_types=frozenset({ResearchType.HEALTH}))
    decision = match(built, purpose, today=TODAY)
    assert decision.texts == ["foreign-parameter:DUO:0000019", "post:publish-results"]
