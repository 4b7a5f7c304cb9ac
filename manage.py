#!/usr/bin/env python
"""Run a management command; without DATABASE_URL on the embedded PostgreSQL under DATA_DIR."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from deploy.stack.postgres import serving

# These read files only; a database would just make them slower.
COMMANDS_WITHOUT_DATABASE = {
    "collectstatic",
    "export_schema",
    "help",
    "match_consent",
    "print_consent_rules",
    "version",
    "write_docs",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "exchange.settings.dev")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if os.environ.get("DATABASE_URL") or command in COMMANDS_WITHOUT_DATABASE:
        execute_from_command_line(sys.argv)
        return
    data_dir = Path(os.environ.get("DATA_DIR") or Path(__file__).resolve().parent / "var").absolute()
    with serving(data_dir / "postgres") as address:
        os.environ["DATABASE_URL"] = address
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
