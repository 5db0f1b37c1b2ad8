"""One action log for the whole house: who does what by when, what came of it, and what difference it made."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Actions from reviews, audits, self-assessments, inspections, priorities, risks, challenges and meetings."""

    name = "partnerships.actions"
    label = "actions"
    verbose_name = "Actions"
    default_auto_field = "django.db.models.BigAutoField"
