"""At what temperature samples are stored: the eight values of MIABIS, and the spellings of others.

The tissue directory of the UKCRC has the same list without ``<-135 °C`` and writes it without blanks. A plain
temperature in degrees Celsius belongs to the value whose range it lies in.
"""

import re

from catalog.vocabulary.rules.miabis import ValueList

# Lowest and highest temperature, °C; a liquid nitrogen tank is told by its phase, not by a number.
RANGES_C = {
    "room_temperature": (15.0, 30.0),
    "2_to_10": (2.0, 10.0),
    "minus_35_to_minus_18": (-35.0, -18.0),
    "minus_85_to_minus_60": (-85.0, -60.0),
    "below_minus_135": (-273.15, -135.0),
}
STORAGE_TEMPERATURE = ValueList(
    "storage temperature",
    {
        "room_temperature": "Room temperature",
        "2_to_10": "2 °C to 10 °C",
        "minus_35_to_minus_18": "-18 °C to -35 °C",
        "minus_85_to_minus_60": "-60 °C to -85 °C",
        "below_minus_135": "< -135 °C",
        "nitrogen_vapour": "Liquid nitrogen, vapour phase",
        "nitrogen_liquid": "Liquid nitrogen, liquid phase",
        "other": "Other",
    },
    {
        "room_temperature": ("RT", "RT (Room temperature)", "Ambient"),
        "2_to_10": ("2 to 10", "2 °C-10 °C"),
        "minus_35_to_minus_18": ("-18 to -35", "-35 °C to -18 °C", "-35 to -18"),
        "minus_85_to_minus_60": ("-60 to -85", "-85 °C to -60 °C", "-85 to -60"),
        "below_minus_135": ("below -135 °C", "<-135"),
        "nitrogen_vapour": (
            "Liquid nitrogen vapor-phase",
            "Liquid nitrogen vapour-phase",
            "LN2 vapor",
            "LN2 vapour",
        ),
        "nitrogen_liquid": ("Liquid nitrogen liquid-phase", "LN2 liquid"),
    },
)
_DEGREES = re.compile(r"([-\u2010-\u2015\u2212]?)\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:°|º)?\s*c?", re.IGNORECASE)


def read_storage_temperature(text: str) -> str:
    """Return the slug of a label, of another's spelling, or of a temperature such as ``-80 °C``.

    Raises:
        InvalidInput: it is none of these.
    """
    slug = STORAGE_TEMPERATURE.find(text) or _slug_at(text.strip())
    return slug or STORAGE_TEMPERATURE.read(text)


def _slug_at(text: str) -> str | None:
    match = _DEGREES.fullmatch(text)
    if match is None:
        return None
    degrees = float(f"{'-' if match[1] else ''}{match[2]}.{match[3] or 0}")
    return next((slug for slug, (lowest, highest) in RANGES_C.items() if lowest <= degrees <= highest), None)
