"""Files of specimens: the collection they belong to is said beside the file."""

from collections.abc import Mapping, Sequence
from typing import Any

from catalog.consent.reading import read_shorthand
from catalog.interchange.formats.base import THIRD_PARTY_TERMS, Checked, ConsentOption, Offer, Option
from catalog.interchange.formats.reading_options import form_reference, one_line, yes_or_no
from catalog.interchange.formats.table import TableFormat
from catalog.kinds.fields import NULLS
from catalog.listings.facts import ListingFacts
from catalog.listings.models import ListingKind, Origin
from exchange.kernel.errors import InvalidInput

COLLECTION_OPTIONS = (
    Option("collection_key", "Your own identifier of the collection", "Found again by it.", one_line(200), True),
    Option("collection_title", "Title of the collection", "As people shall read it.", one_line(300), True),
    Option("collection_summary", "What the collection is", "A few sentences.", is_long=True),
    Option("design", "Design", "As MIABIS calls it, such as Disease specific.", one_line(60)),
    Option("source_study", "Study the samples were taken for", "Name or address of it.", one_line(500)),
    Option("consent_form", "Consent form of the donors", "Code and version, such as BC@2.", form_reference),
    Option("consent_title", "Title of that form", "Only for a form that is not on record yet.", one_line(200)),
    Option(
        "consent_terms",
        "What that form allows",
        "Only for a form that is not on record yet: DUO terms such as HMB; IRB; GS(AT, DE), or JSON.",
        read_shorthand,
        is_long=True,
    ),
    Option("consents_given", "Every donor of the file has signed it", "Yes or no; no if not said.", yes_or_no),
    THIRD_PARTY_TERMS,
)
# cBioPortal writes "Normal" where tissue without disease has no site, type or code.
NORMAL = NULLS | {"normal"}


class CollectionTable(TableFormat):
    """A table of the specimens of one collection; its rows are lots."""

    kind = ListingKind.SAMPLE_COLLECTION

    def together(self, values: dict[str, Any]) -> dict[str, Any]:
        needy = ("consent_title", "consent_terms", "consents_given")
        if "consent_form" not in values and (without := [key for key in needy if values.get(key)]):
            raise InvalidInput("options", f"The option {without[0]} needs the option consent_form.", option=without[0])
        if ("consent_title" in values) != ("consent_terms" in values):
            raise InvalidInput(
                "options", "A new consent form needs both consent_title and consent_terms.", option="consent_terms"
            )
        return super().together(values)

    def offers(self, rows: Sequence[Checked], options: Mapping[str, Any]) -> list[Offer]:
        listing = ListingFacts(
            provider_key=options["collection_key"],
            title=options["collection_title"],
            summary=options.get("collection_summary", ""),
            origin=Origin.HUMAN_CODED.value,
            third_party_terms=options.get("third_party_terms"),
        )
        details = {"design": options.get("design", ""), "source_study": options.get("source_study", "")}
        lots = tuple(row.item for row in rows)
        return [Offer(line=None, listing=listing, details=details, lots=lots, consent=_consent(options))]


def _consent(options: Mapping[str, Any]) -> ConsentOption | None:
    if "consent_form" not in options:
        return None
    code, version = options["consent_form"]
    return ConsentOption(
        code=code,
        version=version,
        title=options.get("consent_title", ""),
        terms=options.get("consent_terms"),
        are_given=options.get("consents_given", False),
    )
