"""Imports of specimens: their donors, consents and use terms."""

import pytest

from catalog.consent.models import ConsentForm, ConsentRecord
from catalog.consent.operations import withdraw
from catalog.kinds.models import SampleCollection
from catalog.listings.models import Listing
from catalog.stock.models import Lot, Movement, Specimen
from exchange.parties.models import Person, Unit
from tests.factories.interchange import (
    COLLECTION,
    NOW,
    cell_line,
    counts,
    imported,
    importer,
    problems,
    samples,
)

pytestmark = pytest.mark.django_db

CONSENT = {
    **COLLECTION,
    "consent_form": "BC@2",
    "consent_title": "Broad consent",
    "consent_terms": "HMB; IRB",
    "consents_given": "yes",
}


@pytest.fixture
def manager() -> tuple[Person, Unit]:
    return importer()


def test_samples_become_a_collection_with_specimens_and_consents(manager: tuple[Person, Unit]) -> None:
    by, unit = manager

    run = imported(samples("S1 P1", "S2 P1 DNA", "S3 P2"), "cbioportal_samples", by, unit, CONSENT)

    assert (run.state, counts(run)) == ("done", (3, 3, 0, 0, 0))
    listing = Listing.objects.get()
    assert (listing.title, listing.kind, listing.visibility) == ("Biliary tract samples", "sample_collection", "public")
    assert SampleCollection.objects.get().listing == listing
    form = ConsentForm.objects.get()
    assert (form.organisation, form.code, form.version) == (unit.organisation, "BC", "2")
    assert set(ConsentRecord.objects.values_list("donor_pseudonym", "form")) == {("P1", form.pk), ("P2", form.pk)}
    assert list(
        Specimen.objects.order_by("lot__code").values_list(
            "lot__code", "lot__on_hand", "material", "consent__donor_pseudonym"
        )
    ) == [("S1", 1, "FFPE", "P1"), ("S2", 1, "DNA", "P1"), ("S3", 1, "FFPE", "P2")]
    assert Movement.objects.filter(delta=1, reason="import").count() == 3


def test_a_form_that_is_not_on_record_fails_the_run(manager: tuple[Person, Unit]) -> None:
    run = imported(
        samples("S1 P1"),
        "cbioportal_samples",
        *manager,
        {**COLLECTION, "consent_form": "BC@9", "consents_given": "yes"},
    )

    assert (run.state, "BC@9 is not on record" in run.failure) == ("failed", True)


def test_a_form_on_record_with_other_terms_fails_the_run(manager: tuple[Person, Unit]) -> None:
    imported(samples("S1 P1"), "cbioportal_samples", *manager, CONSENT)

    run = imported(samples("S1 P1", "S2 P2"), "cbioportal_samples", *manager, {**CONSENT, "consent_terms": "GRU"})

    assert (run.state, "use a new version" in run.failure) == ("failed", True)
    assert Specimen.objects.count() == 1


def test_consents_that_are_not_given_are_not_invented(manager: tuple[Person, Unit]) -> None:
    imported(samples("S1 P1"), "cbioportal_samples", *manager, CONSENT)

    imported(samples("S1 P1", "S2 P2"), "cbioportal_samples", *manager, {**CONSENT, "consents_given": "no"})
    imported(samples("S1 P1"), "cbioportal_samples", *manager, COLLECTION)

    assert list(Specimen.objects.order_by("lot__code").values_list("consent__donor_pseudonym", flat=True)) == [
        "P1",
        None,
    ]
    assert ConsentRecord.objects.count() == 1


def test_a_donor_who_has_withdrawn_is_not_listed_anew(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    imported(samples("S1 P1", "S2 P2"), "cbioportal_samples", by, unit, CONSENT)
    withdraw(consent=ConsentRecord.objects.get(donor_pseudonym="P1"), reason="", by=by, now=NOW)

    same = imported(samples("S1 P1", "S2 P2"), "cbioportal_samples", by, unit, CONSENT)
    more = imported(samples("S1 P1", "S2 P2", "S3 P1", "S4 P3"), "cbioportal_samples", by, unit, CONSENT)

    assert counts(same) == (2, 0, 0, 2, 0)
    assert (counts(more), problems(more)) == ((4, 1, 0, 2, 1), [(8, "PATIENT_ID", "P1")])
    assert not Lot.objects.filter(code="S3").exists()


def test_a_new_form_does_not_lift_a_withdrawal(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    imported(samples("S1 P1", "S2 P2"), "cbioportal_samples", by, unit, CONSENT)
    withdraw(consent=ConsentRecord.objects.get(donor_pseudonym="P1"), reason="", by=by, now=NOW)
    renewed = {**CONSENT, "consent_form": "BC@3", "consent_terms": "GRU"}

    run = imported(samples("S1 P1", "S2 P2", "S3 P1"), "cbioportal_samples", by, unit, renewed)

    specimen = Specimen.objects.select_related("consent__form").get(lot__code="S1")
    assert specimen.consent is not None
    assert (specimen.consent.status, specimen.consent.form.version) == ("withdrawn", "2")
    assert problems(run) == [(8, "PATIENT_ID", "P1")]


def test_a_specimen_of_a_donor_who_has_withdrawn_is_not_given_to_another(manager: tuple[Person, Unit]) -> None:
    by, unit = manager
    imported(samples("S1 P1"), "cbioportal_samples", by, unit, CONSENT)
    withdraw(consent=ConsentRecord.objects.get(), reason="", by=by, now=NOW)

    run = imported(samples("S1 P2"), "cbioportal_samples", by, unit, CONSENT)

    assert (counts(run), problems(run)) == ((1, 0, 0, 0, 1), [(6, "PATIENT_ID", "P2")])
    assert Specimen.objects.values_list("donor_pseudonym", "consent__status").get() == ("P1", "withdrawn")


def test_a_diagnosis_that_enough_donors_share_is_found_by(manager: tuple[Person, Unit]) -> None:
    common = [f"S{n} P{n} FFPE Primary Liver Gallbladder GBC" for n in range(10)]
    rare = [f"R{n} Q{n} FFPE Primary Liver Angiosarcoma ANGS" for n in range(9)]

    imported(samples(*common, *rare), "cbioportal_samples", *manager, COLLECTION)

    assert Listing.objects.get().search_text == "Biliary tract samples\nGallbladder"


def test_use_terms_are_stored_once_for_all_lines(manager: tuple[Person, Unit]) -> None:
    content = (cell_line() + cell_line("CVCL_0030", "HeLa")).encode()

    imported(content, "cellosaurus", *manager, {"use_terms": "GRU; NCU"})

    first, second = Listing.objects.all()
    assert first.use_terms_id == second.use_terms_id is not None


def test_saying_nothing_takes_no_terms_away(manager: tuple[Person, Unit]) -> None:
    imported(cell_line().encode(), "cellosaurus", *manager, {"use_terms": "GRU; NCU"})
    terms = Listing.objects.get().use_terms

    silent = imported(cell_line().encode(), "cellosaurus", *manager)
    other = imported(cell_line().encode(), "cellosaurus", *manager, {"use_terms": "HMB"})

    assert (counts(silent), counts(other)) == ((1, 0, 0, 1, 0), (1, 0, 1, 0, 0))
    assert Listing.objects.get().use_terms != terms
