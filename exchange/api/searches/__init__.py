"""Searches that people have saved."""
