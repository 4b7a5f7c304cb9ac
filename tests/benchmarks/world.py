"""A catalogue of any size in the product's own tables, as skewed as real ones: few places and words are common.

Its shares of kinds, places, diseases, materials, temperatures and terms, and its words, are those of a catalogue that
was measured before. One collection in ten has specimens of ten donors, so that what they share is counted.
"""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any, Self
from uuid import UUID

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import NOT_PROVIDED, Field, JSONField, Model

from catalog.consent.models import ConsentForm, ConsentRecord
from catalog.consent.rules import Modifier, Permission, UseTerms
from catalog.consent.rules.duo import COL, GRU, GSO, HMB, IRB, NCU, NMDS, NPU, NPUNCU, NRES, POA, PUB
from catalog.kinds.models import Antibody, CellLine, Dataset, Equipment, Protocol, SampleCollection, Service, Software
from catalog.listings.models import Listing
from catalog.stock.models import Lot, Specimen
from catalog.vocabulary.reading.icd10 import read_icd10
from catalog.vocabulary.reading.rows import TermRow
from tests.benchmarks.words import QUALITIES, WORDS
from tests.factories.consent import ConsentFormFactory, use_terms_set
from tests.factories.parties import OrganisationFactory, UnitFactory


@dataclass(frozen=True)
class Skewed:
    """Values of which some are drawn far more often than others."""

    values: Sequence[Any]
    weights: Sequence[float]

    @classmethod
    def of(cls, values: Sequence[Any], power: float = 0.9) -> Self:
        """Return values of which the first is by far the commonest."""
        return cls.weighted({value: 1 / (place + 1) ** power for place, value in enumerate(values)})

    @classmethod
    def weighted(cls, shares: Mapping[Any, float]) -> Self:
        return cls(list(shares), list(itertools.accumulate(shares.values())))

    def draw(self, random: Random) -> Any:
        return random.choices(self.values, cum_weights=self.weights)[0]


PUBLISHED = datetime(2026, 7, 1, tzinfo=UTC)
PORTION = 20_000
PROVIDERS = 300
DONORS = 200
_COUNTRIES = (
    "US GB DE NL SE FR IT ES FI NO DK CH AT BE CA AU JP CN KR IN BR MX ZA KE UG NG EG IL TR GR PL CZ HU RO BG HR SI SK"
    " EE LV LT IE PT MT CY LU IS RS UA GE AM AZ KZ UZ TH VN MY SG ID PH TW HK NZ AR CL CO PE UY EC CR CU MA TN GH SN ET"
    " TZ RW ZM ZW"
)
COUNTRIES = _COUNTRIES.split()
KINDS: dict[str, tuple[type[Model], float]] = {
    "sample_collection": (SampleCollection, 0.55),
    "dataset": (Dataset, 0.18),
    "cell_line": (CellLine, 0.08),
    "antibody": (Antibody, 0.07),
    "service": (Service, 0.05),
    "equipment": (Equipment, 0.04),
    "protocol": (Protocol, 0.02),
    "software": (Software, 0.01),
}
STOCKED = ("sample_collection", "cell_line", "antibody")
OF_PEOPLE = ("sample_collection", "dataset", "cell_line")
_MATERIALS = (
    "plasma serum whole_blood ffpe_block frozen_tissue dna rna pbmc urine saliva stool csf bone_marrow buffy_coat cfdna"
    " swab bal_fluid organoid slide hair milk sputum cord_blood synovial_fluid"
)
MATERIALS = _MATERIALS.split()
TEMPERATURES = Skewed.weighted({
    "room_temperature": 0.15, "2_to_10": 0.08, "minus_35_to_minus_18": 0.12, "minus_85_to_minus_60": 0.42,
    "nitrogen_vapour": 0.18, "nitrogen_liquid": 0.05,
})  # fmt: skip
KIND = Skewed.weighted({kind: share for kind, (_, share) in KINDS.items()})
MATERIAL = Skewed.of(MATERIALS, 0.8)
_SITES = "C50 C34 C18 C61 C64 C67 C16 C22 C25 C71 C73 C56 C44 C53 C54 C20 C15 C32 C76 C77 C42 C40 C49 C69"
SITES = _SITES.split()
SITE = Skewed.of(SITES, 0.7)
PERMISSIONS = Skewed.weighted({GRU: 0.42, HMB: 0.33, NRES: 0.2, POA: 0.05})
MODIFIERS = (NPU, NCU, NPUNCU, PUB, COL, IRB, GSO, NMDS)
COMMON = ("E11", "I10", "I21", "J45", "F32", "G30", "M05", "U07")
# Indexes that are quicker made at the end.
DEFERRED = ("listing_search", "listing_search_trgm", "listing_identifiers")
TABLES: tuple[type[Model], ...] = (Listing, Lot, Specimen, ConsentRecord, *(model for model, _ in KINDS.values()))


