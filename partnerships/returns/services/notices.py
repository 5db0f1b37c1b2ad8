"""Telling people by e-mail that a return waits for them. The e-mail says so and nothing else."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.returns.models import Return, ReturnNotice
from partnerships.returns.selectors.notices import notices_waiting, people_waited_for
from safeguarding.lib.queue import send_on_commit

logger = logging.getLogger(__name__)
SEND_TASK = "returns.notices_send"


def notices_ask(*, by: User, of_return: Return) -> None:
    """Note that whoever acts next is to be told, apart from `by`, and wake the worker on commit.

    Call inside the transaction that moves the return. A person told already and not yet reached is told once.
    """
    people = people_waited_for(of_return).exclude(pk=by.pk)
    # Rows about a state that is over make way for the new one.
    ReturnNotice.objects.filter(of_return=of_return, sent_at=None).delete()
    made = [ReturnNotice(of_return=of_return, person=person, status=of_return.status) for person in people]
    if ReturnNotice.objects.bulk_create(made):
        send_on_commit(SEND_TASK)


def notices_send() -> int:
    """Send every notice that waits; return how many went out. May run twice and at the same time.

    A notice about a state the return has left meanwhile is dropped.
    """
    sent = 0
    for notice in notices_waiting():
        rows = ReturnNotice.objects.filter(pk=notice.pk, sent_at=None)
        if notice.status != notice.of_return.status or not notice.person.is_active:
            rows.delete()
        elif rows.update(sent_at=timezone.now()):
            sent += _mail(notice)
    return sent


def _mail(notice: ReturnNotice) -> bool:
    partnership = notice.of_return.collection.partnership
    link = settings.SITE_URL.rstrip("/") + reverse("overview", args=[partnership.slug])
    body = render_to_string("returns/email/waiting.txt", {"partnership": partnership, "link": link})
    try:
        send_mail("Something waits for you in the portal", body, settings.DEFAULT_FROM_EMAIL, [notice.person.email])
    except (OSError, SMTPException) as error:
        logger.warning("A notice about a return could not be sent: %s", error)
        ReturnNotice.objects.filter(pk=notice.pk).update(sent_at=None)  # the sweep tries again
        return False
    return True
