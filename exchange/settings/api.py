"""graphene-django, and what one GraphQL document may ask for."""

from exchange.settings.environment import env

GRAPHENE = {"SCHEMA": "exchange.api.schema.schema", "CAMELCASE_ERRORS": True}
GRAPHQL_INTROSPECTION = env.boolean("GRAPHQL_INTROSPECTION", default=True)
