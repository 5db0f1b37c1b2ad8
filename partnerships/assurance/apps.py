"""Assurance: what could go wrong, who was challenged, what inspectors found, what is feared and where it is written."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    """Registers of risks, challenges, inspections, threat assessments, documents and the law behind the report."""

    name = "partnerships.assurance"
    label = "assurance"
    verbose_name = "Assurance"
    default_auto_field = "django.db.models.BigAutoField"
