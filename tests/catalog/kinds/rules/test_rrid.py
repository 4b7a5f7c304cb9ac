"""Identifiers of research resources have the form of their authority."""

import pytest

from catalog.kinds.rules.rrid import AUTHORITIES, Authority, rrid_of


@pytest.mark.parametrize("authority", AUTHORITIES.values(), ids=lambda authority: authority.example)
def test_the_example_of_every_authority_is_one_of_its_identifiers(authority: Authority) -> None:
    assert rrid_of(authority.example) == authority.example


@pytest.mark.parametrize(
    ("text", "rrid"),
    [
        ("RRID:CVCL_0030", "CVCL_0030"),
        (" rrid: cvcl_0030 ", "CVCL_0030"),
        ("RRID AB_2298772", "AB_2298772"),
        ("addgene_80088", "Addgene_80088"),
        ("imsr_jax:000664", "IMSR_JAX:000664"),
        ("MMRRC_026409-ucd", "MMRRC_026409-UCD"),
    ],
)
def test_one_spelling_whatever_the_case_and_the_label(text: str, rrid: str) -> None:
    assert rrid_of(text) == rrid


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("CVCL_30", "CVCL_0030"),
        ("CVCL_00300", "CVCL_0030"),
        ("AB_12A", "AB_2298772"),
        ("SCR_3070", "SCR_003070"),
        ("Addgene_x", "Addgene_80088"),
        ("IMSR_000664", "IMSR_JAX:000664"),
    ],
)
def test_a_wrong_form_is_refused_with_an_example(text: str, example: str) -> None:
    with pytest.raises(ValueError, match=f"looks like {example}"):
        rrid_of(text)


@pytest.mark.parametrize("text", ["", "RRID:", "RRID: CVCX_0030", "MCF-7", "XYZ_0030", "CVCL0030"])
def test_what_has_no_known_prefix_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="No authority of research resources"):
        rrid_of(text)
