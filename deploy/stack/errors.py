"""Failures that the person who started the stack can do something about."""


class StackError(Exception):
    """Say in one sentence what is missing or wrong, and what to do."""


class InUseError(StackError):
    """Somebody else runs a server on this folder."""
