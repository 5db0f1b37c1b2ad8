"""Practice audits: the yearly programme, samples, gradings over several rounds, findings and what changed."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    """From a topic in the programme to the page a report prints about it."""

    name = "reviews.audits"
    label = "audits"
    verbose_name = "Audits"
    default_auto_field = "django.db.models.BigAutoField"
