"""Statements as somebody with write access to the tables would type them, and PostgreSQL's answer."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

# What pgtrigger's own protections answer.
PROTECTED = "P0001"


def refused(sqlstate: str, sentence: str, *statements: str, **values: Any) -> None:
    """Check that the statements, typed in one transaction, are refused so; deferred checks are due at once."""
    with pytest.raises(DatabaseError, match=sentence) as error:
        type_all(statements, values)
    assert error.value.__cause__.sqlstate == sqlstate  # type: ignore[union-attr]


def type_all(statements: tuple[str, ...], values: dict[str, Any]) -> None:
    """Run statements in one transaction, up to its end."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
