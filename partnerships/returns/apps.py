"""What agencies hand in: indicators, collections, returns and the figures in them."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Quarterly figures, from the definition of an indicator to the accepted value."""

    name = "partnerships.returns"
    label = "returns"
    verbose_name = "Returns"
    default_auto_field = "django.db.models.BigAutoField"
