"""What distinguishes the kinds of listing: one entry a kind, beside the kind's own file."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from catalog.kinds.models import CellLine, Plasmid, SampleCollection
from catalog.listings.models import ListingKind
from exchange.parties.vocabulary import MaterialClass


@dataclass(frozen=True)
class Kind:
    """A kind of listing.

    Args:
        title: as people read it, in the singular.
        model: table of what the kind says beyond its listing; its key is the listing.
        material_class: what signing authority and agreement forms go by.
        unit: what a lot of it counts, unless the provider says otherwise.
    """

    title: str
    model: type[models.Model]
    material_class: MaterialClass
    unit: str


KINDS: Mapping[ListingKind, Kind] = {
    ListingKind.SAMPLE_COLLECTION: Kind("Sample collection", SampleCollection, MaterialClass.HUMAN_SAMPLE, "aliquot"),
    ListingKind.CELL_LINE: Kind("Cell line", CellLine, MaterialClass.CELL_LINE, "vial"),
    ListingKind.PLASMID: Kind("Plasmid", Plasmid, MaterialClass.PLASMID, "tube"),
}


def kind_of(listing_kind: str) -> Kind:
    """Return the entry of a listing's kind."""
    return KINDS[ListingKind(listing_kind)]
