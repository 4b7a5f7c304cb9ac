"""Biobanks, collections and samples under the names that MIABIS gives to what it knows of them.

What MIABIS does not know keeps our names, so that a table that was exported is imported again without a loss.

Source: BBMRI-ERIC, MIABIS Core 3 and Sample, Donor, Event 1.1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from catalog.interchange.exports.sheets.rows import BATCH, MOST_ROWS, Sheet, Value
from catalog.interchange.formats.miabis_samples import HEADINGS as OF_SAMPLES
from catalog.interchange.formats.specimen_table import SpecimenTable
from catalog.kinds.facts import written
from catalog.kinds.fields import Field
from catalog.listings import queries as listings
from catalog.listings.models import Listing, ListingKind
from catalog.stock.models import Specimen
from catalog.stock.queries import visible_specimens
from catalog.vocabulary.rules.miabis import AGE_UNIT, SEX, ValueList
from catalog.vocabulary.rules.storage_temperatures import STORAGE_TEMPERATURE
from exchange.parties.models import Person, Unit
from exchange.parties.queries import Viewer

OF_COLLECTIONS = {
    "provider_key": "Collection ID",
    "title": "Name",
    "synonyms": "Acronym",
    "summary": "Description",
    "parent": "Part of",
    "design": "Collection design",
    "setting": "Collection setting",
    "materials": "Sample type",
    "associated_data": "Dataset type",
    "youngest_age_years": "Age low",
    "oldest_age_years": "Age high",
    "stated_donors": "Total number of subjects",
    "stated_specimens": "Number of samples",
    "provider": "Biobank name",
    "organisation": "Juristic person",
    "provider_country": "Country",
    "link": "URL",
}
BESIDE_COLLECTIONS = ("Age low unit", "Age high unit", "Sample source")
_LISTS: Mapping[str, ValueList] = {
    "sex": SEX,
    "age_unit": AGE_UNIT,
    "storage_temperature": STORAGE_TEMPERATURE,
}
# As many as one import takes of such rows.
MOST_SAMPLES = 100_000
# An annotation of `visible_specimens`.
TELLS_DONOR = {"tells_donor": True}


def biobanks(viewer: Viewer) -> Sheet:
    """Return the units whose collections the viewer may see."""
    collections = listings.visible_to(viewer).filter(kind=ListingKind.SAMPLE_COLLECTION)
    units = Unit.objects.filter(pk__in=collections.values("unit")).select_related("organisation").order_by("name", "pk")
    rows: Iterator[list[Value]] = (
        [str(unit.pk), unit.name, unit.organisation.name, unit.organisation.country_code]
        for unit in units[:MOST_ROWS].iterator(chunk_size=BATCH)
    )
    return Sheet(("Biobank ID", "Name", "Juristic person", "Country"), rows, units.count())


def collections(table: Sheet) -> Sheet:
    """Return a sheet of sample collections under the names of MIABIS."""
    header = [OF_COLLECTIONS.get(name, name) for name in table.header]
    ages = [table.header.index(name) for name in ("youngest_age_years", "oldest_age_years")]
    rows = ([*row, *("Years" if row[age] != "" else "" for age in ages), "Human"] for row in table.rows)
    return replace(table, header=[*header, *BESIDE_COLLECTIONS], rows=rows)


def samples(viewer: Viewer, listing: Listing) -> Sheet:
    """Return the specimens of a collection to those who may know the donors, by label; to others none."""
    fields = SpecimenTable.fields
    header = [OF_SAMPLES.get(field.name, field.name) for field in fields]
    if not isinstance(viewer, Person):
        return Sheet(header, iter(()), 0)
    found = visible_specimens(viewer).filter(lot__listing=listing).filter(**TELLS_DONOR)
    found = found.select_related("lot", "protocol__listing").order_by("lot__code", "pk")
    rows = _samples(found[:MOST_SAMPLES].iterator(chunk_size=BATCH), fields)
    return Sheet(header, rows, found.count(), most=MOST_SAMPLES)


def _samples(found: Iterator[Any], fields: tuple[Field, ...]) -> Iterator[list[Value]]:
    while batch := list(islice(found, BATCH)):
        lineage: dict[Any, list[tuple[str, str]]] = {row.pk: [] for row in batch}
        for child, relation, parent in _origins(batch):
            lineage[child].append((relation, parent))
        for row in batch:
            yield [_cell(field, row, lineage[row.pk]) for field in fields]


def _origins(batch: list[Specimen]) -> Any:
    found = Specimen.objects.filter(pk__in=[row.pk for row in batch], origins__isnull=False)
    return found.order_by("origins__parent__lot__code").values_list(
        "pk", "origins__relation", "origins__parent__lot__code"
    )


def _cell(field: Field, row: Specimen, origins: list[tuple[str, str]]) -> Value:
    if field.name == "relation":
        return origins[0][0] if origins else ""
    if field.name == "parents":
        return "|".join(parent for _, parent in origins)
    if field.name == "stated":
        return row.lot.on_hand if row.lot.stated is None else row.lot.stated
    value = getattr(row if hasattr(row, field.name) else row.lot, field.name)
    if field.name in _LISTS:
        return _LISTS[field.name].labels[value] if value else ""
    return "|".join(written(field, value))
