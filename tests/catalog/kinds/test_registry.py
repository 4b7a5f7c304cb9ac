"""The kinds of listing, and what each says beyond its listing."""

import pytest

from catalog.kinds.models import Plasmid
from catalog.kinds.operations import store_details
from catalog.kinds.registry import KINDS, kind_of, stock_of
from catalog.listings.facts import Change
from catalog.listings.models import ListingKind
from exchange.parties.vocabulary import MaterialClass
from tests.factories.listings import ListingFactory

DETAILS = {"backbone": "pcDNA3.1", "bacterial_resistance": ["ampicillin"], "growth_strain": "DH5alpha"}


def test_every_kind_has_an_entry_of_its_own() -> None:
    assert set(KINDS) == set(ListingKind)
    assert len({kind.model for kind in KINDS.values()}) == len(KINDS)
    classes = [kind.stock.material_class.value if kind.stock else name.value for name, kind in KINDS.items()]
    assert sorted(classes) == sorted(one.value for one in MaterialClass)


def test_what_has_no_stock_is_not_counted() -> None:
    without = {key for key in ListingKind if kind_of(key.value).stock is None}

    assert without == {
        ListingKind.SOFTWARE,
        ListingKind.PROTOCOL,
        ListingKind.DATASET,
        ListingKind.EQUIPMENT,
        ListingKind.SERVICE,
    }
    assert stock_of("plasmid").unit == "tube"
    with pytest.raises(LookupError, match="Equipment has no stock"):
        stock_of("equipment")


@pytest.mark.django_db
def test_store_details_creates_updates_and_leaves_alone() -> None:
    first, second = ListingFactory.create(), ListingFactory.create()

    created = store_details(details={first: DETAILS, second: DETAILS})
    again = store_details(details={first: DETAILS, second: DETAILS | {"backbone": "pUC19"}})

    assert created == {first: Change.CREATED, second: Change.CREATED}
    assert again == {first: Change.UNCHANGED, second: Change.UPDATED}
    assert dict(Plasmid.objects.values_list("listing", "backbone")) == {first.pk: "pcDNA3.1", second.pk: "pUC19"}
    assert store_details(details={}) == {}
