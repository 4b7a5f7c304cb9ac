"""Sites at which a tumour cannot have begun raise a doubt."""

from itertools import pairwise

import pytest

from catalog.kinds.rules.icdo import GROUPS, doubt


@pytest.mark.parametrize(
    ("site", "morphology", "begins"),
    [
        ("C44.5", "9861/3", "Leukaemia arises in blood and bone marrow."),
        ("C50", "9861/3", "Leukaemia arises in blood and bone marrow."),
        ("C18.7", "8170/3", "Hepatocellular carcinoma arises in the liver."),
        ("c50.9", "M-9440/3", "Glioma arises in the nervous system."),
        ("C34.1", "8312/3", "Renal cell carcinoma arises in the kidney."),
        ("ICD-O-3:C71.0", "ICDO:9510/3", "Retinoblastoma arises in the eye."),
        ("C50.1", "9530/0", "Meningioma arises in the meninges."),
    ],
)
def test_an_impossible_combination_is_doubtful(site: str, morphology: str, begins: str) -> None:
    assert doubt(site, morphology) == f"{begins} {site} is another site: say where the tumour began."


@pytest.mark.parametrize(
    ("site", "morphology"),
    [
        ("C42.1", "9861/3"),
        ("C42", "9732/3"),
        ("C22.0", "8170/3"),
        ("C64", "8312/3"),
        ("C64.9", "8312/3"),
        ("C71.9", "9440/3"),
        ("C80.9", "9861/3"),
        ("C77.3", "8170/3"),
        ("C44.5", "9700/3"),
        ("C44.5", "8720/3"),
        ("liver", "9861/3"),
        ("C44.5", "ONCOTREE:GBC"),
        ("", ""),
    ],
)
def test_what_may_be_raises_no_doubt(site: str, morphology: str) -> None:
    assert doubt(site, morphology) == ""


def test_groups_do_not_overlap() -> None:
    spans = sorted(group.morphologies for group in GROUPS)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(spans))
