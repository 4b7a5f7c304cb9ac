"""Licences by their identifiers.

Source: SPDX License List and SPDX 2.3, annex D, licence expressions.
"""

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

# What bio.tools writes where no licence of the list applies; SPDX has a form for licences of one's own.
_OWN = frozenset({"other", "proprietary", "freeware", "not licensed"})


def licence_expression(text: str) -> str:
    """Return a licence expression as SPDX writes it, such as ``GPL-3.0-or-later OR MIT``.

    Raises:
        ValueError: it names a licence that SPDX does not list, or is no expression.
    """
    if text.casefold() in _OWN:
        return f"LicenseRef-{text.capitalize().replace(' ', '-')}"
    try:
        return str(canonicalize_license_expression(text))
    except InvalidLicenseExpression as error:
        raise ValueError("This is no licence of SPDX.") from error
