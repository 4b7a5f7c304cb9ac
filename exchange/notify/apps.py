from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "exchange.notify"
    label = "notify"
