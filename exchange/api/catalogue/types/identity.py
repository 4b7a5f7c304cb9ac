"""How a cell line stands to others."""

import graphene

from catalog.kinds.rules.str_match import Likeness
from catalog.quality.queries import MOST_NEIGHBOURS, MOST_PROFILES
from exchange.api.core.enums import enum_type
from exchange.api.core.types import type_of

StrLikeness = enum_type(
    Likeness,
    name="StrLikeness",
    RELATED="At least 80 % of the alleles match: the lines come from one donor.",
    IN_QUESTION="60 to 80 % match: the relation needs to be looked into.",
    UNRELATED="Fewer match: the lines come from two donors.",
    TOO_FEW_LOCI="Fewer than eight loci are reported for both, which decides nothing.",
)


class StrMatchType(graphene.ObjectType):
    """How alike two STR profiles are; amelogenin is left aside."""

    class Meta:
        name = "StrMatch"

    likeness = graphene.Field(StrLikeness, required=True, description="What the scores say.")
    loci = graphene.Int(required=True, description="How many loci are reported for both lines.")
    shared_alleles = graphene.Int(
        required=True, source="shared", description="How many alleles both lines have at those loci."
    )
    tanabe_percent = graphene.Float(required=True, description="Score of Tanabe, in percent.")
    masters_query_percent = graphene.Float(
        required=True, description="Score of Masters over the alleles of the line looked at, in percent."
    )
    masters_reference_percent = graphene.Float(
        required=True, description="Score of Masters over the alleles of the other line, in percent."
    )


class StrNeighbourType(graphene.ObjectType):
    """A cell line whose STR profile is like another's."""

    class Meta:
        name = "StrNeighbour"

    listing = graphene.Field(
        lambda: type_of("exchange.api.catalogue.types.ListingType"), required=True, description="One offer of it."
    )
    match = graphene.Field(StrMatchType, required=True, description="How alike it is.")


class StrComparisonType(graphene.ObjectType):
    """The lines of the catalogue like one line, as far as the viewer may see them."""

    class Meta:
        name = "StrComparison"

    neighbours = graphene.List(
        graphene.NonNull(StrNeighbourType),
        required=True,
        description=f"Related lines and those in question, the likest first; at most {MOST_NEIGHBOURS}.",
    )
    compared = graphene.Int(required=True, description="How many other lines of the species have a profile.")
    is_complete = graphene.Boolean(
        required=True,
        description=f"False where there are more than {MOST_PROFILES} such lines, and some were left out.",
    )
