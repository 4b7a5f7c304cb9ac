"""Photos and documents of listings: their part of the schema, and their bytes."""
