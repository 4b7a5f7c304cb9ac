"""The published schemas of Beacon v2."""

import json
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.architecture.sources import ROOT

SCHEMAS = ROOT.parent / "shared" / "data" / "schemas" / "beacon_v2" / "framework" / "json"


@cache
def registry() -> Registry[Any]:
    files = ((path.as_uri(), json.loads(path.read_text())) for path in SCHEMAS.rglob("*.json"))
    return Registry().with_resources((uri, DRAFT202012.create_resource(content)) for uri, content in files)


def check(answer: Any, schema: str) -> None:
    """Validate an answer against one of the schemas, named below ``responses/`` without its ending."""
    if not SCHEMAS.is_dir():
        pytest.skip("shared/data is not beside this checkout")
    reference = {"$ref": (SCHEMAS / "responses" / f"{schema}.json").as_uri()}
    Draft202012Validator(reference, registry=registry()).validate(answer)
