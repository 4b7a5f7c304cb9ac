"""SPREC codes: read, told, refused."""

import csv
from pathlib import Path

import pytest

from catalog.vocabulary.rules.sprec import Known, SprecKind, SprecVersion, codes_of, kinds_of, parse_sprec
from exchange.kernel.errors import InvalidInput

FIELD_DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
V2, V3, V4 = SprecVersion
UNKNOWN = 3 * "X"


def test_a_fluid_is_told_element_by_element() -> None:
    code = parse_sprec(" ser-SST-A-B-N-B-A ", version=V2)

    assert (str(code), code.kind, code.version) == ("SER-SST-A-B-N-B-A", SprecKind.FLUID, V2)
    assert code.sentences == (
        "Type of sample: serum",
        "Primary container: serum separator tube with clot activator",
        "Delay before centrifugation: under 2 h at room temperature",
        "Centrifugation: 10 to 15 min under 3,000 g at room temperature, with brake",
        "Second centrifugation: none",
        "Delay after centrifugation: under 1 h at room temperature",
        "Long-term storage: polypropylene tube of 0.5 to 2 mL at -85 to -60 °C",
    )


def test_a_solid_sample_has_other_elements_at_the_same_places() -> None:
    assert parse_sprec("TIS-SRG-B-C-SNP-N-A", version=V2).sentences[1:6] == (
        "Type of collection: surgical excision",
        "Warm ischemia time: 2 to 10 min",
        "Cold ischemia time: 10 to 20 min",
        "Fixation or stabilisation: snap freezing",
        "Fixation time: not applicable",
    )


@pytest.mark.parametrize(
    ("code", "kind", "meaning"),
    [
        ("CEN-PED-A-B-N-B-A", SprecKind.FLUID, "fresh cells of a fluid other than blood"),
        ("CEN-BPS-A-B-NBF-B-P", SprecKind.SOLID, "fresh cells, for example of a biopsy"),
        ("PEN-ZZZ-X-X-X-X-X", SprecKind.FLUID, "cells of a fluid other than blood, not viable"),
        (f"CLN-ZZZ-X-X-{UNKNOWN}-X-X", SprecKind.SOLID, "cells of dissociated tissue, viable"),
    ],
)
def test_a_type_that_stands_in_both_lists_is_told_by_the_fifth_element(
    code: str, kind: SprecKind, meaning: str
) -> None:
    read = parse_sprec(code, version=V2)

    assert (read.kind, read.elements[0].meaning) == (kind, meaning)


def test_kinds_of_a_first_element() -> None:
    assert kinds_of("SER", V2) == {SprecKind.FLUID}
    assert kinds_of("TIS", V2) == {SprecKind.SOLID}
    assert kinds_of("CEN", V2) == {SprecKind.FLUID, SprecKind.SOLID}
    assert kinds_of("BON", V2) == frozenset()
    assert kinds_of("BON", V3) == {SprecKind.SOLID}
    assert kinds_of("EBC", V3) == frozenset()
    assert kinds_of("EBC", V4) == {SprecKind.FLUID}


def test_unknown_other_and_not_applicable_are_told_apart() -> None:
    code = parse_sprec(f"ZZZ-{UNKNOWN}-A-X-Z-N-Y", version=V2)

    assert [element.known for element in code.elements] == [
        Known.OTHER,
        Known.UNKNOWN,
        Known.STATED,
        Known.UNKNOWN,
        Known.OTHER,
        Known.NOT_APPLICABLE,
        Known.STATED,
    ]


def test_a_later_version_keeps_codes_without_a_guess_at_their_times() -> None:
    assert parse_sprec("BON-BPS-A-X-NBF-N-U", version=V3).sentences == (
        "Type of sample: bone",
        "Type of collection: biopsy",
        "Warm ischemia time: code A",
        "Cold ischemia time: unknown",
        "Fixation or stabilisation: neutral buffered formalin",
        "Fixation time: not applicable",
        "Long-term storage: paraffin block",
    )
    assert parse_sprec("SWT-CIF-A-N-N-N-L", version=V4).sentences[1] == "Primary container: citrate fluoride tube"
    assert parse_sprec("SER-CIF-A-N-N-N-L", version=V3).sentences[1] == "Primary container: code CIF"


@pytest.mark.parametrize(
    ("code", "version", "message", "element"),
    [
        ("", V2, "seven elements joined by hyphens; this one has 1", None),
        ("SER-SST-A-B-N-B", V2, "this one has 6", None),
        ("SER-SST-A-B-N-B-A-A", V2, "this one has 8", None),
        ("BON-BPS-A-A-NBF-A-P", V2, "“BON” is no type of sample of SPREC 2.0", 1),
        ("Jane Doe-SST-A-B-N-B-A", V4, "What is given is no type of sample of SPREC 4.0", 1),
        ("SER-BPS-A-B-N-B-A", V2, "“BPS” is no code of SPREC 2.0 for element 2, primary container", 2),
        ("SER-SST-P-B-N-B-A", V2, "“P” is no code of SPREC 2.0 for element 3", 3),
        ("SER-SST-A-B-M-B-A", V2, "element 5, second centrifugation", 5),
        ("TIS-SRG-B-C-N-N-A", V3, "“N” is no code of SPREC 3.0 for element 5", 5),
        ("SER-SST-A-B-N-B-?", V4, "What is given is no code of SPREC 4.0 for element 7", 7),
    ],
)
def test_parse_sprec_names_the_element_at_fault(
    code: str, version: SprecVersion, message: str, element: int | None
) -> None:
    with pytest.raises(InvalidInput, match=message) as caught:
        parse_sprec(code, version=version)

    assert caught.value.params.get("element") == element


def test_the_table_has_exactly_the_published_codes_of_version_2() -> None:
    published = FIELD_DATA / "vocab" / "sprec2.csv"
    if not published.exists():
        pytest.skip("shared/data is not beside this checkout")
    wanted: dict[tuple[str, int], set[str]] = {}
    with published.open() as file:
        for row in csv.DictReader(file):
            wanted.setdefault((row["kind"], int(row["element"])), set()).add(row["code"])

    assert wanted == {
        (kind.value, position): set(codes)
        for kind in SprecKind
        for position, (_, codes) in enumerate(codes_of(kind, V2), 1)
    }
