"""How the partnership runs itself: meetings and attendance, finance, priorities, glossary."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """The partnership's own registers."""

    name = "partnerships.governance"
    label = "governance"
    verbose_name = "Governance"
    default_auto_field = "django.db.models.BigAutoField"
