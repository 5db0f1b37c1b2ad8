"""The need-to-know list, the read log, emergency access and its notice."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from smtplib import SMTPException
from typing import NoReturn

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.access import access_of
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models import Partnership, User
from reviews.cases import policies
from reviews.cases.models import Case, CaseAccess
from reviews.cases.selectors.keepers import coordinators_of, told_of
from reviews.cases.services.actions import circle_follow
from reviews.cases.services.trail import case_audit, register_audit
from safeguarding.lib.workflow import NotAllowed, Overtaken

logger = logging.getLogger(__name__)

EMERGENCY_HOURS = 24
NOTHING = "Nothing can be opened with this reference. Check it with the case review coordinator."


@transaction.atomic
def access_give(*, by: User, case: Case, person: User, reason: str, coordinates: bool = False) -> CaseAccess:
    """Put a member on the case's list. Raises NotAllowed for somebody who may read no case, or is on it already."""
    access = access_of(person, case.partnership)
    if not access.may(Permission.CASE_READ):
        raise NotAllowed("This person's role in the partnership does not allow reading cases.", code="person")
    if coordinates and not access.may(Permission.CASE_COORDINATE):
        raise NotAllowed("Only somebody with the role of case review coordinator can keep a case.", code="coordinates")
    if case.accesses.filter(user=person, ground=CaseAccess.Ground.NAMED, ended_at=None).exists():
        raise NotAllowed("This person is on the list already.", code="person")
    made = CaseAccess.objects.create(case=case, user=person, given_by=by, reason=reason, coordinates=coordinates)
    said = {"person": str(person), "reason": reason, "coordinates": coordinates}
    case_audit(by=by, action="case_access_given", case=case, after=said)
    circle_follow(by=by, case=case)
    return made


@transaction.atomic
def access_end(*, by: User, entry: CaseAccess) -> None:
    """Take somebody off the list at once. Raises NotAllowed for the last coordinator."""
    today = coordinators_of(entry.case.partnership)
    keepers = CaseAccess.objects.in_force().filter(case=entry.case, coordinates=True, user__in=today)
    locked = list(keepers.select_for_update().values_list("pk", flat=True))
    policies.check_not_last_coordinator(entry, len([pk for pk in locked if pk != entry.pk]))
    if not CaseAccess.objects.filter(pk=entry.pk, ended_at=None).update(ended_at=timezone.now(), ended_by=by):
        raise Overtaken("Somebody else has just ended this.", code="overtaken")
    case_audit(by=by, action="case_access_ended", case=entry.case, before={"person": str(entry.user)})
    circle_follow(by=by, case=entry.case)


def case_read(*, by: User, case: Case, page: str) -> None:
    """Write the read log: every page of a case that somebody was shown, or file they took away."""
    case_audit(by=by, action="case_read", case=case, after={"page": page})


@transaction.atomic
def register_exported(*, by: User, partnership: Partnership, cases: Sequence[Case]) -> None:
    """Write to the log of every case that it left in a file, and to the ledger how many did."""
    register_audit(by=by, action="register_exported", partnership=partnership, after={"cases": len(cases)})
    for case in cases:
        case_read(by=by, case=case, page="Tracker export")


def case_break_glass(*, by: User, partnership: Partnership, reference: str, reason: str) -> Case:
    """Open a case for a day to somebody not on its list, who must know its reference and say why.

    Its coordinators are told at once by a message that says nothing about the case; where they have all left, every
    coordinator of the partnership is. A wrong reference is answered
    with NotAllowed and written down too: whoever tries references leaves a trace each time.
    """
    wanted = reference.strip().upper()
    case = Case.objects.of(partnership).select_related("partnership").filter(reference=wanted).first()
    if case is None:
        _refused(by=by, partnership=partnership, reference=wanted, reason=reason)
    if not Case.objects.of(partnership).visible_to(by).filter(pk=case.pk).exists():
        _emergency_give(by=by, case=case, reason=reason)
    return case


@transaction.atomic
def emergency_notice(*, by: User, entry: CaseAccess) -> None:
    """Confirm that a coordinator knows of an emergency access. Confirming twice confirms once."""
    rows = CaseAccess.objects.filter(pk=entry.pk, noticed_at=None)
    if rows.update(noticed_at=timezone.now(), noticed_by=by):
        case_audit(by=by, action="case_emergency_noticed", case=entry.case, after={"person": str(entry.user)})


@transaction.atomic
def _emergency_give(*, by: User, case: Case, reason: str) -> None:
    CaseAccess.objects.create(
        case=case,
        user=by,
        given_by=by,
        ground=CaseAccess.Ground.EMERGENCY,
        reason=reason,
        expires_at=timezone.now() + timedelta(hours=EMERGENCY_HOURS),
    )
    case_audit(by=by, action="case_glass_broken", case=case, after={"reason": reason})
    transaction.on_commit(partial(_tell_coordinators, case, by))


def _refused(*, by: User, partnership: Partnership, reference: str, reason: str) -> NoReturn:
    # Not inside a transaction that the refusal would roll back: the attempt stays on record.
    said = {"reference": reference[:20], "reason": reason}
    register_audit(by=by, action="case_glass_refused", partnership=partnership, after=said)
    raise NotAllowed(NOTHING, code="reference")


def _tell_coordinators(case: Case, by: User) -> None:
    # After the commit, because the mail server may be slow. The row itself keeps the notice until it is confirmed.
    link = settings.SITE_URL.rstrip("/") + reverse("overview", args=[case.partnership.slug])
    body = render_to_string("cases/email/notice.txt", {"partnership": case.partnership, "link": link})
    for person in told_of(case).exclude(pk=by.pk):
        try:
            send_mail("Something for you to read in the portal", body, settings.DEFAULT_FROM_EMAIL, [person.email])
        except (OSError, SMTPException) as error:
            logger.warning("A notice of emergency access could not be sent: %s", error)
