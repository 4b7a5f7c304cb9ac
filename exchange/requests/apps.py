from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "exchange.requests"
    label = "requests"
