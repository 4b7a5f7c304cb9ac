from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "agreements.compliance"
    label = "compliance"
