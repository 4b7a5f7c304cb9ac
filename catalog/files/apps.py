from importlib import import_module

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "catalog.files"
    label = "files"

    def ready(self) -> None:
        """Register the tasks in every process, since the handlers send them by name."""
        import_module("catalog.files.tasks")
