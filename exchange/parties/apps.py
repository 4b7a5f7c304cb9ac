from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "exchange.parties"
    label = "parties"

    def ready(self) -> None:
        # Connects the receivers of allauth's signals.
        from exchange.parties import sign_in  # noqa: F401
