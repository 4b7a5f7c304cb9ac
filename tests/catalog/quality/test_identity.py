"""Which other listings are the same line, are like it, or bear its name."""

from typing import Any

import pytest

from catalog.kinds.models import CellLine
from catalog.kinds.rules.names import plain
from catalog.kinds.rules.str_match import Likeness
from catalog.listings.models import Listing
from catalog.quality import queries
from catalog.quality.queries import identity
from exchange.parties.models import Unit
from exchange.parties.roles import Role
from tests.factories.listings import CellLineFactory
from tests.factories.parties import UnitFactory, member

pytestmark = pytest.mark.django_db

LOCI = ["CSF1PO", "D13S317", "D16S539", "D5S818", "D7S820", "TH01", "TPOX", "vWA", "FGA", "D18S51"]
HELA = {locus: ["9", "10"] for locus in LOCI}
OTHER = {locus: ["15", "16"] for locus in LOCI}


def line(title: str = "X", accession: str = "", unit: Unit | None = None, **more: Any) -> CellLine:
    where = {} if unit is None else {"listing__unit": unit}
    named = {"accession": accession, "listing__identifiers": [accession]} if accession else {}
    return CellLineFactory.create(listing__title=title, **named, **where, **more)


def titles(listings: list[Listing]) -> list[str]:
    return [listing.title for listing in listings]


@pytest.mark.parametrize("count", [1, 3])
def test_a_line_is_compared_with_what_the_viewer_may_see(count: int, django_assert_num_queries: Any) -> None:
    mine = [line(str(number), str_profile=HELA) for number in range(count)]
    subclone = line("subclone", str_profile=HELA | {"FGA": ["9"]})
    line("in question", str_profile=HELA | {locus: ["15", "16"] for locus in LOCI[:3]})
    line("other", str_profile=OTHER)
    line("few", str_profile={"TH01": ["9", "10"]})
    line("mouse", str_profile=HELA, taxon_id=10090)
    line("hidden", str_profile=HELA, listing__visibility="draft")
    bare = line("bare")

    with django_assert_num_queries(1):
        found = queries.str_comparisons(None, [*mine, bare])

    comparison = found[mine[0].pk]
    assert comparison is not None
    assert (comparison.compared, comparison.is_complete) == (count + 3, True)
    likeness = {one.listing.title: one.match.likeness for one in comparison.neighbours}
    expected = {str(number): Likeness.RELATED for number in range(1, count)}
    assert likeness == expected | {"subclone": Likeness.RELATED, "in question": Likeness.IN_QUESTION}
    assert comparison.neighbours[-1].listing.title == "in question"
    assert comparison.neighbours[count - 1].listing == subclone.listing
    assert found[bare.pk] is None


def test_its_own_people_see_more_of_it() -> None:
    unit = UnitFactory.create()
    mine, hidden = line("mine", unit=unit, str_profile=HELA), line("hidden", str_profile=HELA)
    Listing.objects.filter(pk=hidden.pk).update(visibility="draft")

    def seen(viewer: Any) -> list[str]:
        comparison = queries.str_comparisons(viewer, [mine])[mine.pk]
        assert comparison is not None
        return titles([one.listing for one in comparison.neighbours])

    assert seen(None) == []
    assert seen(member(Role.RESOURCE_MANAGER, unit=hidden.listing.unit)) == ["hidden"]


def test_a_comparison_that_leaves_lines_out_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    mine, *_ = [line(str(number), str_profile=HELA) for number in range(4)]
    monkeypatch.setattr(identity, "MOST_PROFILES", 3)
    monkeypatch.setattr(identity, "MOST_NEIGHBOURS", 1)

    comparison = queries.str_comparisons(None, [mine])[mine.pk]

    assert comparison is not None
    assert (comparison.compared, comparison.is_complete) == (2, False)
    assert titles([one.listing for one in comparison.neighbours]) == ["1"]


def test_a_shared_name_asks_which_line_is_meant() -> None:
    line("KB", "CVCL_0001")
    line("KB", "CVCL_0001", listing__summary="from another bank")
    line("HeLa-KB", "CVCL_0002", listing__synonyms=["kb", "KB-V1"])
    line("KB-V1", "CVCL_0003")
    line("KB", "CVCL_0004", listing__visibility="draft")

    with_name = queries.namesakes(None, " kb ")

    assert titles(with_name) == ["HeLa-KB", "KB"]
    assert titles(queries.namesakes(None, "KB-V1")) == ["HeLa-KB", "KB-V1"]
    assert queries.namesakes(None, "HeLa-KB") == []
    assert queries.namesakes(None, "V1") == []
    assert queries.namesakes(None, "") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_other_bearers_of_its_names_are_told(count: int, django_assert_num_queries: Any) -> None:
    lines = [line(f"L{number}", f"CVCL_000{number}", listing__synonyms=[f"S{number}"]) for number in range(count)]
    other = line("S0", "CVCL_0009")
    line("L0", "CVCL_0000")
    line("S0", "CVCL_0008", listing__visibility="draft")

    with django_assert_num_queries(1):
        found = queries.namesakes_of(None, [one.listing for one in lines])

    assert found[lines[0].pk] == [other.listing]
    assert [found[one.pk] for one in lines[1:]] == [[]] * (count - 1)


@pytest.mark.parametrize("count", [1, 3])
def test_duplicates_are_told_to_their_own_people(count: int, django_assert_num_queries: Any) -> None:
    unit = UnitFactory.create()
    rows = [line(f"MCF-{number}", f"CVCL_000{number}", unit, str_profile=HELA).listing for number in range(count)]
    same = line("breast line", "CVCL_0000", unit).listing
    spelled = line("mcf 0", "CVCL_0010", unit, str_profile=HELA).listing
    line("MCF-0", "CVCL_0011", unit, str_profile=OTHER)
    line("MCF-0", "CVCL_0000")
    line("MCF-0 clone", "CVCL_0012", unit)
    manager = member(Role.RESOURCE_MANAGER, unit=unit)

    with django_assert_num_queries(3):
        found = queries.duplicate_candidates(manager, rows)

    assert found[rows[0].pk] == [same, spelled]
    assert [found[row.pk] for row in rows[1:]] == [[]] * (count - 1)
    for stranger in (None, member(Role.RESOURCE_MANAGER)):
        assert queries.duplicate_candidates(stranger, rows) == {row.pk: [] for row in rows}


@pytest.mark.parametrize("name", ["MCF-7", "mcf 7", "MCF7", "M.C.F. 7", "ḾCF_7"])
def test_names_are_one_but_for_case_and_punctuation(name: str) -> None:
    assert plain(name) == "mcf7"
