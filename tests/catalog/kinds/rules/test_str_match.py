"""STR profiles are compared as Tanabe and Masters do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.kinds.rules.str_match import Likeness, Profile, StrMatch, compare, loci_of
from tests.catalog.interchange.reading import checked

DATA = Path(__file__).resolve().parents[5] / "shared" / "data" / "cell_lines"
HELA = {
    "Amelogenin": ["X"],
    "CSF1PO": ["9", "10"],
    "D13S317": ["12", "13.3"],
    "D16S539": ["9", "10"],
    "D18S51": ["16"],
    "D21S11": ["27", "28"],
    "D3S1358": ["15", "18"],
    "D5S818": ["11", "12"],
    "D7S820": ["8", "12"],
    "D8S1179": ["12", "13"],
    "FGA": ["18", "21"],
    "TH01": ["7"],
    "TPOX": ["8", "12"],
    "vWA": ["16", "18"],
}
MCF7 = {
    "CSF1PO": ["10"],
    "D13S317": ["11"],
    "D16S539": ["11", "12"],
    "D5S818": ["11", "12"],
    "D7S820": ["8", "9"],
    "TH01": ["6"],
    "TPOX": ["9", "12"],
    "vWA": ["14", "15"],
}
profiles = st.dictionaries(
    st.sampled_from([*HELA, "Penta E", "SE33"]),
    st.lists(st.integers(5, 12).map(str) | st.just("9.3"), min_size=1, max_size=4),
    max_size=16,
)


def published(accession: str) -> Profile:
    """Return the profile of an entry of the field's files."""
    if not DATA.exists():
        pytest.skip("shared/data/cell_lines is not beside this checkout")
    content = b"\n".join(path.read_bytes() for path in sorted(DATA.glob("cellosaurus_entries_*.txt")))
    (details,) = [row.item[1] for row in checked("cellosaurus", content) if row.key == accession]
    return details["str_profile"]


def test_a_misidentified_line_is_hela() -> None:
    match = compare(published("CVCL_2260"), HELA)

    assert match == StrMatch(loci=10, shared=19, query=19, reference=19)
    assert (match.tanabe_percent, match.likeness) == (100.0, Likeness.RELATED)


def test_a_line_of_another_donor_is_not() -> None:
    match = compare(published("CVCL_3245"), HELA)

    assert match == StrMatch(loci=13, shared=9, query=24, reference=24)
    assert (match.tanabe_percent, match.likeness) == (37.5, Likeness.UNRELATED)
    assert compare(MCF7, HELA) == StrMatch(loci=8, shared=5, query=13, reference=15)


def test_a_line_that_lost_alleles_still_matches_in_one_direction() -> None:
    lost = {locus: alleles[:1] for locus, alleles in HELA.items()}

    match = compare(lost, HELA)

    assert match == StrMatch(loci=13, shared=13, query=13, reference=24)
    assert (match.masters_query_percent, match.masters_reference_percent, match.tanabe_percent) == (100.0, 54.2, 70.3)
    assert match.likeness is Likeness.RELATED


@pytest.mark.parametrize(
    ("shared", "alleles", "likeness"),
    [
        (16, 20, Likeness.RELATED),
        (15, 20, Likeness.IN_QUESTION),
        (12, 20, Likeness.IN_QUESTION),
        (11, 20, Likeness.UNRELATED),
        (0, 20, Likeness.UNRELATED),
    ],
)
def test_eighty_percent_are_related_and_sixty_in_question(shared: int, alleles: int, likeness: Likeness) -> None:
    assert StrMatch(loci=10, shared=shared, query=alleles, reference=alleles + 1).likeness is likeness


def test_seven_loci_are_too_few() -> None:
    seven = dict(list(HELA.items())[1:8])

    assert (compare(seven, HELA).loci, compare(seven, HELA).likeness) == (7, Likeness.TOO_FEW_LOCI)
    assert compare(seven | {"FGA": ["18", "21"]}, HELA).likeness is Likeness.RELATED
    assert compare({}, HELA) == StrMatch(loci=0, shared=0, query=0, reference=0)
    assert compare({}, HELA).tanabe_percent == 0.0


def test_spellings_of_loci_and_alleles_are_one_and_amelogenin_is_none() -> None:
    written = {"THO1": ["7.0 ", "9.3"], "PENTA_D": ["Not_detected"], "VWA": ["16"], "AMEL": ["X", "Y"]}

    assert loci_of(written) == {"th01": frozenset({"7", "9.3"}), "vwa": frozenset({"16"})}


@given(profile=profiles, other=profiles)
def test_scores_are_symmetric_and_tanabe_lies_between_the_two_of_masters(profile: Profile, other: Profile) -> None:
    there, back = compare(profile, other), compare(other, profile)

    assert (there.loci, there.shared, there.likeness) == (back.loci, back.shared, back.likeness)
    assert there.tanabe_percent == back.tanabe_percent
    assert there.masters_query_percent == back.masters_reference_percent
    scores = sorted([there.masters_query_percent, there.masters_reference_percent])
    assert scores[0] <= there.tanabe_percent <= scores[1]
    assert 0 <= scores[0] <= scores[1] <= 100


@given(profile=profiles)
def test_a_profile_is_like_itself(profile: Profile) -> None:
    match = compare(profile, profile)

    expected = Likeness.RELATED if len(loci_of(profile)) >= 8 else Likeness.TOO_FEW_LOCI
    assert match.likeness is expected
    assert match.tanabe_percent == (100.0 if loci_of(profile) else 0.0)


@given(profile=profiles, other=profiles, locus=st.sampled_from(sorted(HELA)))
def test_a_locus_of_only_one_line_changes_nothing(profile: Profile, other: Profile, locus: str) -> None:
    without = {name: alleles for name, alleles in other.items() if name != locus}

    assert compare({**profile, locus: ["7"]}, without) == compare(
        {name: alleles for name, alleles in profile.items() if name != locus}, without
    )
