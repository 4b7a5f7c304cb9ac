"""Install the schema of the task queue and the table of the cache.

The queue is there even where RabbitMQ carries the tasks, so that a system may change its broker without a migration.
"""

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from pgmq.install import get_embedded_install_sql


def install_queue(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Run the SQL of the pinned wheel, unless a server extension provides the schema."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select 1 from pg_namespace where nspname = 'pgmq'")
        if cursor.fetchone() is None:
            cursor.execute(get_embedded_install_sql())


def create_cache(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunPython(install_queue, migrations.RunPython.noop),
        migrations.RunPython(create_cache, migrations.RunPython.noop),
    ]
