from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "catalog.search"
    label = "search"

    def ready(self) -> None:
        from catalog.search.triggers import install

        post_migrate.connect(install, sender=self)
