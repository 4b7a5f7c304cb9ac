"""docs/import-formats.md: what files can be imported, column by column and option by option."""

from catalog.interchange.formats import FORMATS, ImportFormat
from catalog.interchange.formats.cell_line_stock import COLUMNS as STOCK
from catalog.interchange.operations.uploads import MAX_BYTES
from catalog.kinds.fields import NULLS, Field
from exchange.api.reference.markdown import NOTE, table

INTRODUCTION = f"""\
A file is imported into one unit, on the page “Import”, by `importStart`, or on the command line:

    python manage.py import_listings FILE --format {next(iter(FORMATS))} --unit "Unit" --option key=value

It may have {MAX_BYTES // 1024**2} MB, any line ends, and be written in UTF-8 with or without a mark, UTF-16 or
Windows-1252. Rows and columns may come as CSV, TSV, XLSX or a JSON list of objects, alone or as the one file of a zip.
Blank rows, empty columns at the end and “#” comments above the header do not matter; the separator, and of several
sheets the fitting one, is found by the header. Organisations are loaded from ROR by a command of their own,
`load_organisations`.

- **Columns are found by their names**, whatever their capitals, blanks and signs. What a file calls otherwise is said
  by the page's step “Columns”, by `mapping`, or by `--map "Header=column"`; `--map Header=` ignores a column.
- **A preview stores nothing** and says all that an import would: it does the work and takes it back.
  `--preview` asks for one.
- **Strict imports** (`--strict`) store nothing if a row is wrong.
- **Rejected rows come back as a file** in the columns of the source, with `import_problem` and `import_suggestion`
  behind, to be corrected and sent again (`--corrections FILE`).
- **What could be two things is never guessed**: `01/02/2026` and `1,500` are reported with what they could be.
- **Records of patients are refused whole**, by the names of columns (names, birth dates, addresses, telephone numbers,
  national identifiers) and as FHIR, CDA or HL7; nothing of such a file is stored or logged.

- **All good rows are stored in one transaction**, and every other row is named with its line in the file (the first
  line being 1), the column, the value, the reason and what would do. A file that cannot be read stores nothing.
- **Imported again, a file changes nothing.** Rows are found again by the unit and the key; a row that says something
  else updates what is on record, an option that is left out being read as empty. Use terms and consents are never
  taken away by saying nothing.
- **A number of vials counts as said once.** Said again it changes nothing, whatever was shipped meanwhile; another
  number sets what is in the freezer, and cannot be less than what is promised.
- **A donor who has withdrawn stays withdrawn**, whichever form a later file names.
- A cell is empty if it is; in columns that say so, also if it holds one of
  {", ".join(f"`{null}`" for null in sorted(NULLS - {""}))}, in capitals or not."""


def page() -> str:
    """Return the text of the page."""
    formats = "\n\n".join(map(_format, FORMATS.values()))
    stock = f"## The table of the option `stock`\n\n{_columns(STOCK)}"
    return f"# Import formats\n\n{NOTE}\n\n{INTRODUCTION}\n\n{formats}\n\n{stock}\n"


def _format(entry: ImportFormat) -> str:
    options = table(
        ("Option", "Needed", "What it is"),
        (
            (
                f"`{option.key}`",
                "yes" if option.is_required else "",
                f"{option.title}. {option.description}".strip(),
            )
            for option in entry.options
        ),
    )
    heading = f"## {entry.title}: `{entry.key}`"
    key = f"Rows are told apart by `{entry.key_column}`."
    return f"{heading}\n\n{entry.description} {key}\n\n{_columns(entry.columns)}\n\n{options}"


def _columns(columns: tuple[Field, ...]) -> str:
    return table(
        ("Column", "Needed", "What it holds", "Example"),
        (
            (
                f"`{column.name}`",
                "yes" if column.is_required else "",
                column.description + _nulls(column),
                f"`{column.example}`" if column.example else "",
            )
            for column in columns
        ),
    )


def _nulls(column: Field) -> str:
    if not column.nulls:
        return ""
    own = sorted(column.nulls - NULLS)
    return " May say that nothing is known" + (f", also by `{'`, `'.join(own)}`." if own else ".")
