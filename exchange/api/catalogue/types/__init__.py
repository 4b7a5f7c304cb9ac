"""Types of the catalogue's rooms."""

from exchange.api.catalogue.types.consents import ConsentRecordType, UseTermsType
from exchange.api.catalogue.types.kinds import CellLineType, PlasmidType, SampleCollectionType
from exchange.api.catalogue.types.listings import ListingType
from exchange.api.catalogue.types.lots import LotType, SpecimenType
from exchange.api.catalogue.types.terms import TermType

__all__ = [
    "CellLineType",
    "ConsentRecordType",
    "ListingType",
    "LotType",
    "PlasmidType",
    "SampleCollectionType",
    "SpecimenType",
    "TermType",
    "UseTermsType",
]
