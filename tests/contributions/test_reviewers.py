"""Several who have to approve, comments against answers, withdrawal, more time, and who may write a statement."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from partnerships.contributions.attention import attention
from partnerships.contributions.models import Approval, Contribution, ContributionRound
from partnerships.contributions.printed import printed_contributions
from partnerships.contributions.selectors import round_boards
from partnerships.contributions.services import (
    answer_save,
    comment_add,
    comment_settle,
    contribution_add,
    contribution_approve,
    contribution_ask_again,
    contribution_extend,
    contribution_send_back,
    contribution_submit,
    contribution_withdraw,
    round_change,
)
from partnerships.directory.authz.access import access_of
from partnerships.directory.models import User
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.contributions.factories import answered, contribution_made, round_made, submitted_made
from tests.support.cast import Cast

BOTH = ["board_manager", "chair"]
PAGE_QUERIES = 10


def post(person: User, cast: Cast, name: str, made: Contribution, **data: str) -> str:
    client = Client()
    client.force_login(person)
    url = reverse(f"contribution_{name}", args=[cast.a.slug, made.pk])
    return client.post(url, data, follow=True).content.decode()


def seen(person: User, cast: Cast, made: Contribution) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse("contribution_detail", args=[cast.a.slug, made.pk])).content.decode()


def test_all_who_have_to_approve_must_and_only_then_is_it_approved(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead, approvers=BOTH)
    assert "Your approval of Alderbrook Council is kept." in post(cast.manager, cast, "approve", made)
    made.refresh_from_db()
    assert made.status == "submitted"
    page = seen(cast.chair, cast, made)
    assert "Approved, Board manager of A" in page
    assert "Waiting" in page
    post(cast.chair, cast, "approve", made)
    made.refresh_from_db()
    assert (made.status, made.approved_by) == ("approved", cast.chair)


def test_one_needs_action_sends_it_back_and_everybody_approves_anew(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead, approvers=BOTH)
    contribution_approve(by=cast.manager, contribution=made)
    assert "back with its contributor" in post(cast.chair, cast, "send_back", made, comment="Say what children said.")
    assert Approval.objects.get(by=cast.chair).stance == "needs_action"
    comment_settle(by=cast.lead, comment=made.comments.get(), how="Added")
    contribution_submit(by=cast.lead, contribution=Contribution.objects.get(pk=made.pk))
    page = seen(cast.manager, cast, made)
    assert page.count("Waiting") == 2
    assert "Approve contribution" in page


def test_who_is_not_asked_to_approve_can_not(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead, approvers=["board_manager"])
    client = Client()
    client.force_login(cast.chair)
    for name in ("approve", "send_back"):
        url = reverse(f"contribution_{name}", args=[cast.a.slug, made.pk])
        assert client.post(url, {"comment": "No"}).status_code == 403
    assert "Approve contribution" not in seen(cast.chair, cast, made)
    with pytest.raises(NotAllowed):
        contribution_approve(by=cast.chair, contribution=made, role="chair")


def test_one_person_never_approves_in_two_roles(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead, approvers=BOTH)
    contribution_approve(by=cast.manager, contribution=made)
    with pytest.raises(NotAllowed):
        contribution_approve(by=cast.manager, contribution=made, role="chair")
    again = contribution_approve(by=cast.manager, contribution=made)
    assert (again.status, made.approvals.count()) == ("submitted", 1)


def test_what_somebody_said_about_a_handing_in_can_not_be_changed(cast: Cast) -> None:
    contribution_approve(by=cast.manager, contribution=submitted_made(cast.a, cast.agency, cast.lead))
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.update(stance="needs_action", note="Changed my mind")


def test_the_overview_asks_each_who_has_to_approve_until_they_have(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead, approvers=BOTH)
    waiting = "Alderbrook Council: contribution waits for approval"

    def texts(person: User) -> list[str]:
        return [item.text for item in attention(access_of(person, cast.a))]

    assert texts(cast.manager) == texts(cast.chair) == [waiting]
    contribution_approve(by=cast.manager, contribution=made)
    assert (texts(cast.manager), texts(cast.chair)) == ([], [waiting])


def test_a_comment_on_an_answer_stands_beside_it_and_in_the_way_of_approval(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead)
    answer = made.answers.first()
    page = post(cast.chair, cast, "comment", made, about=str(answer.pk), text="Which audit is meant?")
    assert "<strong>Agency context:</strong> Which audit is meant?" in page
    assert "A comment is not settled." in post(cast.manager, cast, "approve", made)
    contribution_send_back(by=cast.manager, contribution=made, comment="See the comment.")
    client = Client()
    client.force_login(cast.lead)
    beside = client.get(reverse("answer_edit", args=[cast.a.slug, made.pk, answer.pk])).content.decode()
    assert "Which audit is meant?" in beside
    assert "See the comment." not in beside
    assert "2 comments are not settled" in post(cast.lead, cast, "submit", made)


def test_comments_are_refused_without_words_twice_and_on_what_is_approved(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead)
    assert "Say what you mean" in post(cast.manager, cast, "comment", made, text=" ")
    first = comment_add(by=cast.manager, contribution=made, text="More.")
    assert comment_add(by=cast.manager, contribution=made, text="More.").pk == first.pk
    comment_settle(by=cast.lead, comment=first, how="Done")
    contribution_approve(by=cast.manager, contribution=made)
    assert "Reopen the contribution to ask for a change." in post(cast.manager, cast, "comment", made, text="Late")


def test_a_contribution_taken_out_of_the_round_is_neither_counted_nor_printed_and_can_come_back(cast: Cast) -> None:
    made = answered(contribution_made(cast.a, cast.agency), cast.lead)
    assert "Say why it is no longer asked for" in post(cast.manager, cast, "withdraw", made)
    page = post(cast.manager, cast, "withdraw", made, reason="The agency has closed.")
    assert "No longer asked for: The agency has closed." in page
    board = round_boards(access_of(cast.manager, cast.a), date(2019, 3, 2))[0]
    assert (board.wanted, [row.is_late for row in board.rows]) == (0, [False])
    assert printed_contributions(cast.a, "2017-19") == []
    assert attention(access_of(cast.lead, cast.a)) == []
    back = contribution_ask_again(by=cast.manager, contribution=Contribution.objects.get(pk=made.pk))
    assert (back.status, back.status_because) == ("returned", "")
    assert all(answer.is_given for answer in back.answers.all())


def test_what_is_approved_can_not_be_taken_out(cast: Cast) -> None:
    made = contribution_approve(by=cast.manager, contribution=submitted_made(cast.a, cast.agency, cast.lead))
    with pytest.raises(NotAllowed):
        contribution_withdraw(by=cast.manager, contribution=made, reason="Too long")


def test_more_time_needs_a_later_day_and_a_reason_and_ends_the_lateness(cast: Cast) -> None:
    made = contribution_made(cast.a, cast.agency)
    days = {"due_on-day": "1", "due_on-month": "4", "due_on-year": "2019", "version": "0"}
    assert "Say why it has more time" in post(cast.manager, cast, "extend", made, **days)
    assert "must be after the day" in post(
        cast.manager, cast, "extend", made, **{**days, "due_on-month": "2"}, due_because="Merger"
    )
    page = post(cast.manager, cast, "extend", made, **days, due_because="The trust merged.")
    assert "1 April 2019. The trust merged." in page
    board = round_boards(access_of(cast.manager, cast.a), date(2019, 3, 20))[0]
    assert [row.is_late for row in board.rows] == [False]
    with pytest.raises(Overtaken):
        contribution_extend(by=cast.manager, contribution=made, version=0, due_on=None, due_because="")
    cleared = contribution_extend(by=cast.manager, contribution=made, version=1, due_on=None, due_because="left over")
    assert (cleared.due_on, cleared.due_because) == (None, "")


def test_the_dates_of_a_round_are_changed_with_nothing_lost_between_two_managers(cast: Cast) -> None:
    asked = round_made(cast.a, cast.agency)
    client = Client()
    client.force_login(cast.manager)
    url = reverse("contribution_round_edit", args=[cast.a.slug, asked.pk])
    assert "Annual report 2017-19" in client.get(url).content.decode()
    days = {"starts_on": (1, 9, 2017), "ends_on": (31, 3, 2019), "due_on": (1, 5, 2019)}
    said = {
        f"{name}-{part}": str(number)
        for name, parts in days.items()
        for part, number in zip(("day", "month", "year"), parts, strict=True)
    }
    assert client.post(url, {**said, "title": "Annual report", "version": "0"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.slug, asked.title, asked.due_on) == ("2017-19", "Annual report", date(2019, 5, 1))
    assert client.post(url, {**said, "title": "Another", "version": "0"}).status_code == 409
    with pytest.raises(Overtaken):
        round_change(by=None, asked=asked, version=0, title="x", **{name: getattr(asked, name) for name in days})


@pytest.mark.parametrize("many", [1, 15])
def test_the_page_takes_the_same_queries_for_one_comment_and_many(
    cast: Cast, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead)
    for number in range(many):
        comment_add(by=cast.chair, contribution=made, text=f"Comment {number}", answer=made.answers.first())
    client = Client()
    client.force_login(cast.manager)
    url = reverse("contribution_detail", args=[cast.a.slug, made.pk])
    client.get(url)
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(url)


def statement_made(cast: Cast) -> Contribution:
    """Ask the chair for a signed statement."""
    asked = round_made(cast.a, kind="statement", own_headings=True)
    return contribution_add(by=cast.manager, asked=asked, author=cast.chair, subtitle="Independent scrutineer")


def test_only_the_author_can_write_and_sign_a_statement(cast: Cast) -> None:
    made = statement_made(cast)
    assert made.title == "Independent scrutineer"
    url = reverse("answer_edit", args=[cast.a.slug, made.pk, made.answers.first().pk])
    codes = {}
    for person in ("manager", "second_manager", "signatory", "chair"):
        client = Client()
        client.force_login(getattr(cast, person))
        codes[person] = client.post(url, {"body": "My words.", "version": "0"}).status_code
    assert codes == {"manager": 403, "second_manager": 403, "signatory": 403, "chair": 302}
    with pytest.raises(NotAllowed):
        answer_save(by=cast.manager, answer=made.answers.last(), version=0, body="<p>Not mine.</p>")
    answered(Contribution.objects.get(pk=made.pk), cast.chair)
    with pytest.raises(NotAllowed):
        contribution_submit(by=cast.manager, contribution=made)
    assert "has been submitted" in post(cast.chair, cast, "submit", made)
    assert "has been approved" in post(cast.manager, cast, "approve", made)


def test_an_author_without_an_agency_sees_what_is_asked_of_them(cast: Cast) -> None:
    asked = round_made(cast.a, kind="statement")
    made = contribution_add(by=None, asked=asked, author=cast.other_lead, agency=cast.agency, subtitle="Chief officer")
    assert made.title == "Alderbrook Council: Chief officer"
    board = round_boards(access_of(cast.other_lead, cast.a), date(2019, 1, 1))[0]
    assert [row.title for row in board.rows] == ["Alderbrook Council: Chief officer"]
    assert "Answer" in seen(cast.other_lead, cast, made)
    assert ContributionRound.objects.count() == 1
