"""What PostgreSQL has against what is said of kinds."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, IntegrityError, transaction

from catalog.kinds.fields import FieldType
from catalog.kinds.models import Dataset, SampleCollection
from catalog.kinds.operations import store_details
from catalog.kinds.registry import kind_of
from catalog.listings.models import Listing
from tests.factories.listings import ListingFactory, SampleCollectionFactory

pytestmark = pytest.mark.django_db

GOOD: dict[str, dict[str, Any]] = {
    "antibody": {"target": "p53", "rrid": "AB_2877222", "clonality": "monoclonal", "form": "purified"},
    "cell_line": {"species": "Homo sapiens", "accession": "CVCL_0030"},
    "compound": {"cas_number": "50-00-0", "inchi_key": "WSFSSNUMVMOOMR-UHFFFAOYSA-N", "purity_percent": 98},
    "dataset": {"access_tier": "open", "people": 10, "people_by_category": {"genomic": 0, "health": 10}},
    "equipment": {"time_zone": "Africa/Nairobi", "status": "offline", "back_on": "2026-12-01", "rrid": "SCR_002285"},
    "organism": {"species": "Mus musculus", "availability": "live"},
    "protocol": {"number": "SOP-1", "version": "1", "valid_from_on": "2026-01-01", "valid_until_on": "2026-01-01"},
    "sample_collection": {"youngest_age_years": 18, "oldest_age_years": 18, "stated_donors": 10},
    "service": {"service_type": "workshop", "country": "NA", "starts_on": "2026-03-02", "ends_on": "2026-03-02"},
    "software": {"rrid": "SCR_002285"},
}
BAD = [
    ("antibody", {"rrid": "AB2877222"}, "antibody_rrid_form"),
    ("antibody", {"clonality": "both"}, "antibody_clonality_known"),
    ("antibody", {"form": "powder"}, "antibody_form_known"),
    ("cell_line", {"accession": "HELA"}, "cell_line_accession_form"),
    ("compound", {"cas_number": "50-00"}, "compound_cas_number_form"),
    ("compound", {"inchi_key": "WSFS"}, "compound_inchi_key_form"),
    ("compound", {"purity_percent": 101}, "compound_purity_range"),
    ("compound", {"molecular_weight_g_mol": 0}, "compound_has_weight"),
    ("dataset", {"access_tier": "secret"}, "dataset_access_tier_known"),
    ("dataset", {"people": 9}, "dataset_people_suppressed"),
    ("dataset", {"people_by_category": {"genomic": 9}}, "dataset_categories_suppressed"),
    ("dataset", {"people_by_category": {"genomic": "12"}}, "dataset_categories_suppressed"),
    ("dataset", {"people_by_category": [12]}, "dataset_categories_suppressed"),
    ("equipment", {"status": "broken", "back_on": None}, "equipment_status_known"),
    ("equipment", {"status": "in service"}, "equipment_back_from_offline"),
    ("equipment", {"time_zone": ""}, "equipment_has_time_zone"),
    ("organism", {"availability": "soon"}, "organism_availability_known"),
    ("protocol", {"version": ""}, "protocol_has_version"),
    ("protocol", {"valid_until_on": "2025-12-31"}, "protocol_days_in_order"),
    ("sample_collection", {"oldest_age_years": 17}, "sample_collection_ages_in_order"),
    ("sample_collection", {"stated_donors": 9}, "sample_collection_donors_suppressed"),
    ("service", {"service_type": "party"}, "service_type_known"),
    ("service", {"country": "Kenya"}, "service_country_form|too long"),
    ("service", {"country": "ke"}, "service_country_form"),
    ("service", {"ends_on": "2026-03-01"}, "service_days_in_order"),
    ("software", {"rrid": "SCR_X"}, "software_rrid_form"),
]


@pytest.mark.parametrize(("kind", "details"), GOOD.items(), ids=GOOD)
def test_what_fits_is_stored(kind: str, details: dict[str, Any]) -> None:
    listing = ListingFactory.create(kind=kind)
    store_details(details={listing: details})

    assert kind_of(kind).model._default_manager.filter(pk=listing.pk, **details).exists()


@pytest.mark.parametrize(("kind", "details", "constraint"), BAD)
def test_what_cannot_be_is_refused(kind: str, details: dict[str, Any], constraint: str) -> None:
    listing = ListingFactory.create(kind=kind)

    with pytest.raises((IntegrityError, DataError), match=constraint), transaction.atomic():
        store_details(details={listing: GOOD[kind] | details})
    assert not kind_of(kind).model._default_manager.exists()


def test_a_number_of_people_below_ten_is_never_stored() -> None:
    listing = ListingFactory.create(kind="dataset")
    store_details(details={listing: {"access_tier": "open", "people": 0}})

    assert Dataset.objects.values_list("people", "people_by_category").get() == (0, {})


def test_collections_form_a_tree_within_their_unit() -> None:
    whole, part = SampleCollectionFactory.create(), SampleCollectionFactory.create()
    below = SampleCollectionFactory.create(listing__unit=whole.listing.unit, parent=whole)

    with pytest.raises(IntegrityError, match="below one of its own unit"), transaction.atomic():
        SampleCollection.objects.filter(pk=part.pk).update(parent=whole)
    with pytest.raises(IntegrityError, match="not below itself"), transaction.atomic():
        SampleCollection.objects.filter(pk=whole.pk).update(parent=below)
    assert list(whole.sub_collections.all()) == [below]


@pytest.mark.parametrize(("kind", "details"), GOOD.items(), ids=GOOD)
def test_a_listing_has_changed_when_its_kind_says_something_else(kind: str, details: dict[str, Any]) -> None:
    listing, other = ListingFactory.create(kind=kind), ListingFactory.create(kind=kind)
    store_details(details={listing: details, other: details})
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    Listing.objects.update(changed_at=long_ago)
    rows = kind_of(kind).model._default_manager

    rows.filter(pk=listing.pk).update(**details)
    assert set(Listing.objects.values_list("changed_at", flat=True)) == {long_ago}

    free = next(field.name for field in kind_of(kind).fields if field.type is FieldType.LIST)
    rows.filter(pk=listing.pk).update(**{free: ["Something else"]})
    assert Listing.objects.get(pk=listing.pk).changed_at > long_ago
    assert Listing.objects.get(pk=other.pk).changed_at == long_ago