@dataclass
class World:
    """What listings are drawn from; the same seed draws the same listings."""

    units: Skewed
    terms: list[Any]
    consents: list[list[tuple[Any, str]]]

    @classmethod
    def found(cls, *, seed: int = 7) -> "World":
        """Make providers, terms of use and donors, and load the vocabularies."""
        random = Random(seed)
        call_command("load_vocabulary", verbosity=0)
        place = Skewed.of(COUNTRIES)
        places = [*COUNTRIES, *(place.draw(random) for _ in range(PROVIDERS - len(COUNTRIES)))]
        units = [UnitFactory.create(organisation=OrganisationFactory.create(country_code=place)) for place in places]
        sets = [use_terms_set(terms).pk for terms in _terms(random)]
        forms = [ConsentFormFactory.create(organisation=units[0].organisation, use_terms_id=key) for key in sets]
        return cls(Skewed.of([unit.pk for unit in units], 0.85), sets, [_donors(form) for form in forms])

    def load(self, numbers: range) -> None:
        """Write the listings of these numbers, committed, without the notes that changes leave."""
        _execute("SET statement_timeout = 0")
        deferred = _without_indexes()
        for table in TABLES:
            _execute(f"ALTER TABLE {table._meta.db_table} DISABLE TRIGGER USER")
        for first in range(numbers.start, numbers.stop, PORTION):
            with transaction.atomic():
                self._load(range(first, min(first + PORTION, numbers.stop)))
        for table in TABLES:
            _execute(f"ALTER TABLE {table._meta.db_table} ENABLE TRIGGER USER")
        for statement in deferred:
            _execute(statement)
        _execute("VACUUM ANALYZE")

    def _load(self, numbers: range) -> None:
        rows: dict[type[Model], list[dict[str, Any]]] = defaultdict(list)
        for model, row in itertools.chain.from_iterable(self._listing(number) for number in numbers):
            rows[model].append(row)
        for model, of_model in rows.items():
            copy(model, of_model)

    @cached_property
    def diseases(self) -> Skewed:
        """Return the leaves of ICD-10, cancers commonest of all."""
        rows = read_icd10().rows
        parents = {parent for row in rows for parent in row.parents}
        leaves = [row for row in rows if row.code not in parents]
        places = Random(7).sample(range(len(leaves)), len(leaves))
        return Skewed.weighted({leaf: _weight(_bare(leaf), place) for leaf, place in zip(leaves, places, strict=True)})

    def _listing(self, number: int) -> Iterator[tuple[type[Model], dict[str, Any]]]:
        random = Random(number)
        kind = KIND.draw(random)
        disease = self.diseases.draw(random) if random.random() < 0.78 else None
        disease = disease if kind in (*OF_PEOPLE, "protocol") else None
        code = _bare(disease) if disease else ""
        material = MATERIAL.draw(random)
        quality = disease.label if disease else random.choice(QUALITIES)
        what = material if kind in ("sample_collection", "cell_line") else kind
        title = f"{what.replace('_', ' ').capitalize()} - {quality}, {random.choice(QUALITIES)}"[:200]
        summary = " ".join(random.choices(WORDS, k=random.randint(14, 34))).capitalize() + "."
        key = UUID(int=random.getrandbits(128))
        terms = random.randrange(len(self.terms))
        yield (
            Listing,
            {
                "id": key,
                "unit_id": self.units.draw(random),
                "kind": kind,
                "provider_key": f"key-{number}",
                "title": title,
                "summary": summary,
                "origin": "human_coded" if kind in OF_PEOPLE else "not_human",
                "use_terms_id": self.terms[terms] if kind in ("dataset", "cell_line") else None,
                "visibility": "draft" if random.random() < 0.02 else "public",
                "published_at": PUBLISHED - timedelta(seconds=random.expovariate(1 / (200 * 86400))),
                "search_text": f"{title}\n{summary}",
            },
        )
        site = code[:3] if code[:3] in SITES else SITE.draw(random)
        yield KINDS[kind][0], {"listing_id": key, **_of_kind(kind, code, site, material)}
        if kind in STOCKED:
            yield from self._stock(random, key, kind, {"material": material, "site": site, "code": code, "form": terms})

    def _stock(
        self, random: Random, listing: UUID, kind: str, of: dict[str, Any]
    ) -> Iterator[tuple[type[Model], dict[str, Any]]]:
        on_hand = 0 if random.random() < 0.15 else int(random.expovariate(0.06)) + 1
        is_collection = kind == "sample_collection"
        donors = 10 if is_collection and random.random() < 0.1 else 1
        temperature = TEMPERATURES.draw(random)
        for place, (consent, donor) in enumerate(random.sample(self.consents[of["form"]], donors)):
            lot = UUID(int=random.getrandbits(128))
            level = None if is_collection else random.randint(1, 2)
            yield Lot, {"id": lot, "listing_id": listing, "code": f"L{place}", "unit": "vial", "on_hand": on_hand,
                        "biosafety_level": level}  # fmt: skip
            if is_collection:
                diagnosis = f"ICD10:{of['code']}" if of["code"] else ""
                yield Specimen, {
                    "lot_id": lot, "donor_pseudonym": donor, "consent_id": consent, "material": of["material"],
                    "anatomical_site": of["site"], "diagnosis_code": diagnosis, "storage_temperature": temperature,
                    "sex": random.choice(("male", "female")), "age": random.randint(1, 90), "age_unit": "years",
                }  # fmt: skip


