"""graphene-django, and what one GraphQL document may ask for."""

from exchange.settings.environment import env
from exchange.settings.places import BASE_DIR

GRAPHENE = {"SCHEMA": "exchange.api.schema.schema", "CAMELCASE_ERRORS": True}
GRAPHQL_INTROSPECTION = env.boolean("GRAPHQL_INTROSPECTION", default=True)

# The page's own documents, written by graphql-codegen: {SHA-256: document}.
_GENERATED = BASE_DIR / "frontend" / "src" / "graphql"
GRAPHQL_DOCUMENTS = env.path("GRAPHQL_DOCUMENTS", _GENERATED / "persisted-documents.json")
# Answer sessions and anonymous viewers the page's documents only; API tokens may send any.
GRAPHQL_PERSISTED_ONLY = env.boolean("GRAPHQL_PERSISTED_ONLY", default=False)

GRAPHQL_MAX_BODY_BYTES = env.integer("GRAPHQL_MAX_BODY_BYTES", 256 * 1024, minimum=1024)
GRAPHQL_MAX_TOKENS = env.integer("GRAPHQL_MAX_TOKENS", 2000, minimum=100)
# An introspection query of graphql-js nests 15 fields.
GRAPHQL_MAX_DEPTH = env.integer("GRAPHQL_MAX_DEPTH", 16, minimum=1)
GRAPHQL_MAX_ALIASES = env.integer("GRAPHQL_MAX_ALIASES", 30)
GRAPHQL_MAX_DIRECTIVES = env.integer("GRAPHQL_MAX_DIRECTIVES", 30)
# Objects that the answer may hold at most; three nested pages of 20 with a relation each are 16,840.
GRAPHQL_MAX_COST = env.integer("GRAPHQL_MAX_COST", 25_000, minimum=1)

# Each viewer's bucket: requests at once, and per second on end. A burst of 0 switches the limit off.
GRAPHQL_RATE_BURST = env.integer("GRAPHQL_RATE_BURST", 300)
GRAPHQL_RATE_PER_SECOND = env.integer("GRAPHQL_RATE_PER_SECOND", 20, minimum=1)
