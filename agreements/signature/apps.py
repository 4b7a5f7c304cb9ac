from django.apps import AppConfig


class SignatureConfig(AppConfig):
    name = "agreements.signature"
    label = "signature"
