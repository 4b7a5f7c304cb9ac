from importlib import import_module

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "catalog.interchange"
    label = "interchange"

    def ready(self) -> None:
        """Register the tasks in every process, since the handlers send them by name."""
        import_module("catalog.interchange.tasks")
