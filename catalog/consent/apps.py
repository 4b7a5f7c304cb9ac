from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "catalog.consent"
    label = "consent"
