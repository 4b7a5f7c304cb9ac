"""Listings as linked data: schema.org with the types of Bioschemas, and DCAT.

Source: https://schema.org, https://bioschemas.org, https://www.w3.org/TR/vocab-dcat-3/
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from catalog.consent import queries as consents
from catalog.consent.models import UseTermsSet
from catalog.kinds.facts import written
from catalog.kinds.fields import FieldType
from catalog.kinds.registry import kind_of
from catalog.listings.models import Listing, ListingKind
from catalog.stock import queries as stock
from exchange.parties.models import Organisation

CONTEXT = {
    "@vocab": "https://schema.org/",
    "bioschemas": "https://bioschemas.org/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
}
DATASET = ("Dataset", "dcat:Dataset")
TYPES: Mapping[ListingKind, tuple[str, ...]] = {
    ListingKind.SAMPLE_COLLECTION: DATASET,
    ListingKind.CELL_LINE: ("Product", "bioschemas:BioSample"),
    ListingKind.PLASMID: ("Product", "BioChemEntity"),
    ListingKind.ANTIBODY: ("Product", "BioChemEntity"),
    ListingKind.ORGANISM: ("Product", "bioschemas:BioSample"),
    ListingKind.COMPOUND: ("Product", "ChemicalSubstance"),
    ListingKind.SOFTWARE: ("SoftwareApplication",),
    ListingKind.PROTOCOL: ("bioschemas:LabProtocol",),
    ListingKind.DATASET: DATASET,
    ListingKind.EQUIPMENT: ("Product",),
    ListingKind.SERVICE: ("Service",),
}
DUO_ADDRESS = "http://purl.obolibrary.org/obo/"

# Returns the address of a listing's page.
Address = Callable[[Listing], str]


@dataclass(frozen=True)
class Image:
    """A photo that a listing shows to everybody."""

    address: str
    alt_text: str
    width_px: int
    height_px: int


Images = Mapping[UUID, Sequence[Image]]


def documents(rows: Sequence[Listing], *, address: Address, images: Images, on: date) -> list[dict[str, Any]]:
    """Return one document a listing, without a context. Takes four queries and one a kind.

    Args:
        rows: of `public.published`, so that providers are read with them.
        images: by listing, what it shows.
    """
    terms = _terms(rows, on)
    sentences = consents.summaries({one.pk: one for sets in terms.values() for one in sets}.values())
    details = _details(rows)
    return [
        _document(row, terms[row.pk], sentences, address(row))
        | _properties(row, details.get(row.pk))
        | _images(images.get(row.pk, ()))
        for row in rows
    ]


def with_context(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document that stands by itself."""
    return {"@context": CONTEXT, **document}


def catalogue(rows: Sequence[Listing], *, home: str, address: Address) -> dict[str, Any]:
    """Return the catalogue, with its newest listings by name and address.

    Args:
        rows: the newest listings.
        home: address of the installation.
    """
    entries = [
        {"@id": address(row), "@type": list(TYPES[ListingKind(row.kind)]), "name": row.title, "url": address(row)}
        for row in rows
    ]
    return with_context(
        {
            "@id": f"{home}/catalogue",
            "@type": ["DataCatalog", "dcat:Catalog"],
            "name": "Reagora",
            "description": "What cancer research institutions offer each other: samples, cell lines, tools and more.",
            "url": f"{home}/catalogue",
            "dct:title": "Reagora",
            "dataset": [entry for entry in entries if "Dataset" in entry["@type"]],
            "hasPart": [entry for entry in entries if "Dataset" not in entry["@type"]],
            "dcat:dataset": [{"@id": entry["@id"]} for entry in entries if "dcat:Dataset" in entry["@type"]],
            "dcat:service": {
                "@type": "dcat:DataService",
                "dct:title": "Beacon",
                "dcat:endpointURL": {"@id": f"{home}/beacon/v2/"},
            },
        }
    )


def provider(
    organisation: Organisation, rows: Sequence[Listing], *, home: str, page: str, address: Address
) -> dict[str, Any]:
    """Return a provider, with the newest of what it offers by name and address.

    Args:
        rows: of `public.published`, of that organisation.
        page: address of the provider's page.
    """
    named = {"sameAs": organisation.ror_id} if organisation.ror_id else {}
    offers = [
        {
            "@type": "Offer",
            "itemOffered": {"@id": address(row), "@type": list(TYPES[ListingKind(row.kind)]), "name": row.title},
        }
        for row in rows
    ]
    units = sorted({row.unit.name for row in rows})
    return with_context(
        {
            "@id": page,
            "@type": "Organization",
            "url": page,
            **named,
            "name": organisation.name,
            "address": _place(organisation),
            "department": [{"@type": "Organization", "name": name} for name in units],
            "makesOffer": offers,
            "subjectOf": {"@id": f"{home}/catalogue"},
        }
    )


