"""Builders of test data, one module a room; each row is valid on its own."""
