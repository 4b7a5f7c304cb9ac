"""GA4GH Beacon v2 at /beacon/v2: counts for everybody, never a record."""
