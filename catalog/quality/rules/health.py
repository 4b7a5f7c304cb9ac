"""The checks of a provider's listings, and the grade that follows from them.

Source: the checks that the BBMRI-ERIC Directory runs over its own data, in so far as the catalogue holds the facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Check(StrEnum):
    """What is looked at."""

    NO_TERMS = "no_terms"
    NO_CONTACT = "no_contact"
    UNKNOWN_CONSENT = "unknown_consent"
    WARNING_UNSAID = "warning_unsaid"
    NO_ETHICS = "no_ethics"
    NO_DISEASE_LIMIT = "no_disease_limit"
    ORPHAN = "orphan"
    FEWER_THAN_STATED = "fewer_than_stated"
    AGES_DISAGREE = "ages_disagree"
    STALE_STOCK = "stale_stock"
    NO_SUMMARY = "no_summary"
    DOUBTFUL_SITE = "doubtful_site"


class Grade(StrEnum):
    """How well a provider's listings are kept."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"


@dataclass(frozen=True)
class CheckText:
    """How much a finding of a check weighs, what it says of a listing, and how to mend it."""

    severity: Severity
    sentence: str
    mend: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
CHECKS: Mapping[Check, CheckText] = {
    Check.NO_TERMS: CheckText(
        _E,
        "It comes from people, and neither the provider nor any donor's consent says what it may be used for.",
        "Import it again with its use terms, or with the consent form of its donors.",
    ),
    Check.NO_CONTACT: CheckText(
        _E,
        "Nobody on record reads the requests for it.",
        "Have an administrator give somebody in the unit the role of resource manager or committee member.",
    ),
    Check.UNKNOWN_CONSENT: CheckText(
        _E,
        "Some of its specimens rest on no consent on record, and cannot be shipped.",
        "Import those specimens again with the form that their donors have signed.",
    ),
    Check.WARNING_UNSAID: CheckText(
        _W,
        "It is problematic, and stays a draft until somebody says why it is listed.",
        "Open its page and say why, or withdraw it.",
    ),
    Check.NO_ETHICS: CheckText(
        _W,
        "It is human material, and no ethics approval is asked of those who use it.",
        "Add IRB to its use terms or to the form of its donors, unless your ethics committee decided otherwise.",
    ),
    Check.NO_DISEASE_LIMIT: CheckText(
        _W,
        "It is called disease specific, but its terms limit its use to no disease.",
        "Add DS with the diseases to its use terms or to the form of its donors, or change its design.",
    ),
    Check.ORPHAN: CheckText(
        _W,
        "It is part of a collection that is not offered.",
        "Offer the collection that it is part of, or list it on its own.",
    ),
    Check.FEWER_THAN_STATED: CheckText(
        _W,
        "It has more specimens in stock than its description states.",
        "State the number of specimens anew.",
    ),
    Check.AGES_DISAGREE: CheckText(
        _W,
        "Some of its specimens come from donors younger or older than its description states.",
        "State the youngest and oldest age anew, or mend the specimens.",
    ),
    Check.STALE_STOCK: CheckText(
        _W,
        "Nothing has come in or gone out for two years.",
        "Count what is there and import it again.",
    ),
    Check.NO_SUMMARY: CheckText(
        _W,
        "It has no summary, so that nobody can tell what it is.",
        "Write two sentences on what it is and why it was made.",
    ),
    Check.DOUBTFUL_SITE: CheckText(
        _N,
        "A primary tumour of a specimen's morphology is not of its site.",
        "Look the two codes up; for a metastasis they may stand.",
    ),
}


def grade_of(*, listed: int, wrong: int, doubtful: int) -> Grade | None:
    """Return the grade of listings of which some have an error, and others a warning at most; None for none.

    A listing with an error counts nothing, one with a warning a half. Notes do not count.
    """
    if not listed:
        return None
    percent = 100 * (listed - wrong - doubtful / 2) / listed
    return next((grade for grade, least in ((Grade.A, 90), (Grade.B, 75), (Grade.C, 50)) if percent >= least), Grade.D)
