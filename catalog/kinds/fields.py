"""What is said of a listing, field by field: read by import, export, the API and the pages. Plain Python.

Each kind lists its own fields beside its model, `LISTING_FIELDS` are those of every listing, and the stock room lists
those of lots and specimens. A field is called as its column in the database and in files.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# Spellings of "nothing is known", in lower case; a field that allows them says so.
NULLS = frozenset({"", "na", "n/a", "not applicable", "not available", "unknown", "null", "none", "-"})
NO_NUMBER = NULLS | {"--", "-1", "nan"}
# NA is Namibia.
NO_COUNTRY = NULLS - {"na"}


class FieldType(StrEnum):
    """How a field is written in a cell and shown on a page; what the model holds stands beside it."""

    TEXT = "text"  # str
    LONG_TEXT = "long_text"  # str, of several sentences
    LIST = "list"  # list[str]; in a cell separated by “|”
    INTEGER = "integer"  # int | None
    DECIMAL = "decimal"  # Decimal | None
    DAY = "day"  # date | None
    PARTIAL_DAY = "partial_day"  # str: 2026, 2026-01 or 2026-01-31
    FLAG = "flag"  # bool | None; None when nobody said
    CHOICE = "choice"  # str, one of `choices`
    COUNTRY = "country"  # str, ISO 3166-1 alpha-2
    TIME_ZONE = "time_zone"  # str, of the IANA database
    URL = "url"  # str
    DOI = "doi"  # str, without an address before it
    RRID = "rrid"  # str, without “RRID:” before it
    USE_TERMS = "use_terms"  # DUO terms in short, such as HMB; IRB; GS(AT, DE)
    DISEASES = "diseases"  # [{vocabulary, code, label}]; in a cell NCIt:C4017 Ductal carcinoma|…
    MARKERS = "markers"  # {marker: [allele, …]}; in a cell TH01: 6, 9|TPOX: 8
    COUNTS = "counts"  # {category: number}; in a cell genomic: 120|health: 4000
    REFERENCE = "reference"  # the key of another listing of the unit


@dataclass(frozen=True)
class Field:
    """One thing that is said, and the column of a file that says it.

    Args:
        title: as people read it; the name in words if not given.
        nulls: spellings, in lower case, that mean that nothing is known; only those count.
        max_length: of a text, or of each value of a list, in characters.
        least: of a number, as `most` is.
        unit: of a number, as it is shown behind it.
        is_personal: it names somebody, and is told to people who are signed in only.
    """

    name: str
    description: str
    example: str = ""
    title: str = ""
    type: FieldType = FieldType.TEXT
    is_required: bool = False
    nulls: frozenset[str] = frozenset()
    max_length: int = 200
    least: Decimal | None = None
    most: Decimal | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""
    is_personal: bool = False

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", self.name.replace("_", " ").capitalize())


ORIGINS = ("not_human", "human_anonymous", "human_coded")

LISTING_FIELDS = (
    Field(
        "provider_key",
        "Your own identifier of it, by which it is found again.",
        "NVP-001",
        title="Key",
        is_required=True,
    ),
    Field("title", "Its name, as people shall read it.", "pNV-TP53-WT", title="Name", is_required=True, max_length=300),
    Field(
        "summary",
        "What it is, in a few sentences.",
        "Wild-type p53 for rescue experiments.",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=5000,
    ),
    Field("synonyms", "Its other names.", "pTP53|p53 wild type", type=FieldType.LIST, nulls=NULLS),
    Field(
        "identifiers",
        "RRID and other exact names.",
        "Addgene_12345",
        type=FieldType.LIST,
        nulls=NULLS,
        max_length=100,
    ),
    Field(
        "origin",
        "Whether it comes from a person, and whether somebody can still tell from whom.",
        "not_human",
        type=FieldType.CHOICE,
        choices=ORIGINS,
    ),
    Field(
        "use_terms",
        "What the provider allows, as DUO terms.",
        "GRU; NCU",
        title="Terms of use",
        type=FieldType.USE_TERMS,
        nulls=NULLS,
        max_length=2000,
    ),
    Field(
        "third_party_terms",
        "Whether somebody else's terms bind it, such as a depositor's or a licensor's; empty when not known.",
        "no",
        title="Bound by a third party's terms",
        type=FieldType.FLAG,
        nulls=NULLS,
    ),
    Field(
        "warning",
        "Why it is problematic, such as misidentified.",
        "",
        type=FieldType.LONG_TEXT,
        nulls=NULLS,
        max_length=1000,
    ),
)

TAXON = Field(
    "taxon_id",
    "NCBI taxonomy identifier of the species.",
    "9606",
    title="Taxonomy identifier",
    type=FieldType.INTEGER,
    nulls=NO_NUMBER,
    most=Decimal(2_000_000_000),
)
PUBLICATION = Field(
    "publication_doi", "Where it is described.", "10.1234/abcd", title="Publication", type=FieldType.DOI, nulls=NULLS
)
