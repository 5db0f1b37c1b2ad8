"""Templates in draft and live, whom a round can ask, own headings, files, last year's answers, remarks, versions."""

import hashlib
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.contributions.models import Answer, Contribution, ContributionTemplate
from partnerships.contributions.printed import printed_contributions
from partnerships.contributions.remarks import remarks_on
from partnerships.contributions.selectors import contribution_answers
from partnerships.contributions.services import (
    PromptSpec,
    answer_save,
    attachment_add,
    contribution_add,
    contribution_approve,
    contribution_ask_again,
    contribution_prefill,
    contribution_withdraw,
    heading_add,
    heading_remove,
    round_open,
    template_create,
    template_draft,
    template_put_live,
    template_save,
)
from partnerships.directory.models import AuditEvent, User
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.contributions.factories import (
    attachment_made,
    contribution_made,
    round_made,
    submitted_made,
    upload_made,
)
from tests.evidence.factories import place_made, theme_made
from tests.factories import GroupFactory
from tests.support.cast import Cast


@pytest.fixture(autouse=True)
def _files(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_next_version_is_a_draft_beside_the_live_one_until_it_is_put_live(cast: Cast) -> None:
    live = round_made(cast.a, cast.agency).template
    client = client_of(cast.manager)
    client.post(reverse("contribution_template_draft", args=[cast.a.slug, live.pk]))
    client.post(reverse("contribution_template_draft", args=[cast.a.slug, live.pk]))
    draft = ContributionTemplate.objects.get(status="draft")
    assert [prompt.title for prompt in draft.prompts.all()] == [prompt.title for prompt in live.prompts.all()]
    said = {"name": "Annual report", "kind": "agency", "approvers": ["board_manager"], "edits": "0"}
    said |= {
        "prompt-TOTAL_FORMS": "3",
        "prompt-INITIAL_FORMS": "2",
        "prompt-0-title": "Second",
        "prompt-0-position": "2",
    }
    said |= {"prompt-1-title": "First", "prompt-1-position": "1", "prompt-2-title": ""}
    url = reverse("contribution_template_edit", args=[cast.a.slug, draft.pk])
    assert client.get(url).status_code == 200
    page = client.post(url, said, follow=True).content.decode()
    assert page.index("1. First") < page.index("2. Second")
    assert client.post(url, {**said, "name": "Stale"}).status_code == 409
    with pytest.raises(NotAllowed):
        round_open(
            by=None, partnership=cast.a, slug="x", title="X", template=draft,
            starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31), due_on=date(2021, 1, 1),
        )  # fmt: skip
    client.post(reverse("contribution_template_put_live", args=[cast.a.slug, draft.pk]))
    live.refresh_from_db()
    draft.refresh_from_db()
    assert (live.status, draft.status) == ("superseded", "live")
    assert client.get(url).status_code == 302
    assert live.rounds.get().template == live
    listed = client.get(reverse("contribution_templates", args=[cast.a.slug])).content.decode()
    assert "Earlier version" in listed


def test_a_live_version_can_not_be_changed_and_the_database_holds_one_live_and_one_draft(cast: Cast) -> None:
    live = round_made(cast.a, cast.agency).template
    said = {"name": "x", "kind": "agency", "approvers": ["board_manager"], "own_headings": False}
    with pytest.raises(NotAllowed):
        template_save(by=None, template=live, edits=0, prompts=[PromptSpec(title="A")], **said)
    draft = template_draft(by=None, template=live)
    for status in ("live", "draft"):
        with pytest.raises(IntegrityError), transaction.atomic():
            ContributionTemplate.objects.create(partnership=cast.a, slug=live.slug, name="x", version=9, status=status)
    template_save(by=None, template=draft, edits=0, prompts=[PromptSpec(title="A")], **said)
    with pytest.raises(Overtaken):
        template_save(by=None, template=draft, edits=0, prompts=[PromptSpec(title="B")], **said)
    assert template_put_live(by=None, template=draft).status == template_put_live(by=None, template=draft).status
    with pytest.raises(NotAllowed):
        template_create(by=None, partnership=cast.a, slug="y", name="Y", prompts=[PromptSpec(title="A")], approvers=[])


