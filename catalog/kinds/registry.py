"""What distinguishes the kinds of listing: one entry a kind, beside the kind's own file."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from catalog.kinds import (
    antibody,
    cell_line,
    compound,
    dataset,
    equipment,
    organism,
    plasmid,
    protocol,
    sample_collection,
    service,
    software,
)
from catalog.kinds.fields import Field
from catalog.listings.models import ListingKind
from exchange.parties.vocabulary import MaterialClass


@dataclass(frozen=True)
class Stock:
    """How a kind is counted.

    Args:
        unit: what a lot of it counts, unless the provider says otherwise.
        material_class: what signing authority and agreement forms go by.
    """

    unit: str
    material_class: MaterialClass


@dataclass(frozen=True)
class Kind:
    """A kind of listing.

    Args:
        title: as people read it, in the singular.
        model: table of what the kind says beyond its listing; its key is the listing.
        fields: what it says there, in the order in which people read it.
        stock: how it is counted; None for what has no stock, and so cannot be put into a request.
        rrid_prefix: with which its research resource identifiers begin, if they all begin alike.
    """

    title: str
    plural: str
    model: type[models.Model]
    fields: tuple[Field, ...]
    stock: Stock | None = None
    rrid_prefix: str = ""


KINDS: Mapping[ListingKind, Kind] = {
    ListingKind.SAMPLE_COLLECTION: Kind(
        "Sample collection",
        "Sample collections",
        sample_collection.SampleCollection,
        sample_collection.FIELDS,
        Stock("aliquot", MaterialClass.HUMAN_SAMPLE),
    ),
    ListingKind.CELL_LINE: Kind(
        "Cell line",
        "Cell lines",
        cell_line.CellLine,
        cell_line.FIELDS,
        Stock("vial", MaterialClass.CELL_LINE),
        "CVCL_",
    ),
    ListingKind.PLASMID: Kind(
        "Plasmid", "Plasmids", plasmid.Plasmid, plasmid.FIELDS, Stock("tube", MaterialClass.PLASMID)
    ),
    ListingKind.ANTIBODY: Kind(
        "Antibody", "Antibodies", antibody.Antibody, antibody.FIELDS, Stock("vial", MaterialClass.ANTIBODY), "AB_"
    ),
    ListingKind.ORGANISM: Kind(
        "Organism", "Organisms", organism.Organism, organism.FIELDS, Stock("animal", MaterialClass.ORGANISM)
    ),
    ListingKind.COMPOUND: Kind(
        "Compound", "Compounds", compound.Compound, compound.FIELDS, Stock("vial", MaterialClass.COMPOUND)
    ),
    ListingKind.SOFTWARE: Kind("Software", "Software", software.Software, software.FIELDS, rrid_prefix="SCR_"),
    ListingKind.PROTOCOL: Kind("Protocol", "Protocols", protocol.Protocol, protocol.FIELDS),
    ListingKind.DATASET: Kind("Dataset", "Datasets", dataset.Dataset, dataset.FIELDS),
    ListingKind.EQUIPMENT: Kind("Equipment", "Equipment", equipment.Equipment, equipment.FIELDS, rrid_prefix="SCR_"),
    ListingKind.SERVICE: Kind("Service", "Services", service.Service, service.FIELDS),
}


def kind_of(listing_kind: str) -> Kind:
    """Return the entry of a listing's kind."""
    return KINDS[ListingKind(listing_kind)]


def stock_of(listing_kind: str) -> Stock:
    """Return how a listing's kind is counted.

    Raises:
        LookupError: it has no stock.
    """
    kind = kind_of(listing_kind)
    if kind.stock is None:
        raise LookupError(f"{kind.title} has no stock.")
    return kind.stock
