"""Ids of terms and the closure of their paths."""

import pytest

from catalog.vocabulary.rules import canonical_id, is_printable_id, prefix_of, transitive_ancestors
from exchange.kernel.errors import InvalidInput


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("MONDO:0007254", "MONDO:0007254"),
        ("mondo_0007254", "MONDO:0007254"),
        (" DUO_0000042\n", "DUO:0000042"),
        ("http://purl.obolibrary.org/obo/DOID_162", "DOID:162"),
        ("https://purl.obolibrary.org/obo/DOID_162", "DOID:162"),
        ("https://identifiers.org/mondo/MONDO:0007254", "MONDO:0007254"),
        ("https://identifiers.org/MONDO:0007254", "MONDO:0007254"),
        ("http://www.orpha.net/ORDO/Orphanet_227535", "ORPHANET:227535"),
        ("http://www.ebi.ac.uk/efo/EFO_0000311", "EFO:0000311"),
        ("ICD10:C50.9", "ICD10:C50.9"),
        ("http://example.org/disease/1", "http://example.org/disease/1"),
        ("http://example.org/MONDO_0007254", "http://example.org/MONDO_0007254"),
        ("breast cancer", "breast cancer"),
        ("", ""),
    ],
)
def test_canonical_id(spelling: str, canonical: str) -> None:
    assert canonical_id(spelling) == canonical
    assert canonical_id(canonical) == canonical


@pytest.mark.parametrize(
    ("text", "printable"),
    [
        ("MONDO:0007254", True),
        ("ICD10:C50.9", True),
        ("NCIT:C4872", True),
        ("DUO:0009999", True),
        ("words", False),
        ("NAME:Smith", False),
        ("a:1", False),
        ("MONDO:0007254 of aunt Mary", False),
        ("MONDO:" + "1" * 40, False),
    ],
)
def test_only_ids_are_printable(text: str, *, printable: bool) -> None:
    assert is_printable_id(text) is printable


def test_prefix_of() -> None:
    assert [prefix_of(text) for text in ("MONDO:1", "words")] == ["MONDO", ""]


def test_transitive_ancestors_follow_every_path() -> None:
    parents = {"d": ["b", "c"], "b": ["a"], "c": ["a", "root"], "a": []}
    assert transitive_ancestors(parents) == {
        "a": frozenset(),
        "b": {"a"},
        "c": {"a", "root"},
        "d": {"a", "b", "c", "root"},
    }


def test_transitive_ancestors_of_a_long_chain() -> None:
    closed = transitive_ancestors({str(number): [str(number - 1)] for number in range(1, 3_000)})
    assert len(closed["2999"]) == 2_999


@pytest.mark.parametrize("parents", [{"a": ["a"]}, {"a": ["b"], "b": ["c"], "c": ["a"]}])
def test_transitive_ancestors_refuse_a_circle(parents: dict[str, list[str]]) -> None:
    with pytest.raises(InvalidInput) as caught:
        transitive_ancestors(parents)
    assert caught.value.field == "parents"
