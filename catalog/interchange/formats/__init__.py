"""The formats that can be imported, by key."""

from catalog.interchange.formats.antibody_registry import AntibodyRegistry
from catalog.interchange.formats.base import ImportFormat
from catalog.interchange.formats.cbioportal_samples import CbioportalSamples
from catalog.interchange.formats.cellosaurus import Cellosaurus
from catalog.interchange.formats.equipment_yaml import EquipmentYaml
from catalog.interchange.formats.kind_table import KindTable
from catalog.interchange.formats.miabis_samples import MiabisSamples
from catalog.interchange.formats.specimen_table import SpecimenTable
from catalog.listings.models import ListingKind

_ALL: tuple[ImportFormat, ...] = (
    CbioportalSamples(),
    SpecimenTable(),
    MiabisSamples(),
    Cellosaurus(),
    AntibodyRegistry(),
    EquipmentYaml(),
    *(KindTable(kind) for kind in ListingKind),
)
FORMATS: dict[str, ImportFormat] = {entry.key: entry for entry in _ALL}

__all__ = ["FORMATS", "ImportFormat"]
