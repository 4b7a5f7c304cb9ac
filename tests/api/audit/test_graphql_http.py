"""The audits of the npm package graphql-http against a live server: no error and no warning."""

import json
import subprocess
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests import needs

AUDIT = Path(__file__).with_name("audit.cjs")
FRONTEND = AUDIT.parents[3] / "frontend"
# What a server may do, and this one does not on purpose: execute GET requests.
GET_IS_REFUSED = ["5A70", "D6D5", "6A70"]


@pytest.mark.skipif(needs.NODE is None, reason="needs Node: make install")
@pytest.mark.skipif(
    not (FRONTEND / "node_modules" / "graphql-http").is_dir(), reason="needs npm packages: make frontend"
)
@pytest.mark.django_db(transaction=True)
def test_server_passes_the_audits_without_warning(live_server: LiveServer) -> None:
    assert needs.NODE is not None
    done = subprocess.run(
        [needs.NODE, AUDIT, f"{live_server.url}/graphql"],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    results = [json.loads(line) for line in done.stdout.splitlines()]
    by_status = {
        status: [result["id"] for result in results if result["status"] == status]
        for status in ("notice", "warn", "error")
    }
    assert by_status == {"notice": GET_IS_REFUSED, "warn": [], "error": []}
    assert len(results) == 61
