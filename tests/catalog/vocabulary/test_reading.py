"""OBO, OncoTree and CSV as they are published, and as they must not be."""

import json
from typing import Any

import pytest

from catalog.vocabulary.reading import TermRow, read_vocabulary, rows
from catalog.vocabulary.rules import Scope
from exchange.kernel.errors import InvalidInput

OBO = rb"""format-version: 1.2
data-version: 2026-07-31
! a remark

[Term]
id: DOID:1
name: a \"named\" thing
alt_id: DOID:10
synonym: "one\, two" NARROW ABBR [src:1]
synonym: "unscoped" []
xref: UMLS_CUI:C1 "a comment"
xref: SNOMEDCT_US_2025_09_01:7
xref: url:http\://example.org/x
is_a: DOID:2 {source="x"} ! two
relationship: part_of DOID:3

[Term]
id: http://purl.obolibrary.org/obo/DOID_2
name: two
is_obsolete: true
replaced_by: DOID:1
consider: DOID:3

[Typedef]
id: part_of
name: part of
"""


def read(text: str) -> list[TermRow]:
    return list(read_vocabulary(text.encode()).rows)


def test_obo_is_read_with_all_that_it_says() -> None:
    contents = read_vocabulary(OBO)

    assert contents.version == "2026-07-31"
    assert list(contents.rows) == [
        TermRow(
            code="DOID:1",
            label='a "named" thing',
            place="Line 5",
            parents=("DOID:2",),
            synonyms=(("one, two", Scope.NARROW), ("unscoped", Scope.RELATED)),
            references=("UMLS:C1", "SNOMEDCT:7"),
            replaces=("DOID:10",),
        ),
        TermRow(
            code="DOID:2",
            label="two",
            place="Line 17",
            replaced_by=("DOID:1",),
            considered=("DOID:3",),
            is_obsolete=True,
        ),
    ]


def node(code: str, parent: str | None = None, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "name": f"name of {code}",
        "parent": parent,
        "children": {c["code"]: c for c in children},
    } | more


def test_oncotree_is_read_from_the_root_downwards() -> None:
    low = node(
        "MDS/MPN",
        "BLOOD",
        history=["OLD"],
        revocations=["GONE", "MDS/MPN"],
        precursors=["PART"],
        externalReferences={"NCI": ["C1"], "UMLS": ["C2"]},
    )
    tree = {"TISSUE": node("TISSUE", None, node("BLOOD", "TISSUE", low))}

    assert read(json.dumps(tree)) == [
        TermRow("ONCOTREE:TISSUE", "name of TISSUE", "Type TISSUE"),
        TermRow("ONCOTREE:BLOOD", "name of BLOOD", "Type BLOOD", ("ONCOTREE:TISSUE",)),
        TermRow(
            "ONCOTREE:MDS/MPN",
            "name of MDS/MPN",
            "Type MDS/MPN",
            ("ONCOTREE:BLOOD",),
            references=("NCIT:C1", "UMLS:C2"),
            replaces=("ONCOTREE:OLD", "ONCOTREE:GONE"),
            resembles=("ONCOTREE:PART",),
        ),
    ]


def test_a_table_takes_published_spellings() -> None:
    text = "\ufeffid,label,parent_ids,xrefs\nMONDO_0000002,b,http://purl.obolibrary.org/obo/MONDO_0000001,NCIT:C1\n"

    assert read(text) == [
        TermRow("MONDO:0000002", "b", "Line 2", ("MONDO:0000001",), references=("NCIT:C1",)),
    ]


def test_a_table_of_codes_of_old() -> None:
    assert read("code,label,replaced_by\nA:1,old,A:2\nA:2,new,\n") == [
        TermRow("A:1", "old", "Line 2", replaced_by=("A:2",), is_obsolete=True),
        TermRow("A:2", "new", "Line 3"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "lacks the column code and label"),
        ("code,label\n", "no terms"),
        ("code,parents\nMONDO:1,x\n", "lacks the column label"),
        ("code,label,parents\n,x,\n", "Line 2 has no code"),
        ("code,label,parents\nfree text here,x,\n", "Line 2 has no code"),
        ("code,label,parents\nMONDO:1,,\n", "Line 2 has no label for MONDO:1"),
        ("code,label,parents\nMONDO:1,x,\nMONDO_1,y,\n", "Line 3 repeats MONDO:1"),
        ("code,label\nMONDO:1,x,y\n", "Line 2 has not as many columns"),
        ("code,label,parents\nMONDO:1,x\n", "Line 2 has not as many columns"),
        ('code,label\nMONDO:1,"x\n', "Line 2 is no line of a table"),
        ("code,label\nMONDO:1,a\x00b\n", "Line 2 holds a zero character"),
        (f"code,label\nMONDO:1,{'x' * 1001}\n", "Line 2: a name of MONDO:1 has more than 1000"),
        (f"code,label,parents\nMONDO:1,x,{'|'.join(f'M:{n}' for n in range(2001))}\n", "more than 2000 entries"),
        ("format-version: 1.2\n", "no .Term. at all"),
        ("format-version: 1.2\n\n[Term]\nname: x\n", "Line 3 has no code"),
        ("format-version: 1.2\n\n[Term]\nid: A:1\n", "Line 3 has no label for A:1"),
        ("format-version: 1.2\n\n[Term]\nid: A:1\nname: x\nsynonym: bare\n", "Line 3: a synonym"),
        ("format-version: 1.2\n\n[Term]\nid: A:1\nname: x\nbroken off", "Line 6 is no tag"),
        ('{"A": {"code": "A", "name"', "line 1, column 27"),
        ("{}", "no tree of OncoTree"),
        ('{"A": 1}', "“A” is no type"),
        ('{"A": {"code": "B"}}', "“A” is no type of OncoTree, or bears another code"),
        ('{"A": {"code": "A", "name": "a", "parent": "B"}}', "A says that its parent is another than none"),
        ('{"A": {"code": "A"}}', "Type A has no label"),
        ('{"A": {"code": "A", "name": "a", "children": [1]}}', "A has children that are no types"),
        ('{"A": {"code": "A", "name": "a", "history": "B"}}', "“history” is no list of codes"),
        ('{"A":' * 100_000, "nested too deeply|breaks off"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        read(text)


def test_another_encoding_is_refused_by_line() -> None:
    with pytest.raises(InvalidInput, match="Line 3 is not UTF-8 text"):
        read_vocabulary("code,label\nA:1,a\nA:2,Ménière\n".encode("latin-1"))


def test_files_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_TERMS", 2)
    with pytest.raises(InvalidInput, match="more than 2 terms"):
        read("code,label\nA:1,a\nA:2,b\nA:3,c\n")
    monkeypatch.setattr(rows, "MOST_BYTES", 10)
    with pytest.raises(InvalidInput, match="larger than"):
        read("code,label\nA:1,a\n")


def test_a_part_of_the_body_is_below_its_whole() -> None:
    text = """format-version: 1.2

[Term]
id: UBERON:0001114
name: right lobe of liver
is_a: UBERON:0001113 ! lobe of liver
relationship: part_of UBERON:0002107 {source="x"} ! liver
relationship: BFO:0000050 UBERON:0001113
relationship: part_of NCBITaxon:7742
relationship: develops_from UBERON:0003894 ! liver primordium
"""

    assert [row.parents for row in read(text)] == [("UBERON:0001113", "UBERON:0002107")]
