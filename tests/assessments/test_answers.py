"""Answers: saving, last year, handing in, agreeing, actions."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.actions.models import Action
from partnerships.assessments.entries import Said, Second
from partnerships.assessments.models import Rating, Response
from partnerships.assessments.selectors.sheets import sheet_of
from partnerships.assessments.services import (
    answers_save,
    evidence_add,
    moderation_save,
    response_agree,
    response_hand_in,
    response_reopen,
    response_send_back,
    tool_adopt,
)
from partnerships.directory.models import AuditEvent
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.assessments.factories import (
    answered,
    handed_in,
    named_round,
    rag_tool,
    response_of,
    said,
    statement_of,
)
from tests.support.cast import Cast


def client_of(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_an_answer_is_saved_once_and_the_slower_of_two_is_told(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    row = statement_of(response.round, "leader")
    first = answers_save(by=cast.lead, response=response, said={row: said(3)})
    assert [one.version for one in first] == [1]
    assert answers_save(by=cast.contributor, response=response, said={row: said(3, version=0)}) == []
    with pytest.raises(Overtaken):
        answers_save(by=cast.contributor, response=response, said={row: said(2, version=0)})
    answers_save(by=cast.contributor, response=response, said={row: said(2, version=1)})
    assert AuditEvent.objects.filter(action="assessment_answers_save").count() == 2


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (said(4), "choose a level"),
        (said("2.5"), "choose a level"),
        (Said(state="not_rated"), "no “not rated”"),
        (Said(state="not_applicable"), "say why"),
    ],
)
def test_answers_the_scale_does_not_have_are_refused(cast: Cast, entry: Said, words: str) -> None:
    response = response_of(named_round(cast), cast.agency)
    with pytest.raises(NotAllowed, match=words):
        answers_save(by=cast.lead, response=response, said={statement_of(response.round, "leader"): entry})
    assert not Rating.objects.exists()


def test_half_points_are_taken_where_the_tool_allows_them(cast: Cast) -> None:
    tool = tool_adopt(by=cast.manager, partnership=cast.a, key="adults-board")
    response = response_of(named_round(cast, tool), cast.agency)
    made = answers_save(by=cast.lead, response=response, said={statement_of(response.round, "outcomes"): said("2.5")})
    assert made[0].score == Decimal("2.5")


def test_blank_not_applicable_and_a_score_are_different_for_the_database_too(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    row = statement_of(response.round, "leader")
    for wrong in ({"state": "scored"}, {"state": "", "score": 1}, {"state": "not_applicable"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.create(response=response, statement=row, **wrong)


def test_nothing_is_handed_in_before_every_statement_and_every_low_score_is_dealt_with(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    answered(cast.lead, response, leader=3)
    with pytest.raises(NotAllowed, match="“Reports” and 1 more has no answer"):
        response_hand_in(by=cast.lead, response=response)
    rows = {statement_of(response.round, slug): said(1, improvement="") for slug in ("reports", "asked")}
    answers_save(by=cast.lead, response=response, said=rows)
    with pytest.raises(NotAllowed, match="what will be done about “Reports” and 1 more"):
        response_hand_in(by=cast.lead, response=response)
    rows = {statement_of(response.round, slug): said(1, version=1) for slug in ("reports", "asked")}
    answers_save(by=cast.lead, response=response, said=rows)
    stored = response_hand_in(by=cast.lead, response=response)
    assert stored.status == "submitted"
    assert response_hand_in(by=cast.lead, response=response).submitted_at == stored.submitted_at
    with pytest.raises(NotAllowed, match="handed in and can not be changed"):
        answered(cast.lead, response, leader=2)


def test_nobody_agrees_what_they_handed_in(cast: Cast) -> None:
    response = handed_in(cast.manager, response_of(named_round(cast), cast.agency))
    with pytest.raises(NotAllowed, match="somebody else"):
        response_agree(by=cast.manager, response=response)
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(agreed_by=cast.manager, agreed_at=timezone.now())
    assert response_agree(by=cast.second_manager, response=response).status == "agreed"


def test_sent_back_with_a_reason_and_opened_again_with_a_reason(cast: Cast) -> None:
    response = handed_in(cast.lead, response_of(named_round(cast), cast.agency))
    with pytest.raises(NotAllowed, match="what has to change"):
        response_send_back(by=cast.manager, response=response, reason=" ")
    assert response_send_back(by=cast.manager, response=response, reason="Evidence, please.").status == "draft"
    page = client_of(cast.lead).get(reverse("assessment_response", args=[cast.a.slug, response.pk])).content.decode()
    assert "Evidence, please." in page
    row = response_agree(by=cast.manager, response=response_hand_in(by=cast.lead, response=response))
    assert response_reopen(by=cast.manager, response=row, reason="A new fact.").status == "moderated"


def test_each_low_agreed_score_opens_one_action_owned_by_its_agency(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    due = timezone.localdate() + timedelta(days=90)
    answers_save(
        by=cast.lead,
        response=response,
        said={statement_of(response.round, "asked"): said(1, improvement="Ask the youth council", improve_by=due)},
    )
    answered(cast.lead, response, leader=3, reports=2)
    row = response_hand_in(by=cast.lead, response=response)
    assert not Action.objects.exists()
    row = response_agree(by=cast.manager, response=row)
    found = {action.title: action for action in Action.objects.all()}
    assert set(found) == {"Ask the youth council", "We will."}
    action = found["Ask the youth council"]
    assert (action.owner_agency, action.due_on, action.origin_kind) == (cast.agency, due, "assessment")
    assert action.origin_path == reverse("assessment_response", args=[cast.a.slug, row.pk])
    page = client_of(cast.lead).get(reverse("assessment_response", args=[cast.a.slug, row.pk])).content.decode()
    assert "Actions that came of it" in page
    assert reverse("action_detail", args=[cast.a.slug, action.reference]) in page
    again = response_reopen(by=cast.manager, response=row, reason="x")
    response_agree(by=cast.manager, response=again)
    assert Action.objects.count() == 2


def test_the_agreed_score_decides_whether_there_is_an_action(cast: Cast) -> None:
    response = handed_in(cast.lead, response_of(named_round(cast), cast.agency), asked=2)
    answers = {row.statement.slug: row for row in response.answers.select_related("statement")}
    better = Second(second_score=Decimal(3), challenge="We saw it.", agreed_score=Decimal(3))
    worse = Second(second_score=Decimal(1), challenge="No report was seen.", agreed_score=Decimal(1))
    moderation_save(by=cast.manager, response=response, said={answers["asked"]: better, answers["reports"]: worse})
    response_agree(by=cast.manager, response=response)
    assert [action.title for action in Action.objects.all()] == ["Meet the standard: Reports"]


def test_last_years_answers_are_there_to_be_confirmed_with_what_was_agreed(cast: Cast) -> None:
    tool = rag_tool(cast.a)
    last = named_round(cast, tool, title="Standards 2024/25", year=2024)
    row = response_of(last, cast.agency)
    upload = SimpleUploadedFile("policy.pdf", b"%PDF-1.4")
    fresh = evidence_add(by=cast.lead, agency=cast.agency, title="Policy", upload=upload)
    old = evidence_add(
        by=cast.lead,
        agency=cast.agency,
        title="Old policy",
        upload=SimpleUploadedFile("old.pdf", b"%PDF-1.4"),
        expires_on=timezone.localdate() - timedelta(days=9),
    )
    answers_save(by=cast.lead, response=row, said={statement_of(last, "leader"): said(3, evidence=[fresh, old])})
    answered(cast.lead, row, reports=3, asked=3)
    row = response_hand_in(by=cast.lead, response=row)
    answers = {one.statement.slug: one for one in row.answers.select_related("statement")}
    second = Second(second_score=Decimal(2), challenge="Not seen.", agreed_score=Decimal(2))
    moderation_save(by=cast.manager, response=row, said={answers["asked"]: second})
    this = named_round(cast, tool)
    heir = response_of(this, cast.agency)
    carried = {one.statement.slug: one for one in heir.answers.select_related("statement")}
    assert {slug: (one.score, one.carried) for slug, one in carried.items()} == {
        "leader": (3, True),
        "reports": (3, True),
        "asked": (2, True),
    }
    assert [file.title for file in carried["leader"].evidence.all()] == ["Policy"]
    with pytest.raises(NotAllowed, match="no answer yet"):
        response_hand_in(by=cast.lead, response=heir)
    answers_save(by=cast.lead, response=heir, said={statement_of(this, "asked"): said(3, changed="Now we ask.")})
    sheet = sheet_of(heir)
    line = next(line for line in sheet.lines if line.statement.slug == "asked")
    assert (line.direction, sheet.answered) == ("Better than in 2024-25", 1)
    page = client_of(cast.lead).get(reverse("assessment_answer", args=[cast.a.slug, heir.pk, "standard-1-2"]))
    words = page.content.decode()
    assert "2024-25: 2 (self 3, agreed 2)" in words
    assert "What changed since 2024-25" in words
    assert "ast year" not in words
    answered(cast.lead, heir, leader=3, reports=3)
    response_hand_in(by=cast.lead, response=heir)
    second_page = reverse("assessment_second", args=[cast.a.slug, heir.pk, "standard-1-2"])
    assert "2 (self 3, agreed 2)" in client_of(cast.manager).get(second_page).content.decode()
