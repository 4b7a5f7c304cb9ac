"""The compliance room's part of the API."""
