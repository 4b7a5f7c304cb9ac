"""Types of the catalogue's rooms."""

from exchange.api.catalogue.types.consents import ConsentRecordType, UseTermsType
from exchange.api.catalogue.types.kinds import (
    AntibodyType,
    CellLineType,
    CompoundType,
    DatasetType,
    EquipmentType,
    OrganismType,
    PlasmidType,
    ProtocolType,
    SampleCollectionType,
    ServiceType,
    SoftwareType,
)
from exchange.api.catalogue.types.listings import ListingType
from exchange.api.catalogue.types.lots import LotType, SpecimenType
from exchange.api.catalogue.types.terms import TermType

__all__ = [
    "AntibodyType",
    "CellLineType",
    "CompoundType",
    "ConsentRecordType",
    "DatasetType",
    "EquipmentType",
    "ListingType",
    "LotType",
    "OrganismType",
    "PlasmidType",
    "ProtocolType",
    "SampleCollectionType",
    "ServiceType",
    "SoftwareType",
    "SpecimenType",
    "TermType",
    "UseTermsType",
]
