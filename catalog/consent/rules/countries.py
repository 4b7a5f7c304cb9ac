"""Which countries a geographical restriction names.

Source: Treaty on European Union, art. 52; Agreement on the European Economic Area; ISO 3166-1.
"""

import re

_EU = frozenset({"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"}) | frozenset(
    {"IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"}
)
_EEA = _EU | {"IS", "LI", "NO"}

REGIONS: dict[str, frozenset[str]] = {"EU": _EU, "EEA": _EEA}

_ALIASES = {
    "UK": "GB",
    "EL": "GR",
    "EUROPEAN UNION": "EU",
    "EU27": "EU",
    "EU/EEA": "EEA",
    "EUROPEAN ECONOMIC AREA": "EEA",
}
_ALPHA_2 = re.compile(r"[A-Z]{2}")
# Codes that ISO 3166-1 leaves to their users say nothing about a place; XK is in general use for Kosovo.
_USER_ASSIGNED = re.compile(r"AA|Q[M-Z]|X[A-JL-Z]|ZZ")


def canonical_place(text: str) -> str:
    """Return a country or region as it is compared: ``fi`` gives ``FI``, ``UK`` gives ``GB``."""
    upper = " ".join(text.split()).upper()
    return _ALIASES.get(upper, upper)


def countries_of(place: str) -> frozenset[str] | None:
    """Return the countries (alpha-2) that a canonical place stands for, or None when it is not recognised."""
    if place in REGIONS:
        return REGIONS[place]
    if _ALPHA_2.fullmatch(place) and not _USER_ASSIGNED.fullmatch(place):
        return frozenset({place})
    return None
