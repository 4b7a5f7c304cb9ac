"""Licences by their identifiers."""

import pytest

from catalog.kinds.rules.licence import licence_expression


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mit", "MIT"),
        ("gpl-3.0-or-later or MIT", "GPL-3.0-or-later OR MIT"),
        ("GPL-2.0", "GPL-2.0"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("Not licensed", "LicenseRef-Not-licensed"),
        ("Other", "LicenseRef-Other"),
        ("LicenseRef-Institute", "LicenseRef-Institute"),
    ],
)
def test_expression_is_written_as_spdx_does(text: str, expected: str) -> None:
    assert licence_expression(text) == expected
    assert licence_expression(expected) == expected


@pytest.mark.parametrize("text", ["", "BSD", "Apache License 2.0", "MIT AND", "MIT, GPL-3.0", "(MIT"])
def test_what_is_no_licence_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no licence of SPDX"):
        licence_expression(text)
