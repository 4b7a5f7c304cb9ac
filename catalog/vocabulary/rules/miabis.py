"""The value lists of MIABIS, and the spellings under which their values are met.

MIABIS gives labels and no codes, and its own pages write some labels differently; what is stored is our slug.

Source: BBMRI-ERIC, MIABIS Core 3 and Sample, Donor, Event 1.1.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from exchange.kernel.errors import InvalidInput

_MINUS = re.compile(r"(?<![a-z0-9])\s*[-\u2010-\u2015\u2212]\s*(?=\d)")
_NOISE = re.compile(r"[^a-z0-9<~]+")


def folded(label: str) -> str:
    """Return what two spellings of a label share: no case, blanks or punctuation, but the sign of a number."""
    return _NOISE.sub("", _MINUS.sub("~", label.casefold()))


@dataclass(frozen=True)
class ValueList:
    """A closed list: label by slug, and further spellings of a slug's label."""

    name: str
    labels: Mapping[str, str]
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _slugs(self) -> dict[str, str]:
        known = {folded(text): slug for slug, label in self.labels.items() for text in (slug, label)}
        return known | {folded(text): slug for slug, texts in self.spellings.items() for text in texts}

    def find(self, text: str) -> str | None:
        """Return the slug of a label, a known spelling of it or the slug itself."""
        return self._slugs.get(folded(text))

    def read(self, text: str) -> str:
        """Return the slug.

        Raises:
            InvalidInput: it is no value of the list; ``suggestion`` is the label most like it, or empty.
        """
        if (slug := self.find(text)) is not None:
            return slug
        close = difflib.get_close_matches(folded(text), self._slugs, n=1)
        suggestion = self.labels[self._slugs[close[0]]] if close else ""
        hint = f" Do you mean “{suggestion}”?" if suggestion else ""
        raise InvalidInput(self.name, f"This is no value of the list “{self.name}”.{hint}", suggestion=suggestion)


def _list(name: str, *labels: str, spellings: Mapping[str, tuple[str, ...]] | None = None) -> ValueList:
    """Return a list whose slugs are the words of its labels."""
    slugs = {"_".join(re.findall(r"[a-z0-9]+", label.casefold())): label for label in labels}
    return ValueList(name, slugs, spellings or {})


SEX = _list(
    "sex",
    "Male",
    "Female",
    "Unknown",
    "Undifferentiated",
    "Not applicable",
    spellings={"male": ("M",), "female": ("F",), "undifferentiated": ("Undetermined", "Undiff.")},
)
SAMPLE_SOURCE = _list("sample source", "Human", "Animal", "Environment", spellings={"environment": ("Environmental",)})
AGE_UNIT = _list(
    "age unit",
    "Years",
    "Months",
    "Weeks",
    "Days",
    "Gestational weeks",
    spellings={"years": ("Year",), "months": ("Month",), "weeks": ("Week",), "days": ("Day",)},
)
COLLECTION_DESIGN = _list(
    "collection design",
    "Case-control",
    "Cross-sectional",
    "Longitudinal cohort",
    "Twin study",
    "Quality control study",
    "Population-based cohort",
    "Disease-specific cohort",
    "Birth cohort",
    "Microbial collection",
    "Reference collection",
    "Rare disease collection",
    "Other",
    spellings={
        "disease_specific_cohort": ("Disease specific",),
        "longitudinal_cohort": ("Longitudinal",),
        "microbial_collection": ("Microbial collection (if applicable with resistance data)",),
        "population_based_cohort": ("Population-based",),
        "quality_control_study": ("Quality control",),
    },
)
COLLECTION_SETTING = _list(
    "collection setting",
    "Routine health care setting",
    "Clinical trial",
    "Research study",
    "Public health or population based study",
    "Museum or archaeological collection",
    "Environment",
    "Unknown",
    "Other",
    spellings={
        "environment": ("Environmental",),
        "museum_or_archaeological_collection": ("Museum and/or archeological collection",),
        "public_health_or_population_based_study": ("Public health/population based study",),
    },
)
ACCESS_CONDITIONS = _list(
    "access conditions",
    "Commercial use",
    "Collaboration",
    "Specific research use",
    "Genetic data use",
    "Outside EU access",
    "Xenograft",
    "Other animal work",
    "Other",
)
DATASET_TYPE = _list(
    "dataset type",
    "Lifestyle dataset",
    "Environmental dataset",
    "Physiological dataset",
    "Biochemical dataset",
    "Clinical dataset",
    "Psychological dataset",
    "Genomic dataset",
    "Proteomic dataset",
    "Metabolomic dataset",
    "Body (radiological) image",
    "Whole slide image",
    "Photo image",
    "Genealogical records",
    "Other",
)
