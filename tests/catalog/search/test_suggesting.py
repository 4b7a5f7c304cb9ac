"""What is suggested to whom while they type, by both engines alike."""

from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.search.queries import Wish, suggesting
from catalog.search.queries.current import CurrentIndex
from catalog.search.queries.finding import Search
from catalog.search.queries.suggesting import SuggestionKind
from catalog.search.rules import first_met, mistyped, names_typed, typed_query, words_typed
from catalog.vocabulary.models import Synonym
from exchange.parties.models import Person
from exchange.parties.roles import Role
from tests.catalog.search.engines import both_engines
from tests.factories.listings import CellLineFactory, ListingFactory
from tests.factories.parties import ConsortiumFactory, OrganisationFactory, UnitFactory, member
from tests.factories.vocabulary import TermFactory

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def titles(text: str, viewer: Person | None = None) -> list[str]:
    """Return what both engines find for a text that is being typed."""
    in_sql, indexed = both_engines(viewer, Wish(text=text, is_typed=True), now=NOW)
    found = [row.title for row in in_sql.page(size=50)]
    assert [row.title for row in indexed.page(size=50)] == found
    return found


def suggested(
    text: str, viewer: Person | None = None, *, monkeypatch: pytest.MonkeyPatch, most: int = 5
) -> list[tuple[Any, ...]]:
    """Return what both engines suggest: kind, label, what was matched, and how many there are."""
    told = []
    for index in (None, CurrentIndex.build(now=NOW)):
        monkeypatch.setattr(
            suggesting, "find", lambda viewer, wish, *, now, index=index: Search(viewer, wish, now=now, index=index)
        )
        found = suggesting.suggestions(viewer, text, most=most, now=NOW)
        told.append([(one.kind, one.label, one.matched, one.count) for one in found])
    assert told[0] == told[1]
    return told[0]


@pytest.fixture
def lines() -> None:
    place = UnitFactory.create(organisation__name="Université de Liège")
    named: dict[str, dict[str, Any]] = {
        "MCF-7": {"synonyms": ["MCF7", "Michigan Cancer Foundation-7"], "identifiers": ["CVCL_0031"]},
        "HeLa": {"identifiers": ["CVCL_0030"], "summary": "Of a cervical adenocarcinoma."},
        "HEK-293T": {"synonyms": ["Hek293T"]},
        "Müller glia": {"identifiers": ["10.1234/Glia.5"]},
    }
    for title, more in named.items():
        listing = {f"listing__{name}": value for name, value in {"title": title, "unit": place, **more}.items()}
        CellLineFactory.create(**listing)


