"""The loaders' app."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Has no tables: only commands and data files."""

    name = "demonstration"
    label = "demonstration"
