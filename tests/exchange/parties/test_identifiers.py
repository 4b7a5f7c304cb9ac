import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.parties.rules.identifiers import (
    CROCKFORD,
    is_country,
    is_time_zone,
    isni_of,
    name_of,
    orcid_of,
    ror_id_of,
)


@pytest.mark.parametrize(
    ("text", "orcid"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("http://orcid.org/0000-0002-1825-0097/", "0000-0002-1825-0097"),
        (" 0000000218250097 ", "0000-0002-1825-0097"),
        ("0000-0002-1694-233x", "0000-0002-1694-233X"),
    ],
)
def test_orcid_of_valid(text: str, orcid: str) -> None:
    assert orcid_of(text) == orcid


@pytest.mark.parametrize("text", ["0000-0002-1825-0098", "0000-0002-1694-2330", "0000-0002-1852-0097"])
def test_orcid_of_wrong_check_digit(text: str) -> None:
    with pytest.raises(ValueError, match="check digit"):
        orcid_of(text)


@pytest.mark.parametrize("text", ["", "0000-0002-1825", "0000-0002-1825-00971", "X000-0002-1825-0097", "jane"])
def test_orcid_of_wrong_form(text: str) -> None:
    with pytest.raises(ValueError, match="sixteen digits"):
        orcid_of(text)


@pytest.mark.parametrize("text", ["0000 0001 1482 3639", "0000-0001-1482-3639", "0000000114823639"])
def test_isni_of_valid(text: str) -> None:
    assert isni_of(text) == "0000 0001 1482 3639"


@pytest.mark.parametrize("text", ["", "0000 0001 1482 363", "0000 0001 1482 3693", "0000 0001 1482 363X", "jane"])
def test_isni_of_wrong(text: str) -> None:
    with pytest.raises(ValueError, match="sixteen digits"):
        isni_of(text)


@pytest.mark.parametrize(
    "text", ["https://ror.org/023m51b03", "http://ror.org/023m51b03", "ror.org/023m51b03", "023m51b03", "023M51B03 "]
)
def test_ror_id_of_valid(text: str) -> None:
    assert ror_id_of(text) == "https://ror.org/023m51b03"


@pytest.mark.parametrize("text", ["", "https://ror.org/123m51b03", "023m51b0", "023u51b03", "023m51bx3"])
def test_ror_id_of_wrong_form(text: str) -> None:
    with pytest.raises(ValueError, match="looks like"):
        ror_id_of(text)


@given(place=st.integers(1, 6), letter=st.sampled_from(CROCKFORD))
def test_ror_id_of_one_mistyped_letter_is_noticed(place: int, letter: str) -> None:
    right = "023m51b03"
    mistyped = right[:place] + letter + right[place + 1 :]
    if mistyped == right:
        assert ror_id_of(mistyped) == f"https://ror.org/{right}"
    else:
        with pytest.raises(ValueError, match="check digits"):
            ror_id_of(mistyped)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada  Lovelace\n", "Ada Lovelace"),
        ("Bjo\u0308rk", "Björk"),
        ("م\u200cم", "م\u200cم"),
        ("王 小明", "王 小明"),
    ],
)
def test_name_of_valid(text: str, name: str) -> None:
    assert name_of(text) == name


@pytest.mark.parametrize(
    ("text", "reason"),
    [("  ", "empty"), ("x" * 201, "at most 200"), ("a\u0000b", "control"), ("a\u202eb", "control")],
)
def test_name_of_invalid(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        name_of(text)


@pytest.mark.parametrize(
    ("name", "known"), [("Africa/Kampala", True), ("UTC", True), ("Mars/Olympus", False), ("", False)]
)
def test_is_time_zone(name: str, known: bool) -> None:
    assert is_time_zone(name) is known


@pytest.mark.parametrize(("code", "known"), [("BE", True), ("XK", True), ("be", False), ("ZZ", False), ("", False)])
def test_is_country(code: str, known: bool) -> None:
    assert is_country(code) is known