@pytest.mark.django_db
@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mcf", ["MCF-7"]),
        ("mcf-7", ["MCF-7"]),
        ("MCF7", ["MCF-7"]),
        ("michigan can", ["MCF-7"]),
        ("hek-29", ["HEK-293T"]),
        ("hek293", ["HEK-293T"]),
        ("muller", ["Müller glia"]),
        ("MÜLLER gl", ["Müller glia"]),
        ("mulelr", ["Müller glia"]),
        ("mihcigan", ["MCF-7"]),
        ("michgan", ["MCF-7"]),
        ("michigann can", ["MCF-7"]),
        ("michygen", []),
        ("cvcl_0031", ["MCF-7"]),
        ("CVCL_003", ["HeLa", "MCF-7"]),
        ("https://doi.org/10.1234/glia.5", ["Müller glia"]),
        ("adeno", ["HeLa"]),
        ("' | !(", []),
        ("\\ ''", []),
    ],
)
def test_words_that_are_typed_find_what_begins_so_or_nearly(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


@pytest.mark.django_db
@pytest.mark.usefixtures("lines")
def test_suggestions_name_what_was_met_and_identifiers_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    breast = TermFactory.create(code="MONDO:0007254", label="breast carcinoma")
    TermFactory.create(code="MONDO:0004989", label="breast sarcoma")
    Synonym.objects.create(term=breast, text="Michigan disease", scope="exact")
    CellLineFactory.create(
        listing__title="ZR-75",
        listing__words=["carcinoma"],
        diseases=[{"vocabulary": "MONDO", "code": breast.code, "label": "said"}],
    )

    def asked(text: str) -> list[tuple[Any, ...]]:
        return suggested(text, monkeypatch=monkeypatch)

    assert asked("rrid:cvcl_0031") == [(SuggestionKind.IDENTIFIER, "MCF-7", "CVCL_0031", None)]
    assert asked("doi: 10.1234/glia.5")[0] == (SuggestionKind.IDENTIFIER, "Müller glia", "10.1234/Glia.5", None)
    assert asked("michigan") == [
        (SuggestionKind.LISTING, "MCF-7", "Michigan Cancer Foundation-7", None),
        (SuggestionKind.DIAGNOSIS, "breast carcinoma", "Michigan disease", 1),
    ]
    assert asked("breast ca") == [(SuggestionKind.DIAGNOSIS, "breast carcinoma", "", 1)]
    assert asked("breast carcinnoma") == [(SuggestionKind.DIAGNOSIS, "breast carcinoma", "", 1)]
    assert asked("liege") == [(SuggestionKind.PROVIDER, "Université de Liège", "", 4)]
    assert asked("universite lieg") == [(SuggestionKind.PROVIDER, "Université de Liège", "", 4)]
    assert asked("adeno") == []
    assert asked("m") == asked("  ") == []


@pytest.mark.django_db
def test_nothing_hidden_is_suggested_to_strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    consortium = ConsortiumFactory.create()
    quiet = UnitFactory.create(organisation__name="Quiet Harbour Hospital")
    draft = ListingFactory.create(title="secretome draft", identifiers=["SECRET_1"], visibility="draft", unit=quiet)
    ListingFactory.create(title="secretome old", visibility="withdrawn", unit=draft.unit)
    ListingFactory.create(title="secretome shared", visibility="consortium", consortium=consortium, unit=draft.unit)
    ListingFactory.create(title="secreted all")
    TermFactory.create(code="MONDO:1", label="secretory carcinoma")
    CellLineFactory.create(
        listing__title="a line",
        listing__visibility="draft",
        listing__unit=draft.unit,
        diseases=[{"vocabulary": "MONDO", "code": "MONDO:1", "label": ""}],
    )

    stranger = member(Role.RESEARCHER, OrganisationFactory.create(name="Secret Institute"))
    for viewer in (None, stranger):
        assert suggested("secret", viewer, monkeypatch=monkeypatch) == [
            (SuggestionKind.LISTING, "secreted all", "", None)
        ]
        assert suggested("SECRET_1", viewer, monkeypatch=monkeypatch) == []
        assert suggested("quiet harbour", viewer, monkeypatch=monkeypatch) == []
    manager = member(Role.RESOURCE_MANAGER, unit=draft.unit)
    shown = [label for _, label, _, _ in suggested("secret", manager, monkeypatch=monkeypatch)]
    assert sorted(shown) == [
        "secreted all", "secretome draft", "secretome old", "secretome shared", "secretory carcinoma"
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_hidden_listing_does_not_keep_what_is_misspelled_from_being_suggested() -> None:
    ListingFactory.create(title="glioblastma", visibility="draft")
    ListingFactory.create(title="glioblastoma")

    assert titles("glioblastma") == ["glioblastoma"]


@pytest.mark.django_db
def test_suggestions_of_a_kind_are_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        ListingFactory.create(title=f"lentiviral vector {number}")

    assert [label for _, label, _, _ in suggested("lenti", monkeypatch=monkeypatch, most=2)] == [
        "lentiviral vector 3",
        "lentiviral vector 2",
    ]


@pytest.mark.django_db
def test_an_index_finds_words_that_came_after_it_was_sorted() -> None:
    ListingFactory.create(title="alpha")
    index = CurrentIndex.build(now=NOW)

    def found(text: str) -> list[str]:
        return [row.title for row in Search(None, Wish(text=text, is_typed=True), now=NOW, index=index).page(size=9)]

    assert found("alph") == ["alpha"]
    ListingFactory.create(title="alphabet")
    assert found("alph") == ["alphabet", "alpha"]


def test_a_word_is_mistyped_by_one_letter() -> None:
    found = set(mistyped("gene"))
    assert {"gene", "gne", "egne", "gane", "genie", "genes"} <= found
    assert not {"gn", "eegn", "genies"} & found
    assert mistyped("p53a") == ("p53a",)
    assert mistyped("abc") == ("abc",)


def test_words_and_names_that_are_typed() -> None:
    assert words_typed("  HEK-293T / Łódź (new), HEK") == ("hek", "293t", "lodz", "new")
    assert names_typed("RRID:cvcl_0031") == ("rrid:cvcl_0031", "cvcl_0031")
    assert names_typed("doi:10.1/A") == ("doi:10.1/a", "10.1/a")
    assert typed_query([("o'b", "ob"), ("7",)]) == "( 'o''b':* | 'ob':* ) & ( '7':* | '-7':* | '/7':* )"
    assert first_met([("mcf",), ("7",)], ["HeLa", "MCF-7"]) == "MCF-7"
    assert first_met([("mdf",)], ["MCF-7"]) == ""
