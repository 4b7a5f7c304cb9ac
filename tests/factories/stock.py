"""Lots and specimens."""

import factory
from factory.django import DjangoModelFactory

from catalog.stock.models import Lot, Specimen
from tests.factories.consent import ConsentRecordFactory
from tests.factories.listings import ListingFactory, SampleCollectionFactory


class LotFactory(DjangoModelFactory[Lot]):
    """Seven vials, none of them promised."""

    class Meta:
        model = Lot

    listing = factory.SubFactory(ListingFactory)
    code = factory.Sequence(lambda n: f"lot-{n}")
    unit = "vial"
    on_hand = 7


class SpecimenFactory(DjangoModelFactory[Specimen]):
    """One tube of a donor who has consented; `lot__listing=` puts it into a collection."""

    class Meta:
        model = Specimen

    lot = factory.SubFactory(
        LotFactory,
        listing=factory.LazyFunction(lambda: SampleCollectionFactory.create().listing),
        unit="aliquot",
        on_hand=1,
    )
    consent = factory.SubFactory(ConsentRecordFactory, donor_pseudonym=factory.SelfAttribute("..donor_pseudonym"))
    donor_pseudonym = factory.Sequence(lambda n: f"donor-{n}")
    material = "FFPE"
    sample_type = "Primary"
