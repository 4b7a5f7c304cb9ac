from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    name = "exchange.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Let every room register its handlers of outbox events."""
        autodiscover_modules("handlers")
