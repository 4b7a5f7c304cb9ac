"""Import runs of small files."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from catalog.interchange import operations
from catalog.interchange.models import ImportRun
from exchange.parties.models import Person, Unit
from exchange.parties.roles import Role
from tests.factories.parties import UnitFactory, member

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
COLLECTION = {"collection_key": "C1", "collection_title": "Biliary tract samples"}
SAMPLE_HEADER = "SAMPLE_ID\tPATIENT_ID\tSAMPLE_CLASS\tSAMPLE_TYPE\tPRIMARY_SITE\tCANCER_TYPE_DETAILED\tONCOTREE_CODE"
PLASMID_HEADER = "key,name,backbone,bacterial_resistance,growth_strain,vials"


def samples(*rows: str) -> bytes:
    """Return a sample file of rows such as ``S1 P1`` or ``S1 P1 FFPE Primary Liver``."""
    lines = ["#Sample\tPatient", "#STRING\tSTRING", "#1\t1", "#9\t9", SAMPLE_HEADER]
    for row in rows:
        cells = row.split(" ")
        lines.append("\t".join(cells + ["FFPE"][len(cells) - 2 :]))
    return ("\n".join(lines) + "\n").encode()


def plasmids(*rows: str) -> bytes:
    """Return a plasmid file of rows such as ``K1`` or ``K1,pX,pcDNA3.1,ampicillin,DH5alpha,7``."""
    defaults = ["", "pX", "pcDNA3.1", "ampicillin", "DH5alpha", "7"]
    cells = [row.split(",") for row in rows]
    return "\n".join([PLASMID_HEADER, *(",".join(given + defaults[len(given) :]) for given in cells)]).encode()


def cell_line(accession: str = "CVCL_0031", name: str = "MCF-7", *more: str) -> str:
    """Return an entry of Cellosaurus."""
    lines = [f"ID   {name}", f"AC   {accession}", "OX   NCBI_TaxID=9606; ! Homo sapiens (Human)", *more, "//"]
    return "\n".join(lines) + "\n"


def importer(unit: Unit | None = None) -> tuple[Person, Unit]:
    """Return somebody who may import for a unit, and the unit."""
    unit = unit or UnitFactory.create()
    return member(Role.RESOURCE_MANAGER, unit=unit), unit


def started(
    content: bytes, form: str, by: Person, unit: Unit, options: Mapping[str, Any] | None = None, **more: Any
) -> ImportRun:
    """Return a run that was asked for and has not run."""
    upload = operations.store_upload(content=content, filename="file.txt", by=by, now=NOW)
    return operations.start_import(upload=upload, unit=unit, format=form, options=options or {}, by=by, now=NOW, **more)


def imported(
    content: bytes, form: str, by: Person, unit: Unit, options: Mapping[str, Any] | None = None, **more: Any
) -> ImportRun:
    """Return a run that has ended."""
    return operations.run_import(run=started(content, form, by, unit, options, **more), now=NOW)


def counts(run: ImportRun) -> tuple[int | None, int, int, int, int]:
    """Return how many rows there were, and how many were created, updated, unchanged and rejected."""
    return run.rows_total, run.rows_created, run.rows_updated, run.rows_unchanged, run.rows_rejected


def problems(run: ImportRun) -> list[tuple[int, str, str]]:
    """Return row, column and value of what is wrong."""
    return list(run.problems.order_by("row", "column").values_list("row", "column", "value"))
