"""The shipping room's part of the API."""
