"""The studio's place in Django."""

from django.apps import AppConfig


class StudioConfig(AppConfig):
    """Reports as they are written; publishing builds on it."""

    name = "reports.studio"
    label = "studio"
    verbose_name = "Report studio"
    default_auto_field = "django.db.models.BigAutoField"