@pytest.mark.parametrize("kind", ["group", "area", "theme"])
def test_working_groups_areas_and_themes_are_asked_in_the_browser_and_titled_after_their_register(
    cast: Cast, kind: str
) -> None:
    asked = round_made(cast.a, kind=kind)
    named = {
        "group": lambda: GroupFactory(partnership=cast.a, name="Learning group", kind="subgroup"),
        "area": lambda: place_made(cast.a),
        "theme": lambda: theme_made(cast.a),
    }[kind]()
    client, url = client_of(cast.manager), reverse("contribution_ask", args=[cast.a.slug, asked.pk])
    assert 'name="agency"' not in client.get(url).content.decode()
    client.post(url, {kind: named.pk, "subtitle": ""})
    made = Contribution.objects.get()
    assert made.title == named.name
    assert "already has a contribution" in client.post(url, {kind: named.pk, "subtitle": ""}).content.decode()
    answer_save(by=cast.manager, answer=made.answers.first(), version=0, body="<p>We met.</p>")
    (printed,) = printed_contributions(cast.a, asked.slug)
    assert printed.agency.startswith(f"{kind}:")


@pytest.mark.parametrize("of_agency", [True, False])
def test_a_statement_taken_back_goes_to_a_new_author(cast: Cast, of_agency: bool) -> None:
    asked = round_made(cast.a, kind="statement")
    said = {"asked": asked, "subtitle": "For the executive", "agency": cast.agency if of_agency else None}
    first = contribution_add(by=None, author=cast.chair, **said)
    with pytest.raises(NotAllowed, match="already has a contribution"):
        contribution_add(by=None, author=cast.lead, **said)
    contribution_withdraw(by=cast.manager, contribution=first, reason="Left the post")
    second = contribution_add(by=None, author=cast.lead, **said)
    assert [one.pk for one in printed_contributions(cast.a, asked.slug)] == [second.pk]
    with pytest.raises(NotAllowed, match="Somebody else was asked for this meanwhile"):
        contribution_ask_again(by=cast.manager, contribution=first)


def test_a_statement_is_asked_of_an_author_in_a_capacity(cast: Cast) -> None:
    asked = round_made(cast.a, kind="statement")
    client, url = client_of(cast.manager), reverse("contribution_ask", args=[cast.a.slug, asked.pk])
    page = client.get(url).content.decode()
    assert "Who writes and signs it" in page
    assert "for example Independent chair" in page
    assert "Select who writes and signs it" in client.post(url, {"subtitle": "Chair"}).content.decode()
    assert "the capacity in which the author signs" in client.post(url, {"author": cast.chair.pk}).content.decode()
    client.post(url, {"author": cast.chair.pk, "subtitle": "Independent chair"})
    assert Contribution.objects.get().author == cast.chair


def test_a_contribution_without_a_contributor_is_refused_everywhere(cast: Cast) -> None:
    asked = round_made(cast.a, kind="group")
    for named in ({}, {"agency": cast.agency}):
        with pytest.raises(NotAllowed):
            contribution_add(by=None, asked=asked, **named)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        contribution_add(by=None, asked=asked, group=GroupFactory(partnership=cast.b))
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(round=asked)


