"""Reminding coordinators by e-mail that something is due. The e-mail says so and nothing else."""

import logging
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from partnerships.directory.models import Partnership, User
from reviews.cases.models import Reminder
from reviews.cases.selectors.reminders import people_to_remind

logger = logging.getLogger(__name__)


def reminders_send(*, day: date) -> int:
    """Remind everybody with a deadline or question of theirs that is near or late; return how many were reminded.

    May run twice: a person gets one reminder a day at most for each partnership, and of the same things one a week.
    """
    return sum(_remind(person, partnership, day, told) for person, partnership, told in people_to_remind(day))


def _remind(person: User, partnership: Partnership, day: date, told: list[str]) -> bool:
    with transaction.atomic():
        _, new = Reminder.objects.get_or_create(partnership=partnership, user=person, day=day, defaults={"told": told})
    if not new:
        return False
    link = settings.SITE_URL.rstrip("/") + reverse("overview", args=[partnership.slug])
    body = render_to_string("cases/email/reminder.txt", {"partnership": partnership, "link": link})
    try:
        send_mail("Something is due in the portal", body, settings.DEFAULT_FROM_EMAIL, [person.email])
    except (OSError, SMTPException) as error:
        logger.warning("A reminder could not be sent: %s", error)
        Reminder.objects.filter(partnership=partnership, user=person, day=day).delete()  # tried again next time
        return False
    return True
