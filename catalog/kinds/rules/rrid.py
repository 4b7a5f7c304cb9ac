"""Research Resource Identifiers: whose they are, their form, and one spelling."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Authority:
    """Who gives identifiers of one prefix, and what follows the prefix."""

    title: str
    form: re.Pattern[str]
    example: str


def _authority(title: str, form: str, example: str) -> Authority:
    return Authority(title, re.compile(form), example)


# Source: the authorities' own records as the RRID portal resolves them; each example is one of its documentation.
AUTHORITIES: dict[str, Authority] = {
    "CVCL": _authority("Cellosaurus", r"[A-Z0-9]{4}", "CVCL_0030"),
    "AB": _authority("the Antibody Registry", r"\d{1,9}", "AB_2298772"),
    "SCR": _authority("the SciCrunch Registry", r"\d{6}", "SCR_003070"),
    "Addgene": _authority("Addgene", r"\d{1,7}", "Addgene_80088"),
    "IMSR": _authority("the International Mouse Strain Resource", r"[A-Z]{2,5}:[A-Za-z0-9]{1,12}", "IMSR_JAX:000664"),
    "MMRRC": _authority("the Mutant Mouse Resource Centers", r"\d{6}-[A-Z]{2,5}", "MMRRC_026409-UCD"),
    "BDSC": _authority("the Bloomington Drosophila Stock Center", r"\d{1,6}", "BDSC_1495"),
    "RGD": _authority("the Rat Genome Database", r"\d{1,9}", "RGD_70508"),
    "ZFIN": _authority("the Zebrafish Information Network", r"ZDB-[A-Z]{2,6}-\d{6}-\d{1,5}", "ZFIN_ZDB-GENO-060619-2"),
    "ZIRC": _authority("the Zebrafish International Resource Center", r"ZL\d{1,6}(?:\.\d{2})?", "ZIRC_ZL1"),
    "NXR": _authority("the National Xenopus Resource", r"\d{1,5}", "NXR_0031"),
}
_BY_LOWER_CASE = {prefix.lower(): prefix for prefix in AUTHORITIES}
_LABEL = re.compile(r"^\s*(?:RRID\s*:?\s*)?", re.IGNORECASE)


def rrid_of(text: str) -> str:
    """Return an RRID as its authority writes it: ``rrid: cvcl_0030`` gives ``CVCL_0030``.

    Raises:
        ValueError: no authority gives such identifiers; the sentence says what one looks like.
    """
    prefix, _, local = _LABEL.sub("", text).strip().partition("_")
    name = _BY_LOWER_CASE.get(prefix.lower())
    if name is None:
        raise ValueError(f"No authority of research resources has this prefix; there are {', '.join(AUTHORITIES)}.")
    authority = AUTHORITIES[name]
    for spelling in (local, local.upper()):
        if authority.form.fullmatch(spelling):
            return f"{name}_{spelling}"
    raise ValueError(f"An identifier of {authority.title} looks like {authority.example}.")
