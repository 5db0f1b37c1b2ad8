"""Self-assessment: tools as versioned data, rounds, and the statistics of a round."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Self-assessment tools and rounds."""

    name = "partnerships.assessments"
    label = "assessments"
    verbose_name = "Self-assessment"
    default_auto_field = "django.db.models.BigAutoField"
