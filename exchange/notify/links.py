"""Paths of the pages that notifications open. Plain Python."""

from base64 import b64encode
from enum import Enum
from uuid import UUID


class Page(Enum):
    """A page about one row: its path, and the type by which the page asks for the row."""

    REQUEST = ("requests", "AccessRequest")
    PART = ("inbox", "RequestPart")
    AGREEMENT = ("agreements", "Agreement")
    SHIPMENT = ("shipments", "Shipment")
    IMPORT_RUN = ("imports", "ImportRun")

    def of(self, key: UUID) -> str:
        """Return the path of one row's page; pages name rows by the API's global ids."""
        path, type_name = self.value
        return f"/{path}/{b64encode(f'{type_name}:{key}'.encode()).decode()}"


ACCOUNT = "/account"
TOKENS = "/account/tokens"
INBOX = "/inbox"
PROJECTS = "/projects"
SAVED_SEARCHES = "/saved-searches"
