"""From a signed report to files that can be given out: snapshots, builds, editions, downloads."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The room that prints. It reads the studio and no other room."""

    name = "reports.publishing"
    label = "publishing"
    verbose_name = "Publishing"
    default_auto_field = "django.db.models.BigAutoField"
