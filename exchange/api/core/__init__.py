"""What every room's part of the API is made of. It knows GraphQL and the viewer, and no room."""
