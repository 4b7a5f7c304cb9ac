"""Who lives in the demo world. Institutions and people are invented."""

from dataclasses import dataclass

from exchange.parties.roles import Role
from exchange.parties.vocabulary import Sector, UnitKind


@dataclass(frozen=True)
class DemoUnit:
    """A unit of a demo organisation."""

    name: str
    kind: UnitKind
    address: str = ""


@dataclass(frozen=True)
class DemoOrganisation:
    """A demo organisation with its units."""

    key: str
    name: str
    country_code: str
    city: str
    sector: Sector
    units: tuple[DemoUnit, ...]


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as; ``key`` names the entry of demo.json."""

    key: str
    full_name: str
    organisation: str
    role: Role
    unit: str | None = None
    time_zone: str = "UTC"


ORGANISATIONS = (
    DemoOrganisation(
        "kampala",
        "Nile Valley Cancer Institute",
        "UG",
        "Kampala",
        Sector.ACADEMIC,
        (DemoUnit("Tumour Genomics Laboratory", UnitKind.LAB, "Hill Road 12, Kampala, Uganda"),),
    ),
    DemoOrganisation(
        "graz",
        "Mur Valley University Hospital",
        "AT",
        "Graz",
        Sector.HOSPITAL,
        (DemoUnit("Mur Valley Biobank", UnitKind.BIOBANK, "Kliniksteig 3, 8036 Graz, Austria"),),
    ),
    DemoOrganisation(
        "leeds",
        "Aire Cell Repository",
        "GB",
        "Leeds",
        Sector.NONPROFIT,
        (DemoUnit("Aire Cell Bank", UnitKind.CELL_BANK, "Wharf Street 40, Leeds, United Kingdom"),),
    ),
    DemoOrganisation(
        "nairobi",
        "Rift Imaging Institute",
        "KE",
        "Nairobi",
        Sector.ACADEMIC,
        (DemoUnit("Rift Imaging Core", UnitKind.CORE_FACILITY, "Hill Campus, house C, Nairobi, Kenya"),),
    ),
    DemoOrganisation(
        "boston",
        "Harbor Precision Therapeutics",
        "US",
        "Boston",
        Sector.INDUSTRY,
        (DemoUnit("Discovery Biology", UnitKind.LAB, "Pier Avenue 9, Boston, United States"),),
    ),
)

CONSORTIUM = "Rare Tumour Exchange"

PEOPLE = (
    DemoPerson("researcher", "Amina Okello", "kampala", Role.RESEARCHER, None, "Africa/Kampala"),
    DemoPerson("recipient_legal_officer", "Joseph Ssali", "kampala", Role.LEGAL_OFFICER, None, "Africa/Kampala"),
    DemoPerson("recipient_signatory", "Grace Nambi", "kampala", Role.AUTHORISED_SIGNATORY, None, "Africa/Kampala"),
    DemoPerson(
        "resource_manager", "Lukas Steiner", "graz", Role.RESOURCE_MANAGER, "Mur Valley Biobank", "Europe/Vienna"
    ),
    DemoPerson("committee_chair", "Eva Hofer", "graz", Role.COMMITTEE_CHAIR, "Mur Valley Biobank", "Europe/Vienna"),
    DemoPerson("legal_officer", "Martin Gruber", "graz", Role.LEGAL_OFFICER, None, "Europe/Vienna"),
    DemoPerson("authorised_signatory", "Katharina Winkler", "graz", Role.AUTHORISED_SIGNATORY, None, "Europe/Vienna"),
    DemoPerson("organisation_admin", "Paul Egger", "graz", Role.ORGANISATION_ADMIN, None, "Europe/Vienna"),
    DemoPerson("auditor", "Ines Bauer", "graz", Role.AUDITOR, None, "Europe/Vienna"),
    DemoPerson("network_steward", "Wanjiru Kamau", "nairobi", Role.NETWORK_STEWARD, None, "Africa/Nairobi"),
    DemoPerson("cell_bank_manager", "Tom Whitaker", "leeds", Role.RESOURCE_MANAGER, "Aire Cell Bank", "Europe/London"),
    DemoPerson("cell_bank_committee", "Priya Nair", "leeds", Role.COMMITTEE_CHAIR, "Aire Cell Bank", "Europe/London"),
    DemoPerson("cell_bank_legal_officer", "Ruth Ellison", "leeds", Role.LEGAL_OFFICER, None, "Europe/London"),
    DemoPerson("cell_bank_signatory", "Daniel Marsh", "leeds", Role.AUTHORISED_SIGNATORY, None, "Europe/London"),
    DemoPerson("recipient_admin", "Peter Mugisha", "kampala", Role.ORGANISATION_ADMIN, None, "Africa/Kampala"),
    DemoPerson("cell_bank_admin", "Sarah Holroyd", "leeds", Role.ORGANISATION_ADMIN, None, "Europe/London"),
    DemoPerson("company_admin", "Victor Lane", "boston", Role.ORGANISATION_ADMIN, None, "America/New_York"),
    DemoPerson("company_researcher", "Dana Reyes", "boston", Role.RESEARCHER, None, "America/New_York"),
)
