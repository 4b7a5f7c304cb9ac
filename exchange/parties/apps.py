from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "exchange.parties"
    label = "parties"
