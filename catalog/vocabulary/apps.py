from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "catalog.vocabulary"
    label = "vocabulary"
