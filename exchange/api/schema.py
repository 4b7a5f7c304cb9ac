"""The one GraphQL schema, put together from the rooms' parts; `docs/api.md` says how to add to one."""

import graphene

from exchange.api.agreements import schema as agreements
from exchange.api.catalogue import schema as catalogue
from exchange.api.compliance import schema as compliance
from exchange.api.core.fields import FoundNode
from exchange.api.files import schema as files
from exchange.api.interchange import schema as interchange
from exchange.api.inventory import schema as inventory
from exchange.api.notify import schema as notify
from exchange.api.parties import schema as parties
from exchange.api.requests import schema as requests
from exchange.api.searches import schema as searches
from exchange.api.shipping import schema as shipping


class Query(
    parties.Query,
    catalogue.Query,
    searches.Query,
    inventory.Query,
    interchange.Query,
    compliance.Query,
    requests.Query,
    agreements.Query,
    shipping.Query,
    notify.Query,
    graphene.ObjectType,
):
    """What can be read."""

    node = FoundNode()


class Mutation(
    parties.Mutation,
    catalogue.Mutation,
    searches.Mutation,
    inventory.Mutation,
    files.Mutation,
    interchange.Mutation,
    compliance.Mutation,
    requests.Mutation,
    agreements.Mutation,
    shipping.Mutation,
    notify.Mutation,
    graphene.ObjectType,
):
    """What can be done."""


schema = graphene.Schema(query=Query, mutation=Mutation)