def _of_kind(kind: str, code: str, site: str, material: str) -> dict[str, Any]:
    stated = [{"vocabulary": "ICD10", "code": code, "label": ""}] if code else []
    told: dict[str, dict[str, Any]] = {
        "sample_collection": {"materials": [material]},
        "dataset": {"access_tier": "controlled", "diseases": stated},
        "cell_line": {"species": "Homo sapiens", "diseases": stated, "derived_from_site": site},
        "antibody": {"target_species": ["Homo sapiens"]},
        "equipment": {"time_zone": "Europe/Brussels"},
        "protocol": {"number": "SOP", "version": "1"},
        "service": {"service_type": "assay"},
    }
    return told.get(kind, {})


def _bare(disease: TermRow) -> str:
    return disease.code.partition(":")[2]


def _weight(code: str, place: int) -> float:
    weight: float = 1 / (place + 1) ** 0.9
    if code.startswith("C"):
        weight *= 12 * (15 if code[:3] in ("C50", "C34", "C18", "C61") else 1)
    if code[:3] in COMMON:
        weight *= 12
    return weight * (0.15 if code[0] in "STVWXYZ" else 1)


def _terms(random: Random) -> Iterator[UseTerms]:
    """Yield two hundred different terms of use, of one permission and up to three conditions."""
    seen: set[tuple[str, ...]] = set()
    while len(seen) < 200:
        codes = (PERMISSIONS.draw(random), *sorted(random.sample(MODIFIERS, random.randrange(4))))
        if codes not in seen:
            seen.add(codes)
            yield UseTerms(
                permissions=(Permission(code=codes[0]),), modifiers=tuple(Modifier(code=code) for code in codes[1:])
            )


def _donors(form: ConsentForm) -> list[tuple[Any, str]]:
    made = ConsentRecord.objects.bulk_create(
        ConsentRecord(form=form, donor_pseudonym=f"donor-{number}") for number in range(DONORS)
    )
    return [(record.pk, record.donor_pseudonym) for record in made]


def copy(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows by COPY; what a row does not say is empty, as the model has it."""
    fields = [field for field in model._meta.concrete_fields if _is_written(field)]
    columns = ", ".join(str(field.column) for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as into,
    ):
        for row in rows:
            into.write_row([_column(field, row) for field in fields])


def _is_written(field: "Field[Any, Any]") -> bool:
    return not field.generated and field.db_default is NOT_PROVIDED


def _column(field: "Field[Any, Any]", row: Mapping[str, Any]) -> Any:
    value = row[field.attname] if field.attname in row else field.get_default()
    return json.dumps(value) if isinstance(field, JSONField) else value


def _without_indexes() -> list[str]:
    """Drop the indexes that are quicker made at the end; return the statements that make them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = ANY(%s)", [list(DEFERRED)])
        made = [definition for (definition,) in cursor.fetchall()]
    for name in DEFERRED:
        _execute(f"DROP INDEX {name}")
    return made


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
