"""Instruments as core facilities keep them in YAML: one document an instrument.

Source: the inventory files of microscopy facilities, keys instrument, capabilities, modules, software.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from catalog.interchange.errors import FileRefusedError
from catalog.interchange.formats.kind_table import KindTable
from catalog.interchange.reading.source import FileKind, Source
from catalog.interchange.reading.tables import Table
from catalog.interchange.reading.values import SEVERAL
from catalog.listings.models import ListingKind

LIMIT_CHARACTERS = 2 * 1024 * 1024
_OWN = ("instrument_id", "display_name", "manufacturer", "model", "location", "notes", "url")


class EquipmentYaml(KindTable):
    """Instruments in YAML; what comes back to be corrected is a table of the same columns."""

    def __init__(self) -> None:
        super().__init__(ListingKind.EQUIPMENT)
        self.key, self.title = "equipment_yaml", "Equipment (YAML)"
        self.description = (
            "One instrument a document, with the keys instrument, capabilities, modules and software."
            " Say the time zone once, as what holds for every row."
        )
        self.accept = ".yaml,.yml,.csv,.zip"

    def table(self, source: Source) -> Table:
        if "instrument:" not in source.text:
            return super().table(source)
        if len(source.text) > LIMIT_CHARACTERS:
            raise FileRefusedError("The file has more than 2 million characters. Split it.")
        try:
            documents = list(yaml.safe_load_all(source.text))
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise FileRefusedError("The file is no YAML that can be read.") from error
        rows = [_row(document) for document in documents if isinstance(document, Mapping)]
        return super().table(Source(FileKind.JSON, text=json.dumps(rows, default=str)))


def _row(document: Mapping[str, Any]) -> dict[str, str]:
    own = document.get("instrument")
    found = {name: str(own.get(name) or "") for name in _OWN} if isinstance(own, Mapping) else {}
    lists = {
        "capabilities": _leaves(document.get("capabilities")),
        "accessories": _named(document.get("modules"), "model", "type"),
        "software": _named(document.get("software"), "name"),
    }
    return found | {name: SEVERAL.join(dict.fromkeys(values)) for name, values in lists.items()}


def _leaves(given: Any) -> Iterator[str]:
    """Yield the words of lists by topic, as people write them."""
    for values in given.values() if isinstance(given, Mapping) else ():
        for value in values if isinstance(values, list) else ():
            yield str(value).replace("_", " ").replace(SEVERAL, "/")


def _named(given: Any, *names: str) -> Iterator[str]:
    """Yield of each thing the first of its names that it has."""
    for one in given if isinstance(given, list) else ():
        if isinstance(one, Mapping) and (text := next((str(one[name]) for name in names if one.get(name)), "")):
            yield text.replace(SEVERAL, "/")
