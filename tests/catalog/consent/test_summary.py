"""Use terms in plain English."""

from datetime import date

import pytest

from catalog.consent.rules import Modifier, Permission, UseTerms
from catalog.consent.rules.duo import COL, DS, GRU, GS, HMB, IS, MOR, NPU, PS, RS, RTN, TERMS, TS, US, TermKind
from catalog.consent.summary import summary


@pytest.mark.parametrize("code", [term.id for term in TERMS.values() if term.kind is TermKind.MODIFIER])
def test_every_modifier_has_a_sentence_of_its_own(code: str) -> None:
    said = summary(UseTerms(modifiers=(Modifier(code=code),)))

    assert len(said) == 1
    assert "tagged" not in said[0]


@pytest.mark.parametrize("code", [term.id for term in TERMS.values() if term.kind is TermKind.PERMISSION])
def test_every_permission_has_a_sentence_of_its_own(code: str) -> None:
    said = summary(UseTerms(permissions=(Permission(code=code),)))

    assert len(said) == 1
    assert "tagged" not in said[0]


@pytest.mark.parametrize(
    ("modifier", "sentence"),
    [
        (Modifier(code=GS, countries=("de", "AT")), "It may be used only in AT, DE."),
        (Modifier(code=TS, months=24), "It may be used for 24 months."),
        (Modifier(code=MOR, date=date(2027, 1, 1)), "Nothing may be published before 2027-01-01."),
        (Modifier(code=RS, topics=("ageing",)), "Only research on ageing is allowed."),
        (Modifier(code=US, users=("orcid:1",)), "Only orcid:1 may use it."),
        (Modifier(code=PS, projects=("P-7",)), "Only the project P-7 may use it."),
        (Modifier(code=IS, institutions=("X",)), "Only X may use it."),
        (Modifier(code=RTN, databases=("EGA",)), "Derived data must be returned to EGA."),
        (Modifier(code=COL, collaborators=("the cohort",)), "It may be used only in collaboration with the cohort."),
    ],
)
def test_parameters_are_named(modifier: Modifier, sentence: str) -> None:
    assert summary(UseTerms(modifiers=(modifier,))) == [sentence]


def test_alternatives_are_said_to_be_such() -> None:
    terms = UseTerms(
        permissions=(
            Permission(code=HMB, modifiers=(Modifier(code=NPU),)),
            Permission(code=DS, diseases=("MONDO:0007254",)),
        ),
        alternatives=True,
    )

    assert summary(terms, {"MONDO:0007254": "breast cancer"}) == [
        (
            "Either: Research on health and disease is allowed; research on ancestry is not. "
            "Only nonprofit organisations may use it."
        ),
        "Or: Only research on breast cancer is allowed.",
    ]


@pytest.mark.parametrize(
    "terms",
    [
        UseTerms(permissions=(Permission(code=GRU),), text="call 0123 first"),
        UseTerms(permissions=(Permission(code=GRU, text="call 0123 first"),)),
    ],
)
def test_free_text_is_announced_and_never_repeated(terms: UseTerms) -> None:
    assert summary(terms) == [
        "Research of any kind is allowed.",
        "There are further conditions in words, which a person must read.",
    ]


def test_free_text_of_an_alternative_s_own_modifier_is_announced() -> None:
    own = Modifier(code=NPU, text="call 0123 first")

    assert summary(UseTerms(permissions=(Permission(code=GRU, modifiers=(own,)),))) == [
        "Research of any kind is allowed. Only nonprofit organisations may use it.",
        "There are further conditions in words, which a person must read.",
    ]


def test_codes_that_nobody_knows_are_not_repeated() -> None:
    assert summary(UseTerms(permissions=(Permission(code="<script>"),))) == [
        "It carries a code that a person must read."
    ]
    assert summary(UseTerms(permissions=(Permission(code="DUO:0000014"),))) == ["It is tagged “research use only”."]


def test_no_terms_say_so() -> None:
    assert summary(UseTerms()) == ["It is not stated what is allowed."]
