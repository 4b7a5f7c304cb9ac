"""What the viewer may mean while typing."""

import graphene
from graphql import GraphQLResolveInfo

from catalog.search.queries.suggesting import FEWEST_LETTERS, MOST_OF_A_KIND, Suggestion, suggestions
from exchange.api.catalogue import enums
from exchange.api.catalogue.types import ListingType
from exchange.api.core.errors import ClientError
from exchange.api.core.peers import Peers

FIRST = 5


class ListingSuggestionType(graphene.ObjectType):
    """Something that a person may mean who is typing."""

    class Meta:
        name = "ListingSuggestion"

    kind = graphene.Field(enums.SuggestionKind, required=True, description="What is suggested.")
    label = graphene.String(required=True, description="For people.")
    matched = graphene.String(
        required=True, description="The synonym or identifier that the text meets; empty where the label does."
    )
    value = graphene.String(description="As the argument of `listings` takes it; null for a listing.")
    count = graphene.Int(description="How many listings the viewer finds by the value; null for a listing.")
    listing = graphene.Field(ListingType, description="The listing; null for other kinds.")

    def resolve_value(self: Suggestion, info: GraphQLResolveInfo) -> str | None:
        return self.value or None


def suggested(root: None, info: GraphQLResolveInfo, *, text: str, first: int | None = None) -> list[Suggestion]:
    most = FIRST if first is None else first
    if not 1 <= most <= MOST_OF_A_KIND:
        raise ClientError(f"Ask for 1 to {MOST_OF_A_KIND}.", field="first")
    found = suggestions(info.context.viewer, text, most=most, now=info.context.now)
    Peers([one.listing for one in found if one.listing])
    return found


listing_suggestions = graphene.List(
    graphene.NonNull(ListingSuggestionType),
    required=True,
    text=graphene.String(
        required=True, description=f"What is typed so far; fewer than {FEWEST_LETTERS} letters mean nothing."
    ),
    first=graphene.Int(description=f"How many of each kind, at most {MOST_OF_A_KIND}; {FIRST} if not given."),
    resolver=suggested,
    description="What a text may mean that is still typed, kind by kind: what bears the identifier that it is, other"
    " listings by title, synonym or identifier, diseases and providers. One letter of each word may be wrong.",
)
