"""Uploads and imports in the API."""
