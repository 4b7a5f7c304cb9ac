from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "catalog.interchange"
    label = "interchange"