def test_a_contributor_adds_headings_where_the_template_allows_it_and_takes_them_out(cast: Cast) -> None:
    made = contribution_made(cast.a, cast.agency, own_headings=True)
    client = client_of(cast.contributor)
    url = reverse("contribution_heading_add", args=[cast.a.slug, made.pk])
    assert "heading of that name already" in client.post(url, {"heading": "agency CONTEXT"}).content.decode()
    client.post(url, {"heading": "Peer review"})
    own = Answer.objects.get(heading="Peer review")
    answer_save(by=cast.contributor, answer=own, version=0, body="<p>Neighbours came.</p>")
    assert [answer.title for answer in contribution_answers(made)][-1] == "Peer review"
    assert printed_contributions(cast.a, "2017-19")[0].answers[-1].title == "Peer review"
    client.post(reverse("contribution_heading_remove", args=[cast.a.slug, made.pk, own.pk]))
    assert "Peer review" not in [answer.title for answer in contribution_answers(made)]
    assert own.versions.count() == 1
    with pytest.raises(NotAllowed):
        heading_remove(by=cast.lead, answer=made.answers.first())
    fixed = contribution_made(cast.a, cast.other_agency, slug="fixed")
    with pytest.raises(NotAllowed):
        heading_add(by=cast.other_lead, contribution=fixed, heading="More")


def test_a_file_goes_with_a_contribution_and_is_only_ever_a_download(cast: Cast) -> None:
    made = contribution_made(cast.a, cast.agency)
    client, url = client_of(cast.lead), reverse("contribution_attach", args=[cast.a.slug, made.pk])
    client.post(url, {"title": "The audit", "upload": upload_made("audit <b>.pdf")})
    client.post(url, {"title": "The audit", "upload": upload_made("audit <b>.pdf")})
    file = made.attachments.get()
    assert file.sha256 == hashlib.sha256(b"%PDF-1.7 an audit").hexdigest()
    where = reverse("contribution_file", args=[cast.a.slug, made.pk, file.pk])
    answer = client_of(cast.chair).get(where)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 an audit"  # type: ignore[attr-defined]
    assert AuditEvent.objects.filter(action="contribution_attachment_take", actor_id=cast.chair.pk).exists()
    client.post(reverse("contribution_file_remove", args=[cast.a.slug, made.pk, file.pk]))
    assert client.get(where).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("audit.exe", b"MZ", "The file must be"),
        ("audit.pdf", b"<html>", "not what its name says"),
        ("audit.html", b"<html>", "The file must be"),
        ("audit.pdf", b"", "The file is empty"),
    ],
)
def test_files_of_another_type_are_refused(cast: Cast, name: str, content: bytes, words: str) -> None:
    made = contribution_made(cast.a, cast.agency)
    url = reverse("contribution_attach", args=[cast.a.slug, made.pk])
    answer = client_of(cast.lead).post(url, {"title": "It", "upload": upload_made(name, content)})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not made.attachments.exists()


def test_files_that_are_too_large_or_too_late_are_refused_by_the_service(cast: Cast) -> None:
    made = contribution_made(cast.a, cast.agency)
    large = upload_made()
    large.size = 11 * 1024 * 1024
    with pytest.raises(NotAllowed):
        attachment_add(by=cast.lead, contribution=made, title="Large", upload=large)
    late = submitted_made(cast.a, cast.agency, cast.lead, slug="late")
    with pytest.raises(NotAllowed):
        attachment_made(late, cast.lead)


def year_later(cast: Cast) -> Contribution:
    """Return this year's empty contribution, after last year's was approved."""
    before = submitted_made(cast.a, cast.agency, cast.lead)
    contribution_approve(by=cast.manager, contribution=before)
    asked = round_open(
        by=None, partnership=cast.a, slug="2019-20", title="Annual report 2019-20", template=before.round.template,
        starts_on=date(2019, 4, 1), ends_on=date(2020, 3, 31), due_on=date(2020, 5, 1), agencies=[cast.agency],
    )  # fmt: skip
    return asked.contributions.get()


