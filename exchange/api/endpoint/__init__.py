"""POST /graphql: GraphQL over HTTP, with its limits."""
