"""The demo world: believable, complete, and the same when it is loaded again."""

import json
import stat
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from pytest_django import Settings

from agreements.drafting.models import Agreement
from catalog.files.models import ListingDocument, ListingPhoto
from catalog.interchange.models import ImportProblem, ImportRun
from catalog.kinds.models import SampleCollection
from catalog.listings.models import Listing, ListingKind
from catalog.stock.models import Specimen
from catalog.vocabulary.models import Term
from exchange.demo.world import PEOPLE
from exchange.kernel.models import AuditEvent
from exchange.parties.models import Organisation
from exchange.requests.models import AccessRequest, RequestLine
from exchange.shipping.models import Shipment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def demo(settings: Settings, tmp_path: Path) -> Path:
    """Return the folder of an installation that is a demo."""
    settings.DEMO = True
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_load_demo_shows_every_state_and_loads_once(demo: Path) -> None:
    call_command("load_demo", verbosity=0)

    access = json.loads((demo / "demo.json").read_text())
    assert set(access) == {person.key for person in PEOPLE}
    assert set(access["researcher"]) == {"email", "sign_in_url", "token"}
    assert stat.S_IMODE((demo / "demo.json").stat().st_mode) == 0o600
    assert set(EmailAddress.objects.values_list("verified", flat=True)) == {True}
    assert ImportProblem.objects.count() == 0
    assert {run.state for run in ImportRun.objects.all()} == {"done"}
    assert Listing.objects.exclude(warning="").values_list("identifiers__0", flat=True).get() == "CVCL_0417"
    assert set(Listing.objects.values_list("kind", flat=True)) == set(ListingKind)
    assert Listing.objects.filter(third_party_terms=False).count() == Listing.objects.count()
    assert set(
        SampleCollection.objects.exclude(parent=None).values_list("parent__listing__provider_key", flat=True)
    ) == {"MVB-ALL"}
    coded = Specimen.objects.exclude(diagnosis_code="").values_list("diagnosis_code", flat=True).distinct()
    assert set(coded) - set(Term.objects.values_list("code", flat=True)) == set()
    photos = ListingPhoto.objects.values_list("listing__kind", "state")
    assert set(photos) == {(kind, "ready") for kind in ("sample_collection", "cell_line", "plasmid")}
    assert ListingPhoto.objects.filter(alt_text="").count() == 0
    assert set(ListingDocument.objects.values_list("kind", "format")) == {
        ("protocol", "pdf"),
        ("data_sheet", "csv"),
        ("certificate", "pdf"),
        ("sequence", "fasta"),
    }
    assert set(Agreement.objects.values_list("form", "state")) == {
        ("human-material-transfer", "executed"),
        ("human-material-transfer", "signing"),
        ("letter-agreement", "executed"),
        ("letter-agreement", "in_review"),
    }
    assert set(RequestLine.objects.values_list("state", flat=True)) == {
        "draft",
        "requested",
        "approved",
        "declined",
        "received",
    }
    assert set(Shipment.objects.values_list("state", flat=True)) == {"draft", "received"}

    counts = (AuditEvent.objects.count(), AccessRequest.objects.count(), Listing.objects.count())
    call_command("load_demo", verbosity=0)
    assert (AuditEvent.objects.count(), AccessRequest.objects.count(), Listing.objects.count()) == counts
    again = json.loads((demo / "demo.json").read_text())
    assert {key: entry["token"] for key, entry in again.items()} == {
        key: entry["token"] for key, entry in access.items()
    }


def test_load_demo_refuses_an_installation_in_use(demo: Path) -> None:
    Organisation.objects.create(name="A real one", country_code="UG", sector="academic")
    with pytest.raises(CommandError, match="in use"):
        call_command("load_demo", verbosity=0)
    assert Organisation.objects.count() == 1


def test_load_demo_refuses_where_links_would_let_anybody_in(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo", verbosity=0)
    assert Organisation.objects.count() == 0
