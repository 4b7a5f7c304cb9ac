from django.apps import AppConfig


class ListingsConfig(AppConfig):
    name = "catalog.listings"
    label = "listings"
