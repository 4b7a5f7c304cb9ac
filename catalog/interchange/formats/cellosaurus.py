"""Cell lines in the flat format of Cellosaurus, one entry a line; the bank says beside it what it has of them.

Source: Cellosaurus, README of release 47, line types of the text version.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from catalog.consent.reading import read_shorthand
from catalog.interchange.errors import FileRefusedError
from catalog.interchange.formats.base import (
    PROBLEMATIC_BECAUSE,
    THIRD_PARTY_TERMS,
    Checked,
    Corrections,
    ImportFormat,
    Lot,
    Offer,
    Option,
    Rows,
)
from catalog.interchange.formats.cell_line_stock import LineStock, read_stock
from catalog.interchange.formats.reading_options import accessions, day, one_line, whole_number
from catalog.interchange.reading.cells import Cells, Problem
from catalog.interchange.reading.flat_entries import Entry, entries_again, read_entries
from catalog.interchange.reading.source import Source
from catalog.kinds.fields import Field
from catalog.listings.facts import ListingFacts
from catalog.listings.models import ListingKind, Origin
from catalog.stock.facts import LotFacts
from exchange.kernel.errors import InvalidInput

HUMAN = 9606
_SPECIES = re.compile(r"NCBI_TaxID=(\d{1,9});\s*!\s*(.+)")
_PROBLEMATIC = "Problematic cell line:"
_SITE = "Derived from site:"
_VERSION = re.compile(r"Version:\s*(\d{1,6})")
_PARENT = re.compile(r"(CVCL_[A-Z0-9]{4})\b")
_MARKER = re.compile(r"([^:]{1,40}):\s*([^()]+?)\s*(?:\(.*\))?")
_SOURCES = "Source(s)"


class Cellosaurus(ImportFormat):
    key = "cellosaurus"
    title = "Cell lines (Cellosaurus flat file)"
    description = (
        "Entries as Cellosaurus publishes them, each from ID to //. A line that Cellosaurus calls problematic is"
        " listed with its warning once you have said why; until then it is a draft. Other line types may be there and"
        " are not read."
    )
    accept = ".txt,.dat,.zip"
    kind = ListingKind.CELL_LINE
    key_column = "AC"
    columns = (
        Field("ID", "Name of the line.", "MCF-7", is_required=True),
        Field("AC", "Accession; the line's RRID.", "CVCL_0031", is_required=True, max_length=20),
        Field(
            "OX",
            "Species, with its NCBI taxonomy identifier.",
            "NCBI_TaxID=9606; ! Homo sapiens (Human)",
            is_required=True,
        ),
        Field("AS", "Secondary accessions, by which it is found too.", "CVCL_F511"),
        Field("SY", "Synonyms.", "MCF7; MCF 7", max_length=4000),
        Field("SX", "Sex of the donor.", "Female", max_length=40),
        Field("AG", "Age of the donor.", "69Y", max_length=40),
        Field("CA", "Category.", "Cancer cell line", max_length=60),
        Field("HI", "Parent line.", "CVCL_0030 ! HeLa"),
        Field("DI", "Diseases.", "NCIt; C4194; Invasive breast carcinoma of no special type", max_length=4000),
        Field("ST", "STR profile.", "TH01: 6", max_length=4000),
        Field("CC", "Comments, of which the site and the warning of a problematic line are read.", "", max_length=4000),
        Field("DT", "Version of the entry.", "Created: 04-04-12; Last updated: 05-10-23; Version: 25"),
    )
    options = (
        Option(
            "vials", "Vials of each line", "How many there are now, promised ones included.", whole_number(0, 1_000_000)
        ),
        Option("lot", "Label of the lots", "“bank” if not said.", one_line(100)),
        Option("passage_number", "Passage number of the vials", "", whole_number(0, 10_000)),
        Option("mycoplasma_tested_on", "Day of the last negative mycoplasma test", "Such as 2026-01-31.", day),
        Option("mycoplasma_method", "Method of that test", "Such as PCR; needs its day.", one_line(60)),
        Option("biosafety_level", "Biosafety level", "1 to 4.", whole_number(1, 4)),
        Option(
            "stock",
            "Stock line by line",
            "CSV with the columns accession, lot, vials, passage_number, mycoplasma_tested_on and biosafety_level; for"
            " the lines in it, it takes the place of the options above.",
            read_stock,
            is_long=True,
        ),
        Option(
            "use_terms",
            "What may be done with the lines",
            "DUO terms such as GRU; NCU, or JSON.",
            read_shorthand,
            is_long=True,
        ),
        THIRD_PARTY_TERMS,
        PROBLEMATIC_BECAUSE,
        Option(
            "deleted_accessions",
            "Accessions that Cellosaurus has deleted",
            "Its own list; entries of it are refused.",
            accessions,
            is_long=True,
        ),
    )

    def together(self, values: dict[str, Any]) -> dict[str, Any]:
        if "mycoplasma_method" in values and "mycoplasma_tested_on" not in values:
            raise InvalidInput(
                "options",
                "The option mycoplasma_method needs the option mycoplasma_tested_on.",
                option="mycoplasma_method",
            )
        return values

    def rows(self, source: Source, mapping: Mapping[str, str], options: Mapping[str, Any]) -> Rows:
        if mapping:
            raise FileRefusedError("Lines of Cellosaurus have codes and no columns that could be called otherwise.")
        return Rows(read_entries(source.text))

    def corrections(self, source: Source, problems: Mapping[int, list[Problem]]) -> Corrections:
        reasons = {
            line: [f"{one.column}: {one.reason} {one.suggestion}".strip() for one in found]
            for line, found in problems.items()
        }
        return Corrections(".txt", entries_again(source.text, reasons))

    def check(self, row: Entry, options: Mapping[str, Any]) -> Checked:
        cells = Cells(row.line, {code: "; ".join(values) for code, values in row.values.items()}, self.by_name)
        accession = cells.matching(
            "AC", r"CVCL_[A-Z0-9]{4}", "This is not an accession of Cellosaurus.", "It looks like CVCL_0031."
        )
        if not row.is_closed:
            cells.refuse("ID", "The entry has no closing //, so the file may be cut off.", "Send the whole file.")
        for _, text in row.strange[:1]:
            cells.refuse("ID", f"The entry has a line without a code: “{text[:80]}”.", "Send the file as published.")
        deleted = options.get("deleted_accessions", {})
        if accession in deleted:
            cells.refuse(
                "AC", f"Cellosaurus has deleted this accession. {deleted[accession]}".strip(), "Look the line up anew."
            )
        item = (
            _listing(cells, row, accession, options.get("problematic_because", "")),
            _details(cells, row, accession),
        )
        return Checked(line=row.line, key=accession, item=item, problems=tuple(cells.problems))

    def offers(self, rows: Sequence[Checked], options: Mapping[str, Any]) -> list[Offer]:
        stock: Mapping[str, list[LineStock]] = options.get("stock", {})
        everywhere = _everywhere(options)
        own = {accession: [entry.facts for entry in entries] for accession, entries in stock.items()}
        return [
            Offer(
                line=row.line,
                listing=replace(row.item[0], third_party_terms=options.get("third_party_terms")),
                details=row.item[1],
                lots=tuple(Lot(line=row.line, facts=facts) for facts in own.get(row.key, everywhere)),
                use_terms=options.get("use_terms"),
            )
            for row in rows
        ]

    def left_over(self, rows: Sequence[Checked], options: Mapping[str, Any]) -> list[Problem]:
        known = {row.key for row in rows}
        return [
            Problem(entry.line, "stock", accession, "The stock names a line that the file does not have.")
            for accession, entries in options.get("stock", {}).items()
            if accession not in known
            for entry in entries
        ]


def _everywhere(options: Mapping[str, Any]) -> list[LotFacts]:
    """Return the lot that every line has by the options."""
    if "vials" not in options:
        return []
    return [
        LotFacts(
            code=options.get("lot", "bank"),
            unit="vial",
            stated=options["vials"],
            passage_number=options.get("passage_number"),
            mycoplasma_tested_on=options.get("mycoplasma_tested_on"),
            mycoplasma_method=options.get("mycoplasma_method", ""),
            biosafety_level=options.get("biosafety_level"),
        )
    ]


def _listing(cells: Cells, entry: Entry, accession: str, reason: str) -> ListingFacts:
    synonyms = tuple(name for name in (part.strip() for part in cells.text("SY").split(";")) if name)
    secondary = tuple(re.findall(r"CVCL_[A-Z0-9]{4}", cells.text("AS")))
    species, taxa = _species(cells, entry)
    diseases = [disease["label"] for disease in _diseases(entry)]
    category = cells.text("CA")
    warning = _comment(entry, _PROBLEMATIC)
    return ListingFacts(
        provider_key=accession,
        title=cells.text("ID"),
        summary=". ".join(part for part in (category, species, ", ".join(diseases)) if part),
        synonyms=tuple(dict.fromkeys(synonyms)),
        identifiers=(accession, *secondary) if accession else secondary,
        origin=(Origin.HUMAN_ANONYMOUS if HUMAN in taxa else Origin.NOT_HUMAN).value,
        warning=warning,
        warning_reason=reason if warning else "",
    )


def _details(cells: Cells, entry: Entry, accession: str) -> dict[str, Any]:
    species, taxa = _species(cells, entry)
    parent = _PARENT.match(entry.first("HI"))
    version = _VERSION.search(entry.first("DT"))
    site = _comment(entry, _SITE)
    return {
        "accession": accession,
        "category": cells.text("CA"),
        "species": species,
        "taxon_id": taxa[0] if taxa else 0,
        "donor_sex": cells.text("SX"),
        "donor_age": cells.text("AG"),
        "diseases": _diseases(entry),
        "derived_from_site": re.sub(r"\s*;?\s*UBERON=\S+?\.?$", "", site).rstrip("."),
        "parent_accession": parent[1] if parent else "",
        "str_profile": _str_profile(entry),
        "problematic_reason": _comment(entry, _PROBLEMATIC),
        "cellosaurus_version": version[1] if version else "",
    }


def _species(cells: Cells, entry: Entry) -> tuple[str, list[int]]:
    """Return the name of the species and its taxonomy identifiers; a hybrid has several."""
    cells.text("OX")
    found = [_SPECIES.fullmatch(value) for value in entry.all("OX")]
    if not all(found):
        cells.refuse("OX", "The species cannot be read.", "Write NCBI_TaxID=9606; ! Homo sapiens (Human).")
    read = [match for match in found if match]
    return " and ".join(match[2].strip() for match in read), [int(match[1]) for match in read]


def _diseases(entry: Entry) -> list[dict[str, str]]:
    names = ("vocabulary", "code", "label")
    parts = ([part.strip() for part in value.split(";", 2)] for value in entry.all("DI"))
    return [dict(zip(names, part, strict=True)) for part in parts if len(part) == len(names)]


def _comment(entry: Entry, topic: str) -> str:
    """Return what the comments of a topic say."""
    return " ".join(value.removeprefix(topic).strip() for value in entry.all("CC") if value.startswith(topic))


def _str_profile(entry: Entry) -> dict[str, list[str]]:
    """Return the alleles of each marker; of conflicting reports the first, which Cellosaurus puts there."""
    profile: dict[str, list[str]] = {}
    for value in entry.all("ST"):
        match = _MARKER.fullmatch(value)
        if match and match[1] != _SOURCES:
            profile.setdefault(match[1], [allele.strip() for allele in match[2].split(",")])
    return profile
