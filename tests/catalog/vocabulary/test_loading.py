"""Releases of vocabularies: loaded, loaded again, followed by the next."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from catalog.vocabulary import operations, queries
from catalog.vocabulary.loading import LoadReport, day_in, replacements
from catalog.vocabulary.management.commands.load_vocabulary import SHIPPED
from catalog.vocabulary.models import Release, Replacement, Term, TermAncestor, Vocabulary
from catalog.vocabulary.reading import Contents, TermRow, read_vocabulary
from catalog.vocabulary.rules import Scope
from exchange.kernel.errors import InvalidInput
from exchange.kernel.models import AuditEvent

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FIELD_DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


def load(*rows: TermRow, release: str = "r1", name: str = "MONDO") -> LoadReport:
    return operations.load_release(contents=Contents(rows), name=name, release=release, by=None, now=NOW)


def row(code: str, *parents: str, label: str = "") -> TermRow:
    return TermRow(f"MONDO:{code}", label or f"disease {code}", "here", tuple(f"MONDO:{parent}" for parent in parents))


def above(code: str) -> list[str]:
    return sorted(queries.ancestors_of([f"MONDO:{code}"])[f"MONDO:{code}"])


def test_a_load_closes_the_paths() -> None:
    report = load(row("1"), row("2", "1"), row("3", "2"), row("4", "2", "3"))

    assert (report.created, report.updated, report.unchanged, report.ancestors) == (4, 0, 0, 6)
    assert report.unknown_parents == ()
    assert above("4") == ["MONDO:1", "MONDO:2", "MONDO:3"]
    assert above("1") == []
    assert sorted(Term.objects.get(code="MONDO:4").parents.values_list("code", flat=True)) == ["MONDO:2", "MONDO:3"]
    assert AuditEvent.objects.get(command="vocabulary.load_release").inputs == {"created": 4, "updated": 0}


def test_a_second_load_changes_nothing() -> None:
    rows = (
        row("1"),
        TermRow(
            "MONDO:2", "two", "here", ("MONDO:1",), (("deux", Scope.EXACT),), ("NCIT:C2",), ("MONDO:0",), ("MONDO:00",)
        ),
    )
    load(*rows)
    keys = [list(model.objects.values_list("pk", flat=True)) for model in (Term, TermAncestor, Replacement, Release)]

    report = load(*rows)

    assert (report.created, report.updated, report.unchanged, report.replaced) == (0, 0, 2, 2)
    assert keys == [
        list(model.objects.values_list("pk", flat=True)) for model in (Term, TermAncestor, Replacement, Release)
    ]
    assert AuditEvent.objects.count() == 1


def test_a_later_release_moves_terms_and_keeps_their_keys() -> None:
    load(row("1"), row("2", "1"), row("3", "2"), row("5", "3"))
    key = Term.objects.get(code="MONDO:3").pk

    report = load(row("1"), row("2", "1"), row("3", "1", label="renamed"), release="r2")

    assert (report.created, report.updated, report.unchanged, report.left) == (0, 1, 2, 1)
    assert above("3") == ["MONDO:1"]
    # What the release leaves out stays where its parent went.
    assert above("5") == ["MONDO:1", "MONDO:3"]
    moved, left = Term.objects.get(code="MONDO:3"), Term.objects.get(code="MONDO:5")
    assert (moved.pk, moved.label, moved.release.name, left.release.name) == (key, "renamed", "r2", "r1")


@pytest.mark.parametrize(
    ("later", "updated"),
    [
        (TermRow("MONDO:2", "two", "", ("MONDO:1",)), 0),
        (TermRow("MONDO:2", "two", ""), 1),
        (TermRow("MONDO:2", "two", "", ("MONDO:1",), (("zwei", Scope.BROAD),)), 1),
        (TermRow("MONDO:2", "two", "", ("MONDO:1",), (), ("DOID:2",)), 1),
        (TermRow("MONDO:2", "two", "", ("MONDO:1",), is_obsolete=True), 1),
    ],
)
def test_a_term_counts_as_updated_when_anything_said_of_it_changed(later: TermRow, updated: int) -> None:
    load(row("1"), TermRow("MONDO:2", "two", "", ("MONDO:1",)))

    report = load(row("1"), later, release="r2")

    assert (report.created, report.updated, report.unchanged) == (0, updated, 2 - updated)


def test_unknown_parents_are_told_and_left_out() -> None:
    report = load(row("3", "98"), row("4", "99", "3"))

    assert report.unknown_parents == ("MONDO:98", "MONDO:99")
    assert above("4") == ["MONDO:3"]


def test_a_merged_term_becomes_obsolete_and_leads_to_the_one_that_took_it_in() -> None:
    load(row("1"), row("2", "1"), row("3", "1"))

    report = load(row("1"), TermRow("MONDO:3", "three", "", ("MONDO:1",), replaces=("MONDO:2",)), release="r2")

    assert (report.obsolete, report.left, report.replaced) == (1, 1, 1)
    assert Term.objects.get(code="MONDO:2").is_obsolete
    assert queries.exact_successors_of(["MONDO:2"])["MONDO:2"].code == "MONDO:3"


@pytest.mark.parametrize(
    "rows",
    [
        (row("1", "2"), row("2", "1")),
        (row("1", "1"),),
        (row("1", "3"), row("2", "1"), row("3", "2")),
    ],
)
def test_a_circle_is_refused_and_nothing_is_stored(rows: tuple[TermRow, ...]) -> None:
    with pytest.raises(InvalidInput, match=r"MONDO:\d is above itself"):
        load(*rows)

    assert not Term.objects.exists()
    assert not Vocabulary.objects.exists()


def test_a_code_of_another_vocabulary_is_refused() -> None:
    load(row("1"))

    with pytest.raises(InvalidInput, match="here: MONDO:1 is a term of the vocabulary MONDO"):
        load(row("1"), name="OTHER")
    assert Vocabulary.objects.count() == 1


def test_a_vocabulary_is_the_same_whatever_the_case_of_its_name() -> None:
    load(row("1"))
    load(row("1"), row("2"), name="Mondo", release="r2")

    assert [vocabulary.name for vocabulary in Vocabulary.objects.all()] == ["MONDO"]


def test_an_older_release_does_not_follow_a_newer_one() -> None:
    load(row("1", label="new"), release="v2026-07-31")

    with pytest.raises(InvalidInput, match="v2026-07-31 is loaded already, which is newer than 2025-01-01"):
        load(row("1", label="old"), release="2025-01-01")
    assert Term.objects.get().label == "new"
    assert Release.objects.get().released_on == date(2026, 7, 31)


def test_day_in() -> None:
    assert day_in("oncotree_2025_10_03", "") == date(2025, 10, 3)
    assert day_in("r1", "doid/releases/2026-07-31/doid.obo") == date(2026, 7, 31)
    assert day_in("2026-13-40", "12026-01-01") is None


def test_replacements_are_exact_only_where_one_term_claims_the_code() -> None:
    rows = [
        TermRow("O:B", "b", replaces=("O:1", "O:A", "O:T"), resembles=("O:2",)),
        TermRow("O:T", "t", replaces=("O:1",)),
        TermRow("O:A", "a"),
        TermRow("O:X", "x", is_obsolete=True, replaced_by=("O:B", "O:GONE"), considered=("O:T",)),
    ]

    assert replacements(rows) == {
        ("O:1", "O:B"): False,
        ("O:1", "O:T"): False,
        ("O:2", "O:B"): False,
        ("O:X", "O:B"): True,
        ("O:X", "O:T"): False,
    }


def test_shipped_diseases_agree_with_the_published_paths() -> None:
    cases = FIELD_DATA / "consent" / "consent-cases.json"
    published = FIELD_DATA / "vocab" / "mondo-cancer.csv"
    if not published.exists():
        pytest.skip("shared/data is not beside this checkout")
    contents = read_vocabulary(SHIPPED.read_bytes())
    load(*contents.rows)
    shipped = {term.code: term for term in contents.rows}
    labels = {term.code: term.label for term in read_vocabulary(published.read_bytes()).rows}
    stored = queries.ancestors_of(shipped)

    assert {code: term.label for code, term in shipped.items() if code in labels and labels[code] != term.label} == {}
    for code, ancestors in json.loads(cases.read_text())["ancestors"].items():
        if code in shipped:
            assert stored[code] - {"MONDO:0000001"} == set(ancestors) & shipped.keys() - {"MONDO:0000001"}, code


def test_the_published_release_loads_over_the_shipped_one() -> None:
    published = FIELD_DATA / "vocab" / "mondo-cancer.csv"
    if not published.exists():
        pytest.skip("shared/data is not beside this checkout")
    load(*read_vocabulary(SHIPPED.read_bytes()).rows)

    report = load(*read_vocabulary(published.read_bytes()).rows, release="r2")

    assert (report.created, report.updated + report.unchanged, report.left) == (4339, 164, 2)
    assert {"MONDO:0004992", "MONDO:0005070", "MONDO:0045024"} <= queries.ancestors_of(["MONDO:0005494"])[
        "MONDO:0005494"
    ]
