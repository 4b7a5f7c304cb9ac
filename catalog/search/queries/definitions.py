"""What listings are found and counted by: one entry a facet, read by the engine in SQL and by the index alike."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

import pycountry

from catalog.consent.rules.duo import TERMS
from catalog.kinds.registry import kind_of
from catalog.search.queries.regions import REGIONS
from catalog.stock.rules import FEWEST_DONORS
from catalog.vocabulary.models import Term
from catalog.vocabulary.queries import of_diseases, search_terms
from exchange.parties.models import Organisation
from exchange.parties.queries import Viewer, visible_consortia

Labels = Callable[[Collection[str]], Mapping[str, str]]
# Terms that a text is taken to mean, synonyms considered.
MOST_MEANT = 200


@dataclass(frozen=True)
class Definition:
    """A facet.

    Args:
        name: of the list's argument and of the facet.
        says: the argument's description.
        rows: statement of pairs: a listing's id, and a value that it has. A pair may come twice; ``:on`` is the day.
        labels: values as people read them; without it they are read as they are.
        meant: values that a text means though their labels do not contain it.
        known_to: the values that a viewer may know of, with their labels; without it all may be known.
        leaves_out_few_donors: values that fewer than ten donors of a listing share are left out.
    """

    name: str
    says: str
    rows: str
    labels: Labels = lambda values: {value: value for value in values}
    meant: Callable[[str], Collection[str]] = lambda text: ()
    known_to: Callable[[Viewer], Mapping[str, str]] | None = None
    leaves_out_few_donors: bool = False

    def told(self, values: tuple[str, ...], viewer: Viewer) -> tuple[str, ...]:
        """Return those of the values that the viewer may know of: what is hidden is as if it were not there."""
        if self.known_to is None or not values:
            return values
        known = self.known_to(viewer)
        return tuple(value for value in values if value in known)

    def on(self, day: date | str) -> str:
        """Return the statement for a day, or for what stands for one in a statement that is prepared."""
        return self.rows.replace(":on", f"DATE '{day.isoformat()}'" if isinstance(day, date) else day)


def _countries(values: Collection[str]) -> Mapping[str, str]:
    known = {value: pycountry.countries.get(alpha_2=value) for value in values}
    return {value: country.name if country else value for value, country in known.items()}


def _providers(values: Collection[str]) -> Mapping[str, str]:
    found = Organisation.objects.filter(pk__in=values).values_list("pk", "name")
    return {str(key): name for key, name in found}


def _consortia(viewer: Viewer) -> Mapping[str, str]:
    return {str(key): name for key, name in visible_consortia(viewer).values_list("pk", "name")}


def _terms(values: Collection[str]) -> Mapping[str, str]:
    named = dict(Term.objects.filter(code__in=values).values_list("code", "label"))
    return {value: named.get(value, value) for value in values}


def _diseases_meant(text: str) -> Collection[str]:
    found = search_terms(text, among=of_diseases(Term.objects.all()))
    return frozenset(found.values_list("code", flat=True)[:MOST_MEANT])


_LISTING = "SELECT l.id, {} FROM listings_listing l"
_UNIT = f"{_LISTING} JOIN parties_unit u ON u.id = l.unit_id JOIN parties_organisation o ON o.id = u.organisation_id"
_SPECIMEN = (
    "FROM stock_lot l JOIN stock_specimen s ON s.lot_id = l.id LEFT JOIN consent_consentrecord c ON c.id = s.consent_id"
    " LEFT JOIN consent_consentform f ON f.id = c.form_id"
)
_ENDED = "coalesce(c.status = 'withdrawn' OR c.expires_on <= :on, false)"
_FREE = (
    "FROM stock_lot l LEFT JOIN stock_specimen s ON s.lot_id = l.id"
    f" LEFT JOIN consent_consentrecord c ON c.id = s.consent_id WHERE l.on_hand > l.held AND NOT {_ENDED}"
)
# What enough donors of a listing share, so that its being there tells of none of them.
_SHARED = (
    f"SELECT l.listing_id, s.{{0}} {_SPECIMEN} WHERE s.{{0}} <> '' AND l.on_hand > 0 AND NOT {_ENDED}"
    f" GROUP BY 1, 2 HAVING count(DISTINCT s.donor_pseudonym) >= {FEWEST_DONORS}"
)
# Of what is in the freezer.
_KEPT = f"SELECT l.listing_id, s.{{0}} {_SPECIMEN} WHERE s.{{0}} <> '' AND l.on_hand > 0 AND NOT {_ENDED}"
_BAND = "CASE WHEN {0} < 18 THEN '0-17' WHEN {0} < 40 THEN '18-39' WHEN {0} < 65 THEN '40-64' ELSE '65+' END"
_LINES_AGE = "substring(donor_age FROM '^([0-9]+)Y')::int"
_SHARED_AGE = (
    f"SELECT l.listing_id, {_BAND.format('s.age')} {_SPECIMEN} WHERE s.age_unit IN ('year', 'years')"
    f" AND s.age IS NOT NULL AND l.on_hand > 0 AND NOT {_ENDED}"
    f" GROUP BY 1, 2 HAVING count(DISTINCT s.donor_pseudonym) >= {FEWEST_DONORS}"
)
_STATED_DISEASES = (
    "SELECT k.listing_id, CASE WHEN strpos(d->>'code', ':') > 0 THEN d->>'code'"
    " ELSE upper(d->>'vocabulary') || ':' || (d->>'code') END FROM {} k, jsonb_array_elements(k.diseases) d"
)
_DISEASES = (
    f"{_SHARED.format('diagnosis_code')} UNION {_STATED_DISEASES.format('kinds_cellline')}"
    f" UNION {_STATED_DISEASES.format('kinds_dataset')}"
)
_WITH_ANCESTORS = (
    "WITH stated (listing_id, code) AS NOT MATERIALIZED ({})"
    " SELECT listing_id, code FROM stated UNION SELECT s.listing_id, a.code FROM stated s"
    " JOIN vocabulary_term t ON t.code = s.code JOIN vocabulary_termancestor p ON p.term_id = t.id"
    " JOIN vocabulary_term a ON a.id = p.ancestor_id"
)
_TERMS = (
    "SELECT l.id, l.use_terms_id FROM listings_listing l WHERE l.use_terms_id IS NOT NULL"
    f" UNION SELECT l.listing_id, f.use_terms_id {_SPECIMEN} WHERE l.on_hand > 0 AND f.id IS NOT NULL AND NOT {_ENDED}"
)
_CLAUSES = (
    f"SELECT o.listing_id, p #>> '{{}}' FROM ({_TERMS}) o (listing_id, terms_id)"
    " JOIN consent_usetermsset t ON t.id = o.terms_id, jsonb_path_query(t.terms, '$.**.code') p"
)
_REGION = "CASE o.country_code {} END".format(
    " ".join(f"WHEN '{country}' THEN '{region}'" for country, region in REGIONS.items())
)

FACETS: tuple[Definition, ...] = (
    Definition(
        "kind",
        "Only these kinds.",
        _LISTING.format("l.kind"),
        lambda values: {value: kind_of(value).title for value in values},
    ),
    Definition(
        "country",
        "Only from these countries, ISO 3166-1 alpha-2.",
        _UNIT.format("o.country_code"),
        _countries,
    ),
    Definition("region", "Only from these parts of the world.", f"{_UNIT.format(_REGION)}"),
    Definition("provider", "Only what these organisations offer, by key.", _UNIT.format("o.id::text"), _providers),
    Definition(
        "consortium",
        "Only what members of these consortia offer, by key; consortia that the viewer may not know of find nothing.",
        f"{_UNIT.format('m.consortium_id::text')} JOIN parties_consortiummembership m ON m.organisation_id = o.id"
        " WHERE m.since_on <= :on AND (m.until_on IS NULL OR m.until_on >= :on)",
        known_to=_consortia,
    ),
    Definition("sector", "Only from organisations of these sectors.", _UNIT.format("o.sector")),
    Definition("origin", "Only of this origin.", _LISTING.format("l.origin")),
    Definition(
        "diagnosis",
        "Only with one of these diseases or any below, by code, e.g. MONDO:0007254.",
        _WITH_ANCESTORS.format(_DISEASES),
        _terms,
        _diseases_meant,
        leaves_out_few_donors=True,
    ),
    Definition(
        "site",
        "Only from these places of the body.",
        f"{_SHARED.format('anatomical_site')} UNION SELECT listing_id, derived_from_site FROM kinds_cellline"
        " WHERE derived_from_site <> ''",
        leaves_out_few_donors=True,
    ),
    Definition(
        "material",
        "Only with these materials.",
        f"{_KEPT.format('material')} UNION SELECT listing_id, unnest(materials) FROM kinds_samplecollection",
    ),
    Definition("preservation", "Only preserved in these ways.", _KEPT.format("preservation")),
    Definition("temperature", "Only kept at these temperatures.", _KEPT.format("storage_temperature")),
    Definition(
        "species",
        "Only of these species.",
        "SELECT listing_id, species FROM kinds_cellline UNION SELECT listing_id, species FROM kinds_organism"
        " UNION SELECT listing_id, insert_species FROM kinds_plasmid WHERE insert_species <> ''"
        " UNION SELECT listing_id, unnest(target_species) FROM kinds_antibody",
    ),
    Definition(
        "sex",
        "Only of donors of this sex.",
        f"SELECT listing_id, lower(sex) FROM ({_SHARED.format('sex')}) p (listing_id, sex)"
        " UNION SELECT listing_id, lower(donor_sex) FROM kinds_cellline WHERE donor_sex <> ''",
        leaves_out_few_donors=True,
    ),
    Definition(
        "age",
        "Only of donors of these ages in years: 0-17, 18-39, 40-64 or 65+.",
        f"{_SHARED_AGE} UNION SELECT listing_id, {_BAND.format(_LINES_AGE)} FROM kinds_cellline"
        f" WHERE {_LINES_AGE} IS NOT NULL",
        leaves_out_few_donors=True,
    ),
    Definition(
        "biosafety",
        "Only of these biosafety levels, 1 to 4.",
        "SELECT listing_id, biosafety_level::text FROM stock_lot WHERE biosafety_level IS NOT NULL",
    ),
    Definition(
        "availability",
        "Only what can be asked for today: available.",
        f"SELECT l.listing_id, 'available' {_FREE}",
    ),
    Definition(
        "training",
        "Only what needs training, or does not: needed or not needed.",
        "SELECT listing_id, CASE WHEN is_training_required THEN 'needed' ELSE 'not needed' END FROM kinds_equipment"
        " WHERE is_training_required IS NOT NULL",
    ),
    Definition(
        "condition",
        "Only with these terms of use, by code of the Data Use Ontology, e.g. DUO:0000042.",
        _CLAUSES,
        lambda values: {value: TERMS[value].label if value in TERMS else value for value in values},
    ),
)
BY_NAME: Mapping[str, Definition] = {facet.name: facet for facet in FACETS}

# What the use of its best lots rests on, as `usability.Ground` says it: of those that can be asked for, else of all,
# else of the listing itself.
GROUND = Definition(
    "ground",
    "",
    f"""
    SELECT l.id, concat(l.origin, '|', l.use_terms_id, '|', b.is_specimen::text, '|', b.donor_terms, '|', b.standing)
    FROM listings_listing l LEFT JOIN LATERAL (
        SELECT is_free, bool_or(is_free) OVER () AS has_free, is_specimen, donor_terms, standing FROM (
            SELECT k.on_hand > k.held AND NOT {_ENDED} AS is_free, s.lot_id IS NOT NULL AS is_specimen,
                coalesce(f.use_terms_id::text, '') AS donor_terms,
                CASE WHEN c.id IS NULL THEN 'unknown' WHEN c.status = 'withdrawn' THEN 'withdrawn'
                    WHEN c.expires_on <= :on THEN 'expired' ELSE 'active' END AS standing
            FROM stock_lot k LEFT JOIN stock_specimen s ON s.lot_id = k.id
                LEFT JOIN consent_consentrecord c ON c.id = s.consent_id
                LEFT JOIN consent_consentform f ON f.id = c.form_id
            WHERE k.listing_id = l.id
        ) lots
    ) b ON b.is_free = b.has_free
    """,
)
MOST_QUANTITY = 1000
# How many can be asked for, as a listing tells it: nothing of fewer than ten donors, and no more than is ever wished.
QUANTITY = Definition(
    "quantity",
    "",
    f"SELECT l.listing_id, least(sum(l.on_hand - l.held), {MOST_QUANTITY})::text {_FREE} GROUP BY 1"
    f" HAVING count(DISTINCT s.donor_pseudonym) NOT BETWEEN 1 AND {FEWEST_DONORS - 1}",
)
# What a list is narrowed by, but not counted by.
UNSHOWN: tuple[Definition, ...] = (
    Definition("visibility", "", _LISTING.format("l.visibility")),
    Definition("unit", "", _LISTING.format("l.unit_id::text")),
    GROUND,
    QUANTITY,
)
