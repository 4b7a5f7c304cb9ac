"""Cleaning of typed texts."""

import pytest

from agreements.drafting.errors import UnprintableText
from agreements.drafting.text import clean_line, clean_lines


def test_line_has_single_spaces_and_one_form_of_letters() -> None:
    assert clean_line("x", " A\u030a \n b\u00a0c\t") == "Å b c"


def test_lines_keep_their_breaks_and_lose_blank_ones() -> None:
    assert clean_lines("x", " a  b \r\n\n c ") == "a b\nc"


def test_refused_character_is_named_with_its_field() -> None:
    with pytest.raises(UnprintableText, match=r"“purpose” holds the character U\+0007"):
        clean_line("purpose", "ring\x07")
