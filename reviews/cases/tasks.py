"""The register's daily task. It runs every hour and may run twice; the service reminds once a day."""

from celery import shared_task
from django.utils import timezone

from reviews.cases.services.reminders import reminders_send

EARLIEST = 7  # nobody wants it at midnight


@shared_task(name="cases.reminders_send")
def reminders() -> None:
    """Remind coordinators of what is due."""
    if timezone.localtime().hour >= EARLIEST:
        reminders_send(day=timezone.localdate())
