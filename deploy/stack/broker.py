"""The task queue on PostgreSQL, seen by the supervisor of its only worker."""

import psycopg
from psycopg import sql


def give_back_interrupted(database_url: str) -> int:
    """Make visible again what a killed worker had read but not finished; return how many tasks.

    Without this they wait for their visibility timeout. Only right while no worker runs on this database.
    """
    given_back = 0
    with psycopg.connect(database_url) as connection:
        if connection.execute("select to_regclass('pgmq.meta')").fetchone() == (None,):
            return 0
        for (queue,) in connection.execute("select queue_name from pgmq.meta order by queue_name").fetchall():
            # pgmq keeps the messages of a queue in a table named after it.
            table = sql.Identifier("pgmq", f"q_{queue}")
            update = sql.SQL("update {} set vt = clock_timestamp() where read_ct > 0 and vt > clock_timestamp()")
            given_back += connection.execute(update.format(table)).rowcount
    return given_back
