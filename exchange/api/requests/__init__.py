"""The requests room's part of the API."""
