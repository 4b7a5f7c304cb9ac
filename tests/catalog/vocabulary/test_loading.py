"""Vocabularies: read, loaded, loaded again."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.vocabulary import operations, queries
from catalog.vocabulary.management.commands.load_vocabulary import SHIPPED
from catalog.vocabulary.models import Term, TermAncestor
from catalog.vocabulary.operations import LoadReport
from catalog.vocabulary.reading import TermRow, read_terms
from exchange.kernel.errors import InvalidInput
from exchange.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FIELD_DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


def load(*rows: TermRow, release: str = "r1") -> LoadReport:
    return operations.load_terms(rows=rows, release=release, by=None, now=NOW)


def row(code: str, *parents: str, label: str = "") -> TermRow:
    return TermRow(f"MONDO:{code}", label or f"disease {code}", (), tuple(f"MONDO:{parent}" for parent in parents))


def above(code: str) -> list[str]:
    return sorted(queries.ancestors_of([f"MONDO:{code}"])[f"MONDO:{code}"])


def test_load_terms_closes_the_paths() -> None:
    report = load(row("1"), row("2", "1"), row("3", "2"), row("4", "2", "3"))

    assert report == LoadReport(created=4, updated=0, unchanged=0, unknown_parents=())
    assert above("4") == ["MONDO:1", "MONDO:2", "MONDO:3"]
    assert above("1") == []
    assert AuditEvent.objects.get(command="vocabulary.load_terms").inputs == {
        "release": "r1",
        "created": 4,
        "updated": 0,
    }


def test_load_terms_again_changes_nothing() -> None:
    rows = (row("1"), row("2", "1"))
    load(*rows)
    keys = list(TermAncestor.objects.values_list("pk", flat=True))

    assert load(*rows) == LoadReport(created=0, updated=0, unchanged=2, unknown_parents=())
    assert list(TermAncestor.objects.values_list("pk", flat=True)) == keys
    assert AuditEvent.objects.count() == 1


def test_load_terms_of_a_later_release_moves_terms_and_keeps_their_keys() -> None:
    load(row("1"), row("2", "1"), row("3", "2"))
    key = Term.objects.get(code="MONDO:3").pk

    report = load(row("1"), row("2", "1"), row("3", "1", label="renamed"), release="r2")

    assert (report.created, report.updated) == (0, 3)
    assert above("3") == ["MONDO:1"]
    assert Term.objects.get(code="MONDO:3").pk == key
    assert Term.objects.get(code="MONDO:3").label == "renamed"


def test_load_terms_continues_the_paths_of_an_earlier_release() -> None:
    load(row("1"), row("2", "1"))

    report = load(row("3", "2"), row("4", "99"))

    assert above("3") == ["MONDO:1", "MONDO:2"]
    assert above("4") == []
    assert report.unknown_parents == ("MONDO:99",)


def test_load_terms_refuses_a_circle_and_stores_nothing() -> None:
    with pytest.raises(InvalidInput, match="above itself"):
        load(row("1", "2"), row("2", "1"))

    assert not Term.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"code,label\nMONDO:1,x\n", "lacks the column parents"),
        (b"code,label,parents\n,x,\n", "Line 2 has no code"),
        (b"code,label,parents\nMONDO:1,,\n", "Line 2 has no code"),
        (b"code,label,parents\nMONDO:1,x,\nMONDO_1,y,\n", "Line 3 repeats MONDO:1"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_read_terms_names_what_is_wrong(content: bytes, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        read_terms(content)


def test_read_terms_takes_published_spellings() -> None:
    content = "\ufeffid,label,parent_ids\nMONDO_0000002,b,http://purl.obolibrary.org/obo/MONDO_0000001\n".encode()

    assert read_terms(content) == [TermRow("MONDO:0000002", "b", (), ("MONDO:0000001",))]


def test_load_vocabulary_loads_the_shipped_diseases_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_vocabulary")
    call_command("load_vocabulary")

    assert capsys.readouterr().out.splitlines() == [
        "166 terms: 166 created, 0 updated, 0 unchanged.",
        "166 terms: 0 created, 0 updated, 166 unchanged.",
    ]
    assert Term.objects.count() == 166


def test_load_vocabulary_of_another_file_wants_its_release(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Name the release"):
        call_command("load_vocabulary", tmp_path / "terms.csv")
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_vocabulary", tmp_path / "terms.csv", release="r1")


def test_shipped_diseases_agree_with_the_published_paths() -> None:
    cases = FIELD_DATA / "consent" / "consent-cases.json"
    published = FIELD_DATA / "vocab" / "mondo-cancer.csv"
    if not published.exists():
        pytest.skip("shared/data is not beside this checkout")
    call_command("load_vocabulary", verbosity=0)
    shipped = {term.code: term for term in read_terms(SHIPPED.read_bytes())}
    labels = {term.code: term.label for term in read_terms(published.read_bytes())}
    stored = queries.ancestors_of(shipped)

    assert {code: term.label for code, term in shipped.items() if code in labels and labels[code] != term.label} == {}
    for code, ancestors in json.loads(cases.read_text())["ancestors"].items():
        if code in shipped:
            assert stored[code] - {"MONDO:0000001"} == set(ancestors) & shipped.keys() - {"MONDO:0000001"}, code


def test_the_published_release_loads_over_the_shipped_one() -> None:
    published = FIELD_DATA / "vocab" / "mondo-cancer.csv"
    if not published.exists():
        pytest.skip("shared/data is not beside this checkout")
    call_command("load_vocabulary", verbosity=0)

    report = operations.load_terms(rows=read_terms(published.read_bytes()), release="r2", by=None, now=NOW)

    assert (report.created, report.updated) == (4339, 164)
    assert {"MONDO:0004992", "MONDO:0005070", "MONDO:0045024"} <= queries.ancestors_of(["MONDO:0005494"])[
        "MONDO:0005494"
    ]
