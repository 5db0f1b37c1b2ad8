"""What agencies say in words: templates with prompts, rounds, contributions and every version of every answer."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    """Narrative contributions to a report."""

    name = "partnerships.contributions"
    label = "contributions"
    verbose_name = "Contributions"
    default_auto_field = "django.db.models.BigAutoField"
