"""The register's daily tasks. They run every hour and may run twice; the service reminds once a day."""

from celery import shared_task
from django.utils import timezone

from reviews.cases.services.leaving import access_end_for_leavers
from reviews.cases.services.reminders import reminders_send

EARLIEST = 7  # nobody wants it at midnight


@shared_task(name="cases.reminders_send")
def reminders() -> None:
    """Remind coordinators of what is due."""
    if timezone.localtime().hour >= EARLIEST:
        reminders_send(day=timezone.localdate())


@shared_task(name="cases.access_end_for_leavers")
def leavers() -> None:
    """Take people who have left the partnership off the lists of its cases."""
    access_end_for_leavers(today=timezone.localdate())
