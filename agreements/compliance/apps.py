from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ComplianceConfig(AppConfig):
    name = "agreements.compliance"
    label = "compliance"

    def ready(self) -> None:
        post_migrate.connect(_load_shipped_rules, sender=self)


def _load_shipped_rules(using: str = "default", **_: Any) -> None:
    """Enter the shipped rules after each migration, once their table is there."""
    from django.db import connections

    from agreements.compliance.models import TransferRule
    from agreements.compliance.operations import load_shipped_rules

    if using == "default" and TransferRule._meta.db_table in connections[using].introspection.table_names():
        load_shipped_rules()
