"""Who we are: people, partnerships, areas, organisations, agencies, roles, and the audit trail."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The room every other room of the partnerships wing stands on."""

    name = "partnerships.directory"
    label = "directory"
    verbose_name = "Directory"
    default_auto_field = "django.db.models.BigAutoField"
