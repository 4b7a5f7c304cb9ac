"""The facts of a transfer that rules ask for: one entry a fact, read by files, rules and the documentation alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class FactKind(StrEnum):
    """What a fact holds, and so what can be asked of it."""

    COUNTRY = "country"  # ISO 3166-1 alpha-2
    COUNTRIES = "countries"  # a list of them
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"  # a list of them
    DAY = "day"
    NUMBER = "number"
    PERSONS = "persons"  # entries of category, persons and, of an earlier transfer, its day


@dataclass(frozen=True)
class Fact:
    """One thing that is known of a transfer, or not."""

    kind: FactKind
    says: str
    choices: frozenset[str] = frozenset()
    is_derived: bool = False


@dataclass(frozen=True)
class PersonCount:
    """How many persons' data of a category go, or went on an earlier day, to the same recipient."""

    category: str
    persons: int
    on: date | None = None


@dataclass(frozen=True)
class Known:
    """What is known of a fact: its values, and whether these are all.

    Several values, or one of a set that is not known whole, answer a question only as far as they go.
    """

    values: frozenset[str | int | bool | date]
    is_whole: bool = True


Said = str | int | bool | date | frozenset[str] | tuple[PersonCount, ...]


@dataclass(frozen=True)
class Facts:
    """What is said of one transfer; what is not said is not known.

    Args:
        unknown: names of facts that were given, with a value that nobody can place, such as a country XX.
    """

    said: Mapping[str, Said] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()


# Categories of data of 28 CFR 202.205; material from which data could be derived counts as they do.
CATEGORIES = frozenset(
    {
        "biometric",
        "epigenomic",
        "financial",
        "genomic",
        "geolocation",
        "health",
        "identifiers",
        "proteomic",
        "specimens",
        "transcriptomic",
    }
)
SECTORS = frozenset({"academic", "government", "hospital", "industry", "nonprofit"})
MATERIALS = frozenset(
    {
        "antibody",
        "blood",
        "bone_marrow",
        "cell_line",
        "cells",
        "compound",
        "data",
        "dna",
        "faeces",
        "microbial_culture",
        "organ",
        "organism",
        "plasma",
        "plasmid",
        "rna",
        "saliva",
        "serum",
        "tissue",
        "toxin",
        "urine",
    }
)

