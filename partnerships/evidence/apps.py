"""What partners notice through the year, kept in one place and chosen into reports later; words several areas share."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Evidence boxes and shared texts."""

    name = "partnerships.evidence"
    label = "evidence"
    verbose_name = "Evidence"
    default_auto_field = "django.db.models.BigAutoField"
