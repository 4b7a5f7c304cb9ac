"""The front end's page at every other address."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

INDEX = '<html><head><meta property="csp-nonce" nonce="__CSP_NONCE__"></head><body></body></html>'


@pytest.fixture(autouse=True)
def built(tmp_path: Path, settings: Any) -> Path:
    settings.FRONTEND_DIST = tmp_path
    index = tmp_path / "index.html"
    index.write_text(INDEX)
    return index


@pytest.mark.parametrize("path", ["/", "/listings", "/requests/UmVxdWVzdDox/edit", "/agreements/x", "/graphqlx"])
def test_every_other_address_is_the_page(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "no-cache" in response["Cache-Control"]
    assert response.cookies["reagora_csrf"].value
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_nonce_is_new_in_each_answer_and_in_its_policy(client: Client) -> None:
    nonces = set()
    for _ in range(2):
        response = client.get("/")
        (nonce,) = re.findall(r'nonce="([^"]+)"', response.content.decode())
        policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
        assert policy["script-src"] == policy["style-src"] == f"'self' 'nonce-{nonce}'"
        assert policy["default-src"] == policy["object-src"] == policy["frame-ancestors"] == "'none'"
        assert "unsafe" not in response["Content-Security-Policy"]
        nonces.add(nonce)
    assert len(nonces) == 2


@pytest.mark.parametrize(
    "path", ["/static/none.js", "/_allauth/none", "/metrics/none", "/uploads/none", "/agreements/x/documents/none"]
)
def test_what_is_missing_elsewhere_is_no_page(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_page_is_only_read(client: Client) -> None:
    assert client.post("/listings").status_code == 405
    assert client.head("/listings").status_code == 200


def test_page_that_is_not_built_says_how_to_build_it(client: Client, built: Path) -> None:
    built.unlink()
    response = client.get("/")
    assert response.status_code == 503
    assert b"make demo" in response.content


def test_page_says_that_nobody_is_signed_in_only_where_there_is_no_session(client: Client) -> None:
    said = b'<meta name="viewer" content="nobody">'
    assert said in client.get("/").content
    client.cookies["reagora_session"] = "of-somebody"
    assert said not in client.get("/").content


@pytest.mark.django_db
def test_catalogue_names_what_its_page_loads_besides(client: Client, built: Path) -> None:
    chunks = {
        "index.html": {"file": "assets/index.js", "isEntry": True, "imports": ["_common.js"]},
        "_common.js": {"file": "assets/common.js"},
        "_shared.js": {"file": "assets/shared.js", "imports": ["_common.js", "_shared.js"]},
        "src/features/catalogue/catalogue-page.tsx": {
            "file": "assets/catalogue.js",
            "imports": ["index.html", "_shared.js"],
            "css": ["assets/catalogue.css"],
        },
    }
    (built.parent / ".vite").mkdir()
    (built.parent / ".vite" / "manifest.json").write_text(json.dumps(chunks))
    links = re.findall(r'<link rel="(.+?)" crossorigin href="(.+?)"', client.get("/catalogue").content.decode())
    assert links == [
        ("modulepreload", "/static/assets/catalogue.js"),
        ("modulepreload", "/static/assets/shared.js"),
        ('preload" as="style', "/static/assets/catalogue.css"),
    ]


def test_answer_is_compressed_for_who_can_read_it(client: Client, built: Path) -> None:
    built.write_text(INDEX + " " * 1000)
    assert "Content-Encoding" not in client.get("/").headers
    assert client.get("/", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
