"""Other names under which files of the field have the columns of the kinds. Plain Python.

Source: bio.tools, Antibody Registry, DepMap, MIABIS Core 3, as they export them.
"""

from collections.abc import Mapping

from catalog.listings.models import ListingKind

ALIASES: Mapping[ListingKind | None, Mapping[str, str]] = {
    None: {
        "key": "provider_key",
        "id": "provider_key",
        "identifier": "provider_key",
        "name": "title",
        "description": "summary",
        "other names": "synonyms",
        "lot": "code",
        "vials": "stated",
        "quantity": "stated",
        "in stock": "stated",
    },
    ListingKind.SAMPLE_COLLECTION: {
        "collection id": "provider_key",
        "collection name": "title",
        "acronym": "synonyms",
        "age low": "youngest_age_years",
        "age high": "oldest_age_years",
        "dataset type": "associated_data",
        "sample type": "materials",
        "material type": "materials",
        "collection setting": "setting",
        "collection design": "design",
        "total number of subjects": "stated_donors",
        "number of donors": "stated_donors",
        "number of samples": "stated_specimens",
    },
    ListingKind.CELL_LINE: {
        "ModelID": "provider_key",
        "CellLineName": "title",
        "StrippedCellLineName": "synonyms",
        "RRID": "accession",
        "cellosaurus": "accession",
        "Sex": "donor_sex",
        "Age": "donor_age",
        "OncotreePrimaryDisease": "diseases",
        "SampleCollectionSite": "derived_from_site",
        "OnboardedMedia": "culture_medium",
        "catalogue name": "title",
    },
    ListingKind.PLASMID: {"gene": "insert_gene", "resistance": "bacterial_resistance", "strain": "growth_strain"},
    ListingKind.ANTIBODY: {
        "ab_id": "rrid",
        "ab_name": "title",
        "ab_target": "target",
        "catalog_num": "catalogue_number",
        "catalog number": "catalogue_number",
        "clone_id": "clone",
        "comments": "summary",
    },
    ListingKind.SOFTWARE: {
        "biotoolsID": "provider_key",
        "toolType": "software_types",
        "operations": "functions",
        "language": "languages",
        "license": "licence",
        "operatingSystem": "operating_systems",
        "homepage": "homepage_url",
        "doi": "publication_doi",
    },
    ListingKind.EQUIPMENT: {
        "instrument_id": "provider_key",
        "display_name": "title",
        "notes": "summary",
        "url": "page_url",
    },
}
