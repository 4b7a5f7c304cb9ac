"""How to get into the demo world: ``demo.json`` with a sign-in link and an API token for each person."""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings

from exchange.demo.people import email_of
from exchange.demo.world import PEOPLE, DemoPerson
from exchange.parties import operations, queries
from exchange.parties.models import Person
from exchange.parties.roles import Role
from exchange.parties.rules.proof import Proof, ProofMethod
from exchange.parties.sign_in_link import demo_sign_in_url

TOKEN_DAYS = 365
Access = dict[str, dict[str, str]]


def write_access(*, now: datetime) -> Path:
    """Write a fresh link and a working token for each person; a token that still works is kept.

    The file appears whole or not at all, and only its owner can read it.
    """
    file = Path(settings.DATA_DIR) / "demo.json"
    known = json.loads(file.read_text()) if file.is_file() else {}
    access: Access = {}
    for demo_person in PEOPLE:
        person = Person.objects.get(email=email_of(demo_person))
        access[demo_person.key] = {
            "email": person.email,
            "sign_in_url": demo_sign_in_url(person),
            "token": _token(demo_person, person, known.get(demo_person.key, {}).get("token", ""), now=now),
        }
    draft = file.with_suffix(".json.new")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(access, indent=2) + "\n")
    draft.replace(file)
    return file


def _token(demo_person: DemoPerson, person: Person, known: str, *, now: datetime) -> str:
    """Return a working token; a signatory's signs too, so that the whole deal can be played by script."""
    if known and queries.person_of_token(known, now=now) == person:
        return known
    _, secret = operations.create_token(
        name="demo",
        days=TOKEN_DAYS,
        may_sign=demo_person.role is Role.AUTHORISED_SIGNATORY,
        proof=Proof(ProofMethod.SESSION, now),
        by=person,
        now=now,
    )
    return secret