def test_last_years_answers_are_filled_in_and_marked_until_somebody_says_they_hold(cast: Cast) -> None:
    made = year_later(cast)
    first, second, _ = contribution_answers(made)
    answer_save(by=cast.lead, answer=first, version=0, body="<p>This year is different.</p>")
    client = client_of(cast.contributor)
    page = client.get(reverse("contribution_detail", args=[cast.a.slug, made.pk])).content.decode()
    assert "Start from last year&#39;s answers" in page
    page = client.post(reverse("contribution_prefill", args=[cast.a.slug, made.pk]), follow=True).content.decode()
    assert page.count("Last year&#39;s answer</strong>") == 2
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.body, first.carried_from) == ("<p>This year is different.</p>", None)
    assert (second.body, second.version) == ("<p>We did what we said.</p>", 1)
    assert next(one.answer for one in remarks_on(contribution_answers(made)) if "last year" in one.text) == second
    answer_save(by=cast.lead, answer=second, version=1, body=second.body)
    second.refresh_from_db()
    assert second.carried_from is None
    beside = client.get(reverse("answer_edit", args=[cast.a.slug, made.pk, first.pk])).content.decode()
    assert "We did what we said." in beside
    assert contribution_prefill(by=cast.lead, contribution=made) == 0


def test_nothing_is_filled_in_from_another_agency_or_from_what_was_not_approved(cast: Cast) -> None:
    before = submitted_made(cast.a, cast.agency, cast.lead)
    asked = round_open(
        by=None, partnership=cast.a, slug="2019-20", title="2019-20", template=before.round.template,
        starts_on=date(2019, 4, 1), ends_on=date(2020, 3, 31), due_on=date(2020, 5, 1),
        agencies=[cast.agency, cast.other_agency],
    )  # fmt: skip
    mine, theirs = (asked.contributions.get(agency=one) for one in (cast.agency, cast.other_agency))
    assert contribution_prefill(by=cast.lead, contribution=mine) == 0
    contribution_approve(by=cast.manager, contribution=before)
    assert contribution_prefill(by=cast.other_lead, contribution=theirs) == 0
    assert contribution_prefill(by=cast.lead, contribution=mine) == 3


@pytest.mark.parametrize(
    ("body", "remark"),
    [
        ("<p>Say who you are and what changed. We are the council.</p>", "Guidance stands in the answer"),
        ("<p>Numbers to be confirmed.</p>", "A placeholder is left: “to be confirmed”"),
        ("<h3>Audit</h3>", "Nothing stands under the heading “Audit”"),
        ("<h3>Agency context</h3><p>We merged.</p>", "The heading “Agency context” stands twice"),
        ("<p>We trained all of our staff and</p>", "A sentence breaks off: “… trained all of our staff and”"),
        ("<p>Mrs Sampleson leads it.</p>", "looks like a person"),
        ("<p>We merged.</p>", "The answer has 2 words; 50 to 200 are suggested."),
        (f"<p>{'word ' * 201}.</p>", "more than the 200 suggested"),
    ],
)
def test_the_writer_is_told_what_a_reader_would_stop_at(cast: Cast, body: str, remark: str) -> None:
    made = contribution_made(cast.a, cast.agency)
    answer_save(by=cast.lead, answer=made.answers.first(), version=0, body=body)
    texts = [one.text for one in remarks_on(contribution_answers(made))]
    assert any(remark in text for text in texts), texts
    page = client_of(cast.lead).get(reverse("contribution_detail", args=[cast.a.slug, made.pk])).content.decode()
    assert "To look at before you hand it in" in page


def test_any_two_versions_of_an_answer_are_compared_word_by_word(cast: Cast) -> None:
    made = contribution_made(cast.a, cast.agency)
    answer = made.answers.first()
    for number, body in enumerate(("<p>We met twice.</p>", "<p>We met three times.</p>", "<p>We met often.</p>")):
        answer_save(by=cast.lead, answer=answer, version=number, body=body)
    url = reverse("answer_history", args=[cast.a.slug, made.pk, answer.pk])
    page = client_of(cast.manager).get(url).content.decode()
    assert "from version 2 to version 3" in page
    page = client_of(cast.manager).get(f"{url}?from=1&to=3").content.decode()
    assert "from version 1 to version 3" in page
    assert "taken out: </span>twice.</del>" in page
    assert "from version" not in client_of(cast.manager).get(f"{url}?from=3&to=3").content.decode()
