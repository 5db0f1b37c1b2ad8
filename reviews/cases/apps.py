"""Case reviews: notifications, rapid reviews, practice reviews, SARs and others, need-to-know throughout."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The confidential register."""

    name = "reviews.cases"
    label = "cases"
    verbose_name = "Case reviews"
    default_auto_field = "django.db.models.BigAutoField"
