"""Writing a contribution: the pages agencies use, stale forms, double clicks, boxes without JavaScript."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from partnerships.contributions.models import Answer, AnswerVersion, Contribution
from partnerships.contributions.services import answer_save
from partnerships.directory.models import AuditEvent, User
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.contributions.factories import contribution_made, submitted_made
from tests.support.cast import Cast


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def draft(cast: Cast) -> Contribution:
    return contribution_made(cast.a, cast.agency)


def page_of(cast: Cast, answer: Answer) -> str:
    return reverse("answer_edit", args=[cast.a.slug, answer.contribution_id, answer.pk])


def test_a_contributor_saves_rich_text_and_goes_to_the_next_prompt(cast: Cast, draft: Contribution) -> None:
    first, second, _ = draft.answers.all()
    said = {"body": "<p>We <b>merged</b>.</p><script>x</script>", "body-as": "html", "version": "0", "next": "1"}
    response = signed_in(cast.contributor).post(page_of(cast, first), said)
    assert response["Location"] == page_of(cast, second)
    first.refresh_from_db()
    assert first.body == "<p>We <strong>merged</strong>.</p>"
    assert (first.version, first.updated_by) == (1, cast.contributor)


def test_without_javascript_the_box_is_read_as_plain_text_with_marks(cast: Cast, draft: Contribution) -> None:
    answer = draft.answers.first()
    signed_in(cast.lead).post(page_of(cast, answer), {"body": "We did:\n\n- this\n- that", "version": "0"})
    answer.refresh_from_db()
    assert answer.body == "<p>We did:</p><ul><li>this</li><li>that</li></ul>"


def test_the_loser_of_a_race_sees_both_texts_and_can_save_then(cast: Cast, draft: Contribution) -> None:
    answer = draft.answers.first()
    answer_save(by=cast.contributor, answer=answer, version=0, body="<p>First in</p>")
    said = {"body": "Mine, typed long", "version": "0"}
    response = signed_in(cast.lead).post(page_of(cast, answer), said)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Mine, typed long" in page
    assert "First in" in page
    assert "Council contributor saved this page" in page
    assert 'name="version" value="1"' in page
    assert signed_in(cast.lead).post(page_of(cast, answer), {**said, "version": "1"}).status_code == 302
    assert [version.body for version in answer.versions.all()] == ["<p>Mine, typed long</p>", "<p>First in</p>"]


def test_a_double_click_saves_once(cast: Cast, draft: Contribution) -> None:
    answer, client = draft.answers.first(), signed_in(cast.lead)
    for _ in range(2):
        assert client.post(page_of(cast, answer), {"body": "Once", "version": "0"}).status_code == 302
    assert answer.versions.count() == 1
    assert AuditEvent.objects.filter(action="contribution_answer_save").count() == 1


def test_nothing_to_report_needs_a_reason(cast: Cast, draft: Contribution) -> None:
    answer, client = draft.answers.first(), signed_in(cast.lead)
    said = {"body": "", "nothing_to_report": "on", "version": "0"}
    response = client.post(page_of(cast, answer), said)
    assert response.status_code == 422
    assert "Say why there is nothing to report" in response.content.decode()
    client.post(page_of(cast, answer), {**said, "reason": "The service began in April."})
    answer.refresh_from_db()
    assert (answer.nothing_to_report, answer.reason, answer.body) == (True, "The service began in April.", "")


def test_an_answer_and_nothing_to_report_contradict_each_other(cast: Cast, draft: Contribution) -> None:
    said = {"body": "Something", "nothing_to_report": "on", "reason": "None", "version": "0"}
    response = signed_in(cast.lead).post(page_of(cast, draft.answers.first()), said)
    assert response.status_code == 422
    assert "Take one of the two away" in response.content.decode()


def test_what_is_handed_in_can_not_be_changed(cast: Cast) -> None:
    made = submitted_made(cast.a, cast.agency, cast.lead)
    answer = made.answers.first()
    response = signed_in(cast.lead).post(page_of(cast, answer), {"body": "Later", "version": "1"})
    assert response.status_code == 422
    assert "can not be changed" in response.content.decode()
    assert signed_in(cast.lead).get(page_of(cast, answer)).status_code == 302


def test_a_save_on_an_old_version_is_refused_by_the_service(cast: Cast, draft: Contribution) -> None:
    answer = draft.answers.first()
    answer_save(by=cast.lead, answer=answer, version=0, body="<p>One</p>")
    with pytest.raises(Overtaken):
        answer_save(by=cast.lead, answer=answer, version=0, body="<p>Two</p>")
    with pytest.raises(NotAllowed):
        answer_save(by=cast.lead, answer=answer, version=1, nothing_to_report=True, reason=" ")


@pytest.mark.parametrize("statement", ["UPDATE {} SET body = ''", "DELETE FROM {}"])
def test_versions_of_an_answer_can_not_be_changed_with_sql(cast: Cast, draft: Contribution, statement: str) -> None:
    answer_save(by=cast.lead, answer=draft.answers.first(), version=0, body="<p>Kept</p>")
    sql = statement.format(AnswerVersion._meta.db_table)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_history_shows_every_version_with_its_writer(cast: Cast, draft: Contribution) -> None:
    answer = draft.answers.first()
    answer_save(by=cast.lead, answer=answer, version=0, body="<p>First words</p>")
    answer_save(by=cast.contributor, answer=answer, version=1, body="<p>Second words</p>")
    url = reverse("answer_history", args=[cast.a.slug, draft.pk, answer.pk])
    page = signed_in(cast.manager).get(url).content.decode()
    assert page.index("Second words") < page.index("First words")
    assert "Council contributor" in page


def test_the_agency_sets_its_own_period(cast: Cast, draft: Contribution) -> None:
    url = reverse("contribution_period", args=[cast.a.slug, draft.pk])
    days = {"starts_on-day": "1", "starts_on-month": "4", "starts_on-year": "2017", "version": "0"}
    client = signed_in(cast.lead)
    assert "Enter both days" in client.post(url, days).content.decode()
    days |= {"ends_on-day": "31", "ends_on-month": "3", "ends_on-year": "2018"}
    assert client.post(url, days).status_code == 302
    draft.refresh_from_db()
    assert draft.period.label == "1 April 2017 to 31 March 2018"
    days["ends_on-day"] = "30"
    assert client.post(url, days).status_code == 409


def test_guidance_stands_beside_the_answer_and_never_in_it(cast: Cast, draft: Contribution) -> None:
    page = signed_in(cast.lead).get(page_of(cast, draft.answers.first())).content.decode()
    assert "Say who you are and what changed." in page
    assert 'data-words-most="200"' in page
