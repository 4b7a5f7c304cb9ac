"""What is left of what a person typed."""

import pytest

from catalog.vocabulary.rules import SEARCH_LENGTH, searchable


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("  breast \t\n cancer ", "breast cancer"),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("a\u200bb", "ab"),
        ("Müller\u00a0glia", "Müller glia"),
        ("\x00", ""),
        ("x" * 5000, "x" * SEARCH_LENGTH),
    ],
)
def test_searchable(text: str, left: str) -> None:
    assert searchable(text) == left
