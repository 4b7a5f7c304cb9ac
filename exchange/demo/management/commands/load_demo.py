"""``manage.py load_demo``: fill an empty installation with the demo world; run again, it changes nothing."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from exchange.demo.access import write_access
from exchange.demo.catalogue import stock_shelves
from exchange.demo.deals import Play
from exchange.demo.files import put_on_show
from exchange.demo.offers import offer
from exchange.demo.people import settle, settlers
from exchange.demo.world import ORGANISATIONS
from exchange.kernel import clock
from exchange.parties.models import Organisation
from exchange.requests.models import Project

# The few terms of further vocabularies in which the demo's material is coded.
DATA = Path(__file__).resolve().parents[2] / "data"
VOCABULARIES = {"NCIT": DATA / "nci_thesaurus.csv", "ONCOTREE": DATA / "oncotree.csv"}


class Command(BaseCommand):
    help = "Load the demo world and write demo.json, with a sign-in link and an API token for each person."

    def handle(self, *args: Any, **options: Any) -> None:
        """Settle, stock and play, each step whole or not at all; a step that was done is left as it is."""
        if not settings.DEMO:
            raise CommandError("Set DEMO=1: the demo world comes with links that sign anybody in.")
        now = clock.now()
        call_command("load_vocabulary", verbosity=0)
        for name, file in VOCABULARIES.items():
            call_command("load_vocabulary", file, name=name, release="demo selection", verbosity=0)
        with transaction.atomic():
            if not Organisation.objects.filter(name=ORGANISATIONS[0].name).exists():
                if Organisation.objects.exists():
                    raise CommandError("This installation is in use; the demo world is for an empty one.")
                settle(now=now)
        found = settlers()
        if not Project.objects.exists():
            stock_shelves(found.units, found.people, now=now)
            offer(found.units, by=found.people["resource_manager"], now=now)
            put_on_show(found.units, found.people, now=now)
            with transaction.atomic():
                Play(found, now).all()
        self.stdout.write(f"Wrote {write_access(now=now)}")
