"""Who may give which command: one file a room, read by ``tests/api/test_authorisation.py``."""
