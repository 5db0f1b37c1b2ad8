"""Training the partnership gives: courses, sessions, who came, what they thought and how far agencies are trained."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """From a course in the programme to the figures a report prints about it."""

    name = "partnerships.training"
    label = "training"
    verbose_name = "Training"
    default_auto_field = "django.db.models.BigAutoField"
