"""The table of texts."""

import re

import pytest

from exchange.notify.texts import SUBJECT_LENGTH, TEXTS, Text, counted, filled


def test_every_text_is_written() -> None:
    assert set(TEXTS) == set(Text)


@pytest.mark.parametrize("text", Text)
def test_text_is_a_sentence_or_several(text: Text) -> None:
    message = TEXTS[text]
    assert re.match(r"[A-Z{]", message.subject)
    assert not message.subject.endswith(".")
    assert message.body.endswith((".", "}"))
    assert len(message.subject) < SUBJECT_LENGTH / 2


def test_filled_needs_every_value() -> None:
    with pytest.raises(KeyError, match="place"):
        filled(Text.MEMBERSHIP_ENDED_TO_MEMBER, {"role": "x", "last_on": "x"})


def test_filled_takes_values_as_they_are() -> None:
    message = filled(Text.MEMBERSHIP_ENDED_TO_MEMBER, {"role": "{place}", "place": "{0}", "last_on": "x"})
    assert message.body == "Your last day as {place} in {0} is x."


@pytest.mark.parametrize(
    ("number", "words", "text"),
    [
        (1, ("item",), "1 item"),
        (2, ("item",), "2 items"),
        (0, ("item",), "0 items"),
        (2, ("entry", "entries"), "2 entries"),
    ],
)
def test_counted(number: int, words: tuple[str, ...], text: str) -> None:
    assert counted(number, *words) == text
