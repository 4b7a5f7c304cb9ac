"""The formats that can be imported, by key."""

from catalog.interchange.formats.base import ImportFormat
from catalog.interchange.formats.cbioportal_samples import CbioportalSamples
from catalog.interchange.formats.cellosaurus import Cellosaurus
from catalog.interchange.formats.plasmids_csv import PlasmidsCsv

FORMATS: dict[str, ImportFormat] = {entry.key: entry for entry in (CbioportalSamples(), Cellosaurus(), PlasmidsCsv())}

__all__ = ["FORMATS", "ImportFormat"]
