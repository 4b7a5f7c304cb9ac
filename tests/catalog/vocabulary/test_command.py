"""``manage.py load_vocabulary``: what it says, what it refuses, and the published files."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.vocabulary import queries
from catalog.vocabulary.models import Release, Term, Vocabulary

pytestmark = pytest.mark.django_db

FIELD_DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "vocab"
OBO = """format-version: 1.2
data-version: doid/releases/2026-07-31/doid.obo

[Term]
id: DOID:162
name: cancer

[Term]
id: DOID:1816
name: angiosarcoma
alt_id: DOID:267
synonym: "hemangiosarcoma" EXACT []
xref: NCI:C3088
is_a: DOID:162 ! cancer
is_a: DOID:4
"""


def published(name: str) -> Path:
    path = FIELD_DATA / name
    if not path.exists():
        pytest.skip("shared/data is not beside this checkout")
    return path


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_what_comes_with_the_product_is_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_vocabulary")
    assert said(capsys) == [
        "MONDO 2022-09-06, selection 1: 166 terms: 166 created, 0 updated, 0 unchanged.",
        "  0 obsolete, 0 codes of old, 0 left of earlier releases.",
        "  1223 ancestors, 142 synonyms, 0 cross-references.",
        "ICD10 2019: 12542 terms: 12542 created, 0 updated, 0 unchanged.",
        "  0 obsolete, 0 codes of old, 0 left of earlier releases.",
        "  39078 ancestors, 0 synonyms, 0 cross-references.",
    ]
    assert queries.ancestors_of(["ICD10:C50.9"])["ICD10:C50.9"] == {
        "ICD10:C50",
        "ICD10:C50-C50",
        "ICD10:C00-C75",
        "ICD10:C00-C97",
        "ICD10:II",
    }
    assert len(queries.subtree("ICD10:II")) == 895

    call_command("load_vocabulary")
    assert said(capsys) == [
        "MONDO 2022-09-06, selection 1, or one that is newer, is loaded already.",
        "ICD10 2019, or one that is newer, is loaded already.",
    ]


def test_a_file_is_loaded_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "any.name"
    file.write_text(OBO)
    call_command("load_vocabulary", file, name="DOID", release="2026-07-31")

    assert said(capsys) == [
        "DOID 2026-07-31: 2 terms: 2 created, 0 updated, 0 unchanged.",
        "  0 obsolete, 1 codes of old, 0 left of earlier releases.",
        "  1 ancestors, 1 synonyms, 1 cross-references.",
        "  1 unknown parents: DOID:4.",
    ]
    call_command("load_vocabulary", file, name="DOID", release="2026-07-31")
    assert said(capsys)[0] == "DOID 2026-07-31: 2 terms: 0 created, 0 updated, 2 unchanged."


def test_what_is_shipped_does_not_follow_something_newer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "mondo.csv"
    file.write_text("code,label,parents\nMONDO:0000001,disease,\n")
    call_command("load_vocabulary", file, name="MONDO", release="v2026-08-04", verbosity=0)
    call_command("load_vocabulary", name="MONDO")

    assert said(capsys) == ["MONDO 2022-09-06, selection 1, or one that is newer, is loaded already."]
    assert Release.objects.get().name == "v2026-08-04"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "Name the vocabulary with --as and its release with --release"),
        ({"name": "DOID"}, "Name the vocabulary"),
        ({"name": "DOID", "release": "1"}, "cannot be read: No such file"),
    ],
)
def test_a_file_wants_a_name_and_a_release(tmp_path: Path, options: dict[str, str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("load_vocabulary", tmp_path / "missing", **options)


def test_only_some_vocabularies_come_without_a_file() -> None:
    with pytest.raises(CommandError, match="SNOMED does not come with Reagora"):
        call_command("load_vocabulary", name="SNOMED")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (OBO.replace("id: DOID:162\n", "", 1).encode(), "Line 4 has no code"),
        (OBO.replace("is_a: DOID:4", "is_a: DOID:1816").encode(), "DOID:1816 is above itself"),
        (OBO.encode("utf-16"), "Line 1 is not UTF-8 text"),
        (b'{"TISSUE": {"code": "TISSUE", "name": "Tis', "wrong at line 1, column 39"),
    ],
)
def test_a_broken_file_changes_nothing(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "broken"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        call_command("load_vocabulary", file, name="DOID", release="1")

    assert not Vocabulary.objects.exists()


@pytest.mark.parametrize(
    ("file", "name", "release", "lines"),
    [
        (
            "DO_cancer_slim.obo",
            "DOID",
            "2026-07-31",
            [
                "DOID 2026-07-31: 730 terms: 730 created, 0 updated, 0 unchanged.",
                "  1 obsolete, 209 codes of old, 0 left of earlier releases.",
                "  1888 ancestors, 1265 synonyms, 3018 cross-references.",
            ],
        ),
        (
            "oncotree_2025_10_03.json",
            "OncoTree",
            "2025_10_03",
            [
                "OncoTree 2025_10_03: 898 terms: 898 created, 0 updated, 0 unchanged.",
                "  0 obsolete, 34 codes of old, 0 left of earlier releases.",
                "  2866 ancestors, 0 synonyms, 1360 cross-references.",
            ],
        ),
        (
            "mondo-cancer.csv",
            "MONDO",
            "2022-09-06",
            ["MONDO 2022-09-06: 4503 terms: 4503 created, 0 updated, 0 unchanged."],
        ),
        ("duo.csv", "DUO", "2021", ["DUO 2021: 25 terms: 25 created, 0 updated, 0 unchanged."]),
    ],
)
def test_published_files_are_loaded_whole(
    file: str, name: str, release: str, lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = published(file)
    call_command("load_vocabulary", path, name=name, release=release)
    call_command("load_vocabulary", path, name=name, release=release)

    told = said(capsys)
    assert told[: len(lines)] == lines
    assert f"0 created, 0 updated, {Term.objects.count()} unchanged" in "\n".join(told[1:])


def test_published_files_know_each_others_codes() -> None:
    call_command("load_vocabulary", published("DO_cancer_slim.obo"), name="DOID", release="1", verbosity=0)
    call_command("load_vocabulary", published("oncotree_2025_10_03.json"), name="OncoTree", release="1", verbosity=0)

    assert "DOID:1909" in queries.equivalents_of(["ONCOTREE:MEL"])["ONCOTREE:MEL"]
    assert "ONCOTREE:MEL" in queries.equivalents_of(["NCIT:C3224"])["NCIT:C3224"]
    assert {"ICD10CM:C50", "NCIT:C9335"} <= queries.equivalents_of(["DOID:1612"])["DOID:1612"]
    successors = queries.successors_of(["ONCOTREE:ALL", "ONCOTREE:BCL", "DOID:267", "ONCOTREE:PTCL", "ONCOTREE:MEL"])
    assert {code: [term.code for term in terms] for code, terms in successors.items()} == {
        "ONCOTREE:ALL": ["ONCOTREE:BLL", "ONCOTREE:TLL"],
        "ONCOTREE:BCL": ["ONCOTREE:MBN"],
        "DOID:267": ["DOID:0001816"],
    }
