"""Identifiers and names of people and organisations: check digits and one normal form."""

import re
import unicodedata
from functools import lru_cache
from zoneinfo import available_timezones

import pycountry
from stdnum import isni
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_11_2

ORCID_FORM = re.compile(r"(?:https?://orcid\.org/)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])/?")
ROR_FORM = re.compile(r"(?:(?:https?://)?ror\.org/)?(0[0-9a-hj-km-np-tv-z]{6}[0-9]{2})/?")
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
NAME_LENGTH = 200
# In use by ROR and many others, though ISO 3166-1 leaves it to its users.
KOSOVO = "XK"


def orcid_of(text: str) -> str:
    """Return an ORCID iD in its form 0000-0002-1825-0097; accepts its address and a lower-case x.

    Raises:
        ValueError: not an ORCID iD, or its check digit is wrong.

    Source: ISO 7064 MOD 11-2, as in ORCID's "Structure of the ORCID identifier".
    """
    found = ORCID_FORM.fullmatch(text.strip().replace("x", "X"))
    if found is None:
        raise ValueError("An ORCID iD has sixteen digits, as in 0000-0002-1825-0097; the last may be X.")
    try:
        mod_11_2.validate("".join(found.groups()))
    except ValidationError as error:
        raise ValueError("The check digit of this ORCID iD is wrong; a digit may be mistyped.") from error
    return "-".join(found.groups())


def isni_of(text: str) -> str:
    """Return an ISNI in its form 0000 0001 1482 3639.

    Raises:
        ValueError: not an ISNI, or its check digit is wrong.

    Source: ISO 27729, whose last digit is of ISO 7064 MOD 11-2.
    """
    try:
        return str(isni.format(isni.validate(text)))
    except ValidationError as error:
        raise ValueError("an ISNI has sixteen digits, the last of which checks the others") from error


def ror_id_of(text: str) -> str:
    """Return a ROR id in its form https://ror.org/0xxxxxxnn.

    Raises:
        ValueError: not a ROR id, or its check digits are wrong.

    Source: ISO/IEC 7064 mod 97-10 over Crockford's base 32, as in ROR's "ROR identifier pattern".
    """
    found = ROR_FORM.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError("a ROR id looks like https://ror.org/05a28rw58")
    code, digits = found[1][:7], found[1][7:]
    number = 0
    for letter in code:
        number = number * 32 + CROCKFORD.index(letter)
    if 98 - (number * 100) % 97 != int(digits):
        raise ValueError("the check digits of this ROR id are wrong")
    return f"https://ror.org/{found[1]}"


def name_of(text: str) -> str:
    """Return a name on one line, in Unicode's composed form, with single spaces.

    Raises:
        ValueError: it is empty, too long or holds control characters.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise ValueError("A name cannot be empty.")
    if len(name) > NAME_LENGTH:
        raise ValueError(f"A name has at most {NAME_LENGTH} characters.")
    if any(
        unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"} and letter not in "\u200c\u200d" for letter in name
    ):
        raise ValueError("A name cannot hold control characters.")
    return name


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def is_time_zone(name: str) -> bool:
    """Say whether a name is one of the IANA time zone database, e.g. Africa/Kampala."""
    return name in _zones()


def is_country(code: str) -> bool:
    """Say whether a code, in capitals, is of ISO 3166-1 alpha-2, or XK."""
    return code == KOSOVO or (code.isupper() and pycountry.countries.get(alpha_2=code) is not None)
