"""The entry types of the Beacon, and what it says of itself. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

API_VERSION = "v2.0.0"
SCHEMAS = "https://raw.githubusercontent.com/ga4gh-beacon/beacon-v2/v2.0.0"
FRAMEWORK = f"{SCHEMAS}/framework/json"
MODEL = f"{SCHEMAS}/models/json/beacon-v2-default-model"


@dataclass(frozen=True)
class EntryType:
    """What can be counted.

    Args:
        path: of its address, and of its files in the model.
        term: of the type, with its label.
    """

    id: str
    path: str
    name: str
    description: str
    term: tuple[str, str]

    @property
    def schema(self) -> dict[str, str]:
        """The schema of a record, as answers name it."""
        return {"entityType": self.id, "schema": f"ga4gh-beacon-{self.id}-{API_VERSION}"}


INDIVIDUAL = EntryType(
    "individual", "individuals", "Individual", "Donors of specimens that are offered.", ("NCIT:C25190", "Person")
)
BIOSAMPLE = EntryType(
    "biosample", "biosamples", "Biosample", "Specimens that are offered.", ("NCIT:C70699", "Biospecimen")
)
DATASET = EntryType(
    "dataset", "datasets", "Sample collection", "Collections of specimens.", ("NCIT:C47824", "Data set")
)
ENTRY_TYPES = (INDIVIDUAL, BIOSAMPLE, DATASET)


def beacon_id(address: str) -> str:
    """Return the Beacon's id: the host of the installation read backwards, such as org.example.reagora."""
    return ".".join([*reversed((urlsplit(address).hostname or "").split(".")), "beacon"])


def info(address: str, *, environment: str, updated_at: datetime | None) -> dict[str, Any]:
    """Return what the Beacon says of itself."""
    return {
        "id": beacon_id(address),
        "name": "Reagora Beacon",
        "apiVersion": API_VERSION,
        "environment": environment,
        "organization": {"id": "reagora", "name": "Reagora", "welcomeUrl": address},
        "description": "Counts of donors, specimens and collections that biobanks offer for cancer research.",
        "welcomeUrl": f"{address}/catalogue",
        **({"updateDateTime": updated_at.isoformat()} if updated_at else {}),
    }


def service_info(address: str, *, environment: str) -> dict[str, Any]:
    """Return the same in the form that all services of GA4GH share.

    Source: GA4GH Service Info 1.0.0.
    """
    return {
        "id": beacon_id(address),
        "name": "Reagora Beacon",
        "type": {"group": "org.ga4gh", "artifact": "beacon", "version": API_VERSION},
        "organization": {"name": "Reagora", "url": address},
        "version": API_VERSION,
        "environment": environment,
    }


def configuration(*, is_demo: bool) -> dict[str, Any]:
    """Return the entry types, and that everybody may count them."""
    return {
        "$schema": f"{FRAMEWORK}/configuration/beaconConfigurationSchema.json",
        "maturityAttributes": {"productionStatus": "TEST" if is_demo else "PROD"},
        "securityAttributes": {"defaultGranularity": "boolean", "securityLevels": ["PUBLIC"]},
        **entry_types(),
    }


def entry_types() -> dict[str, Any]:
    """Return the definition of each entry type, by id."""
    return {"entryTypes": {entry.id: _definition(entry) for entry in ENTRY_TYPES}}


def beacon_map(address: str) -> dict[str, Any]:
    """Return the address of each entry type."""
    return {
        "$schema": f"{FRAMEWORK}/configuration/beaconMapSchema.json",
        "endpointSets": {
            entry.id: {
                "entryType": entry.id,
                "rootUrl": f"{address}/beacon/v2/{entry.path}",
                "openAPIEndpointsDefinition": f"{MODEL}/{entry.path}/endpoints.json",
            }
            for entry in ENTRY_TYPES
        },
    }


def _definition(entry: EntryType) -> Mapping[str, Any]:
    identifier, label = entry.term
    return {
        "id": entry.id,
        "name": entry.name,
        "description": entry.description,
        "ontologyTermForThisType": {"id": identifier, "label": label},
        "partOfSpecification": "Beacon v2.0.0",
        "defaultSchema": {
            "id": entry.schema["schema"],
            "name": f"Default schema of a {entry.id}",
            "referenceToSchemaDefinition": f"{MODEL}/{entry.path}/defaultSchema.json",
            "schemaVersion": API_VERSION,
        },
        "additionallySupportedSchemas": [],
        "nonFilteredQueriesAllowed": True,
    }
