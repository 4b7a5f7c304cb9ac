from django.apps import AppConfig


class ShippingConfig(AppConfig):
    name = "exchange.shipping"
    label = "shipping"
