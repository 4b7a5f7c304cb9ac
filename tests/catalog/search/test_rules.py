"""What a person's words may mean."""

import pytest

from catalog.search.rules import identifier_of


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("rrid: cvcl_0031", "CVCL_0031"),
        ("RRID:Addgene_80088", "Addgene_80088"),
        ("ADDGENE_80088", "Addgene_80088"),
        ("ab_2298772", "AB_2298772"),
        ("own_17-b", "OWN_17-B"),
        ("MCF-7", ""),
        ("", ""),
    ],
)
def test_an_identifier_is_spelled_as_its_authority_does(text: str, identifier: str) -> None:
    assert identifier_of(text) == identifier