def _terms(rows: Sequence[Listing], on: date) -> dict[UUID, list[UseTermsSet]]:
    """Return the terms of each listing: the provider's, and those of its donors."""
    of_donors = stock.donor_terms(rows, on=on)
    return {row.pk: [*filter(None, [row.use_terms]), *of_donors[row.pk]] for row in rows}


def _details(rows: Sequence[Listing]) -> dict[UUID, Any]:
    """Return what the kind of each listing says of it, with one query a kind."""
    keys: dict[str, list[UUID]] = {}
    for row in rows:
        keys.setdefault(row.kind, []).append(row.pk)
    found: dict[UUID, Any] = {}
    for kind, listings in keys.items():
        found |= kind_of(kind).model._default_manager.in_bulk(listings)
    return found


def _properties(listing: Listing, details: Any) -> dict[str, Any]:
    """Return what the listing's kind says, field by field; who is in charge is not told to everybody."""
    told = [field for field in kind_of(listing.kind).fields if not field.is_personal]
    said = [
        {
            "@type": "PropertyValue",
            "propertyID": field.name,
            "name": field.title,
            "value": values[0] if len(values) == 1 else list(values),
            **({"unitText": field.unit} if field.unit else {}),
        }
        for field in told
        if field.type is not FieldType.REFERENCE and (values := written(field, getattr(details, field.name, None)))
    ]
    return {"additionalProperty": said} if said else {}


def _images(images: Sequence[Image]) -> dict[str, Any]:
    """Return the photos, the first one first, each with its description in words."""
    shown = [
        {
            "@type": "ImageObject",
            "contentUrl": image.address,
            "caption": image.alt_text,
            "width": image.width_px,
            "height": image.height_px,
            "encodingFormat": "image/webp",
        }
        for image in images
    ]
    return {"image": shown} if shown else {}


def _document(
    listing: Listing, terms: Sequence[UseTermsSet], sentences: Mapping[UUID, list[str]], address: str
) -> dict[str, Any]:
    types = TYPES[ListingKind(listing.kind)]
    provider = _provider(listing)
    said = {
        "@id": address,
        "@type": list(types),
        "name": listing.title,
        "description": listing.summary or f"{kind_of(listing.kind).title} of {listing.unit.organisation.name}.",
        "url": address,
        "additionalType": kind_of(listing.kind).title,
        "alternateName": listing.synonyms,
        "identifier": listing.identifiers,
        "disambiguatingDescription": listing.warning,
        "provider": provider,
        "includedInDataCatalog" if "Dataset" in types else "isPartOf": {"@id": _catalogue_of(address)},
        "datePublished": listing.published_at.isoformat() if listing.published_at else "",
        "dateModified": listing.changed_at.isoformat(),
        "conditionsOfAccess": list(dict.fromkeys(text for one in terms for text in sentences[one.pk])),
        "usageInfo": _duo_terms(terms),
        **(_dcat(listing, provider, address) if "dcat:Dataset" in types else {}),
    }
    return {name: value for name, value in said.items() if value not in ("", [], None)}


def _catalogue_of(address: str) -> str:
    return f"{address.rpartition('/listings/')[0]}/catalogue"


def _provider(listing: Listing) -> dict[str, Any]:
    organisation = listing.unit.organisation
    named = {"@id": organisation.ror_id} if organisation.ror_id else {}
    return {
        "@type": "Organization",
        **named,
        "name": organisation.name,
        "address": _place(organisation),
        "department": {"@type": "Organization", "name": listing.unit.name},
    }


def _place(organisation: Organisation) -> dict[str, str]:
    city = {"addressLocality": organisation.city} if organisation.city else {}
    return {"@type": "PostalAddress", "addressCountry": organisation.country_code, **city}


def _duo_terms(terms: Sequence[UseTermsSet]) -> list[dict[str, str]]:
    """Return the DUO terms of the permissions and modifiers, by address."""
    codes: set[str] = set()
    for said in [consents.terms_of(one) for one in terms]:
        codes |= {permission.code for permission in said.permissions} | {modifier.code for modifier in said.modifiers}
        codes |= {modifier.code for permission in said.permissions for modifier in permission.modifiers}
    return [{"@id": DUO_ADDRESS + code.replace(":", "_")} for code in sorted(codes) if code.startswith("DUO:")]


def _dcat(listing: Listing, provider: Mapping[str, Any], address: str) -> dict[str, Any]:
    return {
        "dct:title": listing.title,
        "dct:description": listing.summary,
        "dct:identifier": listing.identifiers or [address],
        "dct:publisher": {"@type": "dct:Agent", "name": provider["name"]},
        "dct:issued": listing.published_at.isoformat() if listing.published_at else "",
        "dcat:landingPage": {"@id": address},
        "dcat:keyword": listing.synonyms,
    }
