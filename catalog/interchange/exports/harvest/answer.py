"""The feed's XML. Every text goes through the library, which escapes it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from catalog.interchange.exports.harvest.asking import FORMATS
from catalog.interchange.exports.harvest.records import Record
from exchange.kernel.errors import Refused

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMAS: Mapping[str, tuple[str, str]] = {
    "oai_dc": (OAI_DC, "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"),
    "dcat": (DCAT, "http://www.openarchives.org/OAI/2.0/rdf.xsd"),
}
PREFIXES = {"": OAI, "oai_dc": OAI_DC, "dc": DC, "rdf": RDF, "rdfs": RDFS, "dcat": DCAT, "dct": DCT, "xsi": XSI}
# XML has no way to write these, not even as references.
UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

for _prefix, _namespace in PREFIXES.items():
    ET.register_namespace(_prefix, _namespace)


@dataclass(frozen=True)
class Repository:
    """Where the feed is, and of whom: the address of the installation."""

    home: str

    @property
    def base(self) -> str:
        return f"{self.home}/oai"

    @property
    def _prefix(self) -> str:
        return f"oai:{urlsplit(self.home).hostname}:"

    def identifier(self, key: UUID) -> str:
        return f"{self._prefix}{key}"

    def key_of(self, identifier: str) -> UUID | None:
        """Return the key in an identifier, None for what is none of ours."""
        prefix, _, key = identifier.partition(self._prefix)
        try:
            return UUID(key) if not prefix else None
        except ValueError:
            return None


class Answer:
    """One answer, filled by one of the verbs."""

    def __init__(self, repository: Repository, *, at: datetime, request: Mapping[str, str]) -> None:
        self._repository = repository
        self._root = Element(f"{{{OAI}}}OAI-PMH")
        self._root.set(f"{{{XSI}}}schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
        _add(self._root, OAI, "responseDate", stamp(at))
        _add(self._root, OAI, "request", repository.base, **{name: _spoken(text) for name, text in request.items()})

    def error(self, refusal: Refused) -> None:
        _add(self._root, OAI, "error", refusal.message, code=str(refusal.code))

    def identify(self, earliest: datetime, *, contact: str) -> None:
        said = _add(self._root, OAI, "Identify")
        _add(said, OAI, "repositoryName", "Reagora")
        _add(said, OAI, "baseURL", self._repository.base)
        _add(said, OAI, "protocolVersion", "2.0")
        _add(said, OAI, "adminEmail", contact)
        _add(said, OAI, "earliestDatestamp", stamp(earliest))
        _add(said, OAI, "deletedRecord", "persistent")
        _add(said, OAI, "granularity", "YYYY-MM-DDThh:mm:ssZ")

    def formats(self) -> None:
        said = _add(self._root, OAI, "ListMetadataFormats")
        for name in FORMATS:
            namespace, schema = SCHEMAS[name]
            one = _add(said, OAI, "metadataFormat")
            _add(one, OAI, "metadataPrefix", name)
            _add(one, OAI, "schema", schema)
            _add(one, OAI, "metadataNamespace", namespace)

    def headers(self, records: Sequence[Record], *, token: str | None) -> None:
        said = _add(self._root, OAI, "ListIdentifiers")
        for one in records:
            self._header(said, one)
        self._token(said, token)

    def records(
        self, verb: str, records: Sequence[Record], documents: Mapping[UUID, Any], *, name: str, token: str | None
    ) -> None:
        """Say records in one of the formats.

        Args:
            documents: of `linked_data`, by the keys of those that are published.
            token: empty at the end of a list that came in parts, None where there is nothing to go on with.
        """
        said = _add(self._root, OAI, verb)
        for one in records:
            record = _add(said, OAI, "record")
            self._header(record, one)
            if one.key in documents:
                write = {"oai_dc": _dublin_core, "dcat": _dcat}[name]
                write(_add(record, OAI, "metadata"), documents[one.key])
        self._token(said, token)

    def content(self) -> bytes:
        ET.indent(self._root)
        written: bytes = ET.tostring(self._root, encoding="UTF-8", xml_declaration=True)
        return written

    def _header(self, parent: Element, record: Record) -> None:
        header = _add(parent, OAI, "header", **({} if record.listing else {"status": "deleted"}))
        _add(header, OAI, "identifier", self._repository.identifier(record.key))
        _add(header, OAI, "datestamp", stamp(record.changed_at))

    def _token(self, parent: Element, token: str | None) -> None:
        if token is not None:
            _add(parent, OAI, "resumptionToken", token)


def stamp(moment: datetime) -> str:
    """Return a moment to the second, rounded down, so that who asks from it on gets what it stamps."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _dublin_core(parent: Element, document: Mapping[str, Any]) -> None:
    said = _add(parent, OAI_DC, "dc")
    said.set(f"{{{XSI}}}schemaLocation", " ".join(SCHEMAS["oai_dc"]))
    values: tuple[tuple[str, Iterable[str]], ...] = (
        ("title", [document["name"], *document.get("alternateName", [])]),
        ("publisher", [document["provider"]["name"]]),
        ("description", [document["description"]]),
        ("date", [document["datePublished"]]),
        ("type", [document["additionalType"]]),
        ("identifier", [document["url"], *document.get("identifier", [])]),
        ("rights", document.get("conditionsOfAccess", [])),
    )
    for name, texts in values:
        for text in texts:
            _add(said, DC, name, text)


def _dcat(parent: Element, document: Mapping[str, Any]) -> None:
    kind = "Dataset" if "dcat:Dataset" in document["@type"] else "Resource"
    graph = _add(parent, RDF, "RDF")
    said = _add(graph, DCAT, kind)
    said.set(f"{{{RDF}}}about", document["@id"])
    _add(said, DCT, "title", document["name"])
    _add(said, DCT, "description", document["description"])
    for text in document.get("identifier", []):
        _add(said, DCT, "identifier", text)
    for text in document.get("alternateName", []):
        _add(said, DCAT, "keyword", text)
    _add(said, DCT, "issued", document["datePublished"])
    _add(said, DCT, "type", document["additionalType"])
    publisher = _add(_add(said, DCT, "publisher"), DCT, "Agent")
    _add(publisher, RDFS, "label", document["provider"]["name"])
    for text in document.get("conditionsOfAccess", []):
        _add(_add(_add(said, DCT, "rights"), DCT, "RightsStatement"), RDFS, "label", text)
    _add(said, DCAT, "landingPage").set(f"{{{RDF}}}resource", document["url"])
    _add(said, RDFS, "seeAlso").set(f"{{{RDF}}}resource", f"{document['url']}.jsonld")


def _add(parent: Element, namespace: str, name: str, text: str = "", **attributes: str) -> Element:
    child = SubElement(parent, f"{{{namespace}}}{name}", attributes)
    child.text = _spoken(text) or None
    return child


def _spoken(text: str) -> str:
    return UNSPEAKABLE.sub("", text)
