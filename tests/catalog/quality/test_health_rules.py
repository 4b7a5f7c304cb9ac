"""A grade follows from how many listings are in order."""

import pytest

from catalog.quality.rules.health import CHECKS, Check, Grade, grade_of


@pytest.mark.parametrize(
    ("listed", "wrong", "doubtful", "grade"),
    [
        (0, 0, 0, None),
        (1, 0, 0, Grade.A),
        (10, 1, 0, Grade.A),
        (10, 0, 2, Grade.A),
        (10, 0, 3, Grade.B),
        (4, 1, 0, Grade.B),
        (4, 1, 1, Grade.C),
        (2, 0, 2, Grade.C),
        (2, 1, 1, Grade.D),
        (3, 3, 0, Grade.D),
    ],
)
def test_errors_count_whole_and_warnings_half(listed: int, wrong: int, doubtful: int, grade: Grade | None) -> None:
    assert grade_of(listed=listed, wrong=wrong, doubtful=doubtful) == grade


def test_every_check_says_what_is_wrong_and_how_to_mend_it() -> None:
    assert set(CHECKS) == set(Check)
    for text in CHECKS.values():
        assert text.sentence.endswith(".")
        assert text.mend.endswith(".")
