"""Drafts: words without a score are kept, never counted as answered; the last answers of a respondent are there."""

import re
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.assessments.models import Rating, Response, Round, Tool
from partnerships.assessments.selectors.rounds import rounds_listed, rounds_of
from partnerships.assessments.selectors.sheets import sheet_of
from partnerships.assessments.services import evidence_add, round_close, round_open, tool_publish
from safeguarding.lib.facts import Period
from tests.assessments.factories import handed_in, named_round, plan, rag_tool, response_of, statement_of
from tests.support.cast import Cast


def page_of(response: Response, page: str = "standard-1-1") -> str:
    """Return the address at which a standard is answered."""
    return reverse("assessment_answer", args=[response.round.partnership.slug, response.pk, page])


def sent(response: Response, **leader: str) -> dict[str, str]:
    """Return what a browser sends for the first standard when only its first statement was touched."""
    keys = {slug: statement_of(response.round, slug).pk for slug in ("leader", "reports")}
    return {
        **{f"s{key}-version": "0" for key in keys.values()},
        **{f"s{keys['leader']}-{name}": value for name, value in leader.items()},
    }


def client_of(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_words_files_and_days_without_a_score_are_there_again(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    upload = SimpleUploadedFile("policy.pdf", b"%PDF-1.4")
    file = evidence_add(by=cast.lead, agency=cast.agency, title="Policy", upload=upload)
    words = sent(
        response,
        comment="We asked the board.",
        lead="Director of nursing",
        improvement="Write it down",
        evidence=str(file.pk),
    )
    client = client_of(cast.lead)
    assert client.post(page_of(response), words).status_code == 302
    kept = Rating.objects.get()
    assert (kept.state, kept.score, kept.comment, kept.lead) == ("", None, "We asked the board.", "Director of nursing")
    page = client.get(page_of(response)).content.decode()
    for word in ("We asked the board.", "Director of nursing", "Write it down", "Files that show it (1)"):
        assert word in page
    overview = client.get(reverse("assessment_response", args=[cast.a.slug, response.pk])).content.decode()
    assert "We asked the board." in overview
    assert "Not answered yet" in overview
    sheet = sheet_of(response)
    assert (sheet.answered, [page.state for page in sheet.pages]) == (0, ["In progress", "Not started"])


def test_words_without_a_score_can_be_taken_out_again_and_a_score_added_keeps_them(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    client = client_of(cast.lead)
    client.post(page_of(response), sent(response, comment="First thoughts"))
    client.post(page_of(response), sent(response, version="1"))
    assert Rating.objects.get().comment == ""
    client.post(page_of(response), sent(response, comment="So", choice="3", version="2"))
    assert (Rating.objects.get().score, Rating.objects.get().comment) == (3, "So")
    client.post(page_of(response), sent(response, comment="So, and more", version="3"))
    assert (Rating.objects.get().score, Rating.objects.get().comment) == (3, "So, and more")


def quarter(cast: Cast, tool: Tool, number: int) -> Round:
    """Return the round of a quarter that asks both agencies."""
    asked = plan(f"Quarter {number}", agencies=[cast.agency, cast.other_agency])
    return round_open(by=cast.manager, tool=tool, plan=replace(asked, period=Period.quarter(2026, number)))


def scores(response: Response) -> dict[str, tuple[object, bool]]:
    """Return score and "not confirmed" by statement."""
    return {row.statement.slug: (row.score, row.carried) for row in response.answers.select_related("statement")}


def test_each_respondent_finds_its_own_last_answers_also_after_a_gap(cast: Cast) -> None:
    tool = rag_tool(cast.a)
    first = quarter(cast, tool, 1)
    handed_in(cast.lead, response_of(first, cast.agency), leader=2)
    handed_in(cast.other_lead, response_of(first, cast.other_agency), leader=1)
    second = quarter(cast, tool, 2)
    handed_in(cast.lead, response_of(second, cast.agency), asked=1)  # the other agency stayed silent
    third = quarter(cast, tool, 3)
    assert scores(response_of(third, cast.agency))["asked"] == (1, True)
    assert scores(response_of(third, cast.other_agency))["leader"] == (1, True)
    page = client_of(cast.other_lead).get(page_of(response_of(third, cast.other_agency))).content.decode()
    assert "Q1 2026-27: 1" in page
    assert "From Q1 2026-27, not confirmed" in page


def test_answers_handed_in_after_the_next_round_opened_can_be_taken_over(cast: Cast) -> None:
    tool = rag_tool(cast.a)
    first = quarter(cast, tool, 1)
    second = response_of(quarter(cast, tool, 2), cast.agency)
    client = client_of(cast.lead)
    take, overview = (
        reverse(f"assessment_{name}", args=[cast.a.slug, second.pk]) for name in ("take_over", "response")
    )
    assert "Take over the last answers" not in client.get(overview).content.decode()
    assert "nothing to take over" in client.post(take, follow=True).content.decode()
    handed_in(cast.lead, response_of(first, cast.agency), reports=2)
    client.post(page_of(second), sent(second, comment="Mine"))
    page = client.get(overview).content.decode()
    assert "for Q1 2026-27 answers 2 statements" in page
    assert "are taken over" in client.post(take, follow=True).content.decode()
    assert scores(second) == {"leader": (None, False), "reports": (2, True), "asked": (3, True)}
    assert second.answers.get(statement__slug="leader").comment == "Mine"
    assert "Take over the last answers" not in client.get(overview).content.decode()


def test_what_handing_in_still_asks_for_leads_to_the_statements(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    client = client_of(cast.lead)
    client.post(page_of(response), sent(response, choice="1"))
    refused = client.post(reverse("assessment_hand_in", args=[cast.a.slug, response.pk]), follow=True).content.decode()
    assert "“Reports” and 1 more has no answer yet." in refused
    assert "Still to do: 3 statements" in refused
    leader = statement_of(response.round, "leader")
    assert f'{page_of(response)}#statement-{leader.pk}">Leader' in refused
    assert '<details class="govuk-details" open>' in refused
    page = client.get(page_of(response)).content.decode()
    assert re.search(r'<details class="govuk-details" open>\s*<summary[^>]*><span[^>]*>What will be done', page)
    assert "Why it does not apply" in page
    client.post(page_of(response), sent(response, choice="1", improvement="We will", version="1"))
    overview = client.get(reverse("assessment_response", args=[cast.a.slug, response.pk])).content.decode()
    assert "say by when it will be done (you can hand in without)" in overview


def test_the_reason_is_asked_only_where_a_tool_knows_not_applicable(cast: Cast) -> None:
    tool = rag_tool(cast.a, live=False)
    Tool.objects.filter(pk=tool.pk).update(not_applicable_allowed=False)
    live = tool_publish(by=cast.manager, tool=tool, revision=tool.revision)
    response = response_of(named_round(cast, live), cast.agency)
    page = client_of(cast.lead).get(page_of(response)).content.decode()
    assert "Why it does not apply" not in page


def test_open_rounds_are_listed_first_then_the_newest_and_a_new_one_is_of_this_year(cast: Cast) -> None:
    tool = rag_tool(cast.a)
    for year in (2023, 2025, 2024):
        held = named_round(cast, tool, title=f"Standards {year}", year=year)
        if year != 2023:
            round_close(by=cast.manager, held=held)
    assert [held.starts_on.year for held in rounds_listed(cast.a)] == [2023, 2025, 2024]
    assert [held.starts_on.year for held in rounds_of(cast.a)] == [2025, 2024, 2023]
    page = client_of(cast.manager).get(reverse("assessment_round_open", args=[cast.a.slug])).content.decode()
    year = Period.financial_year(Period.snapshot(timezone.localdate()).financial_year_start)
    assert re.search(rf'<option value="{re.escape(year.token)}" selected', page)
