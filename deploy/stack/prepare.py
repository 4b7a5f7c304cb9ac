"""Bring database, static files and demo world up to date, in one process because starting Django costs a second."""

import django
from django.conf import settings
from django.core.management import call_command

from deploy.stack.progress import step


def main() -> None:
    with step("Reading the settings"):
        django.setup()
    with step("Migrating the database"):
        call_command("migrate", interactive=False, verbosity=0)
    with step("Collecting the front end's files"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    with step(f"Loading the demo world into {settings.DATA_DIR}"):
        call_command("load_demo", verbosity=0)


if __name__ == "__main__":
    main()
