"""The words of the parties room: sectors, kinds of unit, classes of material. Plain Python."""

from enum import StrEnum


class Sector(StrEnum):
    """What an organisation is. Everything but industry is nonprofit."""

    ACADEMIC = "academic"
    HOSPITAL = "hospital"
    GOVERNMENT = "government"
    NONPROFIT = "nonprofit"
    INDUSTRY = "industry"


class OrganisationStatus(StrEnum):
    """ROR's word for whether the record is in use."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    WITHDRAWN = "withdrawn"


class UnitKind(StrEnum):
    """What a unit does."""

    BIOBANK = "biobank"
    CELL_BANK = "cell_bank"
    CORE_FACILITY = "core_facility"
    LAB = "lab"
    LEGAL_OFFICE = "legal_office"
    DATA_OFFICE = "data_office"


class MaterialClass(StrEnum):
    """Classes of what is provided that signing authority and agreement forms distinguish."""

    HUMAN_SAMPLE = "human_sample"
    CELL_LINE = "cell_line"
    PLASMID = "plasmid"
    ANTIBODY = "antibody"
    ORGANISM = "organism"
    COMPOUND = "compound"
    SOFTWARE = "software"
    PROTOCOL = "protocol"
    DATASET = "dataset"
    EQUIPMENT = "equipment"
    SERVICE = "service"