K = FactKind
FACTS: Mapping[str, Fact] = {
    # -- from where to where --
    "origin_country": Fact(K.COUNTRY, "Where the donor gave the material, or the organism was collected."),
    "provider_country": Fact(K.COUNTRY, "Where the organisation is that gives."),
    "recipient_country": Fact(K.COUNTRY, "Where the organisation is that receives."),
    "access_countries": Fact(K.COUNTRIES, "Where the people work who will use it, collaborators and former staff too."),
    "provider_sector": Fact(K.CHOICE, "Sector of the organisation that gives.", SECTORS),
    "recipient_sector": Fact(K.CHOICE, "Sector of the organisation that receives.", SECTORS),
    "is_recipient_dpf_certified": Fact(
        K.FLAG, "Whether the recipient is certified under the EU-US Data Privacy Framework."
    ),
    "is_covered_person": Fact(
        K.FLAG, "Whether somebody with access is a covered person of 28 CFR 202.211, wherever they are."
    ),
    # -- what goes --
    "material": Fact(K.CHOICE, "What goes; data when nothing but data goes.", MATERIALS),
    "is_human": Fact(K.FLAG, "Whether it comes from people."),
    "is_personal_data": Fact(
        K.FLAG, "Whether data go with it that are about persons, pseudonymised ones included; not when anonymous."
    ),
    "persons": Fact(
        K.PERSONS,
        "How many persons' data of each category go now, without `on`, or went to the same recipient before, on that"
        " day. Category `specimens` counts the donors of material.",
        CATEGORIES,
    ),
    "collected_on": Fact(K.DAY, "When the material or the organism was collected."),
    "is_infectious": Fact(K.FLAG, "Whether it is known or likely to carry an agent that infects people or animals."),
    "is_select_agent": Fact(K.FLAG, "Whether it is or carries an agent of 42 CFR 73 or 9 CFR 121."),
    "is_animal_derived": Fact(K.FLAG, "Whether it comes from animals or was grown in what comes from them."),
    "is_primate": Fact(K.FLAG, "Whether the animal is a primate."),
    "is_cites_listed": Fact(K.FLAG, "Whether the species is in an appendix of CITES."),
    "is_genetically_modified": Fact(K.FLAG, "Whether it is a genetically modified organism."),
    "public_since": Fact(K.DAY, "Since when the line can be had by anybody."),
    # -- for what --
    "purpose": Fact(K.CHOICE, "What it is used for.", frozenset({"clinical", "commercial", "education", "research"})),
    "funders": Fact(
        K.CHOICES, "Whose support matters; an empty list when none.", frozenset({"nih", "us_federal", "other"})
    ),
    "consent_scope": Fact(K.CHOICE, "How the donor's consent is worded.", frozenset({"broad", "specific"})),
    "is_collaboration": Fact(K.FLAG, "Whether an approved project joins an institution of the country of origin."),
    "has_ethics_approval": Fact(K.FLAG, "Whether a recognised research ethics committee approved the project."),
    # -- how --
    "transport": Fact(K.CHOICE, "How it travels.", frozenset({"air", "electronic", "none", "rail", "road", "sea"})),
    "un_class": Fact(
        K.CHOICE,
        "How it is classed for transport.",
        frozenset({"category_a", "category_b", "exempt_human_specimen", "not_regulated"}),
    ),
    "dry_ice_kg": Fact(K.NUMBER, "Net mass of dry ice in kg."),
    # -- what follows from the above --
    "destinations": Fact(K.COUNTRIES, "The recipient's country and those with access.", is_derived=True),
    "crosses_border": Fact(K.FLAG, "Whether a destination is another country than the provider's.", is_derived=True),
    "moves_material": Fact(K.FLAG, "Whether more than data goes.", is_derived=True),
    **{
        f"persons_{category}": Fact(
            K.NUMBER,
            f"Persons with {category.replace('_', ' ')} data, summed over the twelve months up to the day.",
            is_derived=True,
        )
        for category in sorted(CATEGORIES - {"specimens"})
    },
    "persons_specimens": Fact(K.NUMBER, "Donors of material, summed in the same way.", is_derived=True),
}
NOWHERE = Known(frozenset(), is_whole=False)


def known(facts: Facts, name: str, *, on: date) -> Known:
    """Return what is known of a fact on a day; nothing, for one that nobody gave."""
    if name in facts.unknown:
        return Known(_values(facts.said.get(name)), is_whole=False)
    if name.startswith("persons_"):
        return _persons(facts, name.removeprefix("persons_"), on)
    if name in _DERIVED:
        return _DERIVED[name](facts, on)
    return Known(_values(facts.said[name])) if name in facts.said else NOWHERE


def _values(said: Said | None) -> frozenset[str | int | bool | date]:
    if said is None or isinstance(said, tuple):
        return frozenset()
    return frozenset(said) if isinstance(said, frozenset) else frozenset({said})


def _destinations(facts: Facts, on: date) -> Known:
    recipient, access = known(facts, "recipient_country", on=on), known(facts, "access_countries", on=on)
    return Known(recipient.values | access.values, recipient.is_whole and access.is_whole)


def _crosses_border(facts: Facts, on: date) -> Known:
    provider, destinations = known(facts, "provider_country", on=on), _destinations(facts, on)
    if not provider.values:
        return NOWHERE
    if destinations.values - provider.values:
        return Known(frozenset({True}))
    return Known(frozenset({False})) if destinations.is_whole else NOWHERE


def _moves_material(facts: Facts, on: date) -> Known:
    material = known(facts, "material", on=on)
    return Known(frozenset({material.values != {"data"}})) if material.is_whole else NOWHERE


def _persons(facts: Facts, category: str, on: date) -> Known:
    counts = facts.said.get("persons")
    if not isinstance(counts, tuple):
        return NOWHERE
    since = _a_year_before(on)
    return Known(
        frozenset(
            {
                sum(
                    one.persons
                    for one in counts
                    if one.category == category and (one.on is None or since < one.on <= on)
                )
            }
        )
    )


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # a leap day
        return date(day.year - 1, 2, 28)


_DERIVED = {"destinations": _destinations, "crosses_border": _crosses_border, "moves_material": _moves_material}
