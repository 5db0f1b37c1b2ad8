"""Handing in, approving, sending back and reopening a contribution."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.contributions.models import Contribution
from partnerships.contributions.policies import TRANSITIONS
from partnerships.contributions.services import (
    comment_settle,
    contribution_approve,
    contribution_reopen,
    contribution_send_back,
    contribution_submit,
)
from partnerships.directory.models import AuditEvent, User
from safeguarding.lib.workflow import NotAllowed
from tests.contributions.factories import answered, contribution_made, submitted_made
from tests.support.cast import Cast


def post(person: User, cast: Cast, name: str, made: Contribution, **data: str) -> str:
    client = Client()
    client.force_login(person)
    url = reverse(f"contribution_{name}", args=[cast.a.slug, made.pk])
    return client.post(url, data, follow=True).content.decode()


def test_a_contribution_is_submitted_once_every_required_prompt_is_answered(cast: Cast) -> None:
    made = contribution_made(cast.a, cast.agency)
    page = post(cast.lead, cast, "submit", made)
    assert "Answer “Agency context” and “Key successes”" in page
    answered(made, cast.contributor)
    assert "has been submitted" in post(cast.lead, cast, "submit", made)
    made.refresh_from_db()
    assert (made.status, made.submitted_by) == ("submitted", cast.lead)


def test_a_double_click_submits_once(cast: Cast) -> None:
    made = answered(contribution_made(cast.a, cast.agency), cast.lead)
    for _ in range(2):
        assert "has been submitted" in post(cast.lead, cast, "submit", made)
    assert AuditEvent.objects.filter(action="contribution_submit").count() == 1


def test_nobody_approves_what_they_submitted(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.manager)
    assert "somebody else has to approve it" in post(cast.manager, cast, "approve", made)
    assert "has been approved" in post(cast.second_manager, cast, "approve", made)
    made.refresh_from_db()
    assert (made.status, made.approved_by) == ("approved", cast.second_manager)


def test_the_database_refuses_one_person_as_both(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.filter(pk=made.pk).update(approved_by=cast.lead, approved_at=made.submitted_at)


def test_sending_back_needs_a_comment_which_the_agency_then_reads(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead)
    assert "Say what has to change" in post(cast.manager, cast, "send_back", made)
    assert "back with its contributor" in post(cast.manager, cast, "send_back", made, comment="Name the audit.")
    client = Client()
    client.force_login(cast.contributor)
    page = client.get(reverse("contribution_detail", args=[cast.a.slug, made.pk])).content.decode()
    assert "Name the audit." in page
    assert "Returned for change" in page


def test_a_comment_has_to_be_settled_in_words_before_it_is_handed_in_again(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead)
    contribution_send_back(by=cast.manager, contribution=made, comment="Name the audit.")
    assert "A comment is not settled." in post(cast.lead, cast, "submit", made)
    comment = made.comments.get()
    client = Client()
    client.force_login(cast.lead)
    url = reverse("contribution_comment_settle", args=[cast.a.slug, made.pk, comment.pk])
    assert "Name the audit." in client.get(url).content.decode()
    assert "Say what was done about it" in client.post(url).content.decode()
    page = client.post(url, {"how": "The audit of May is named."}, follow=True).content.decode()
    assert "1 settled comment" in page
    assert "The audit of May is named." in page
    comment_settle(by=cast.manager, comment=comment, how="Later")
    comment.refresh_from_db()
    assert (comment.settled_by, comment.settled_how) == (cast.lead, "The audit of May is named.")
    assert "has been submitted" in post(cast.lead, cast, "submit", made)


def test_an_approved_one_is_reopened_with_a_reason(cast: Cast) -> None:
    made = contribution_approve(by=cast.manager, contribution=submitted_made(cast.a, cast.agency, cast.lead))
    with pytest.raises(NotAllowed):
        contribution_reopen(by=cast.manager, contribution=made, comment=" ")
    reopened = contribution_reopen(by=cast.manager, contribution=made, comment="A figure was wrong.")
    assert (reopened.status, reopened.approved_by) == ("returned", None)


def test_a_draft_can_neither_be_sent_back_nor_approved(cast: Cast) -> None:
    made = contribution_made(cast.a, cast.agency)
    with pytest.raises(NotAllowed):
        contribution_approve(by=cast.manager, contribution=made)
    with pytest.raises(NotAllowed):
        contribution_send_back(by=cast.manager, contribution=made, comment="Why")


def test_every_move_is_in_the_audit_trail(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead)
    contribution_send_back(by=cast.manager, contribution=made, comment="More")
    comment_settle(by=cast.lead, comment=made.comments.get(), how="Done")
    contribution_submit(by=cast.lead, contribution=made)
    contribution_approve(by=cast.manager, contribution=made)
    contribution_reopen(by=cast.manager, contribution=made, comment="Less")
    events = AuditEvent.objects.filter(object_id=str(made.pk), object_type="contributions.contribution")
    actions = [event.action.removeprefix("contribution_") for event in events.order_by("id")]
    assert actions == ["add", "submit", "send_back", "comment_settle", "submit", "approve", "reopen"]


def test_the_table_of_moves_is_the_one_people_know() -> None:
    assert TRANSITIONS.diagram() == (
        "stateDiagram-v2\n"
        "    draft --> submitted: submit\n"
        "    returned --> submitted: submit\n"
        "    submitted --> returned: send back\n"
        "    submitted --> approved: approve\n"
        "    approved --> returned: reopen\n"
        "    draft --> withdrawn: withdraw\n"
        "    returned --> withdrawn: withdraw\n"
        "    submitted --> withdrawn: withdraw\n"
        "    withdrawn --> returned: ask again"
    )
