"""Moderation: second scores, challenge, agreed scores, difference, the survey, the day's page."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.assessments.entries import Second
from partnerships.assessments.models import Moderation, Rating, Round, SurveyCount
from partnerships.assessments.selectors.moderation import difference_report, is_optimistic, moderation_day
from partnerships.assessments.selectors.statistics import headings_of, parts_of
from partnerships.assessments.services import (
    moderation_save,
    response_agree,
    response_moderated,
    survey_save,
)
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.assessments.factories import handed_in, named_round, rag_tool, response_of, statement_of
from tests.support.cast import Cast


def client_of(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def moderated_round(cast: Cast) -> tuple[Round, dict[str, Rating]]:
    """Return a moderated round in which the council handed in 3, 3, 2 and the police 3, 3, 3."""
    held = named_round(cast, rag_tool(cast.a), moderated=True)
    row = handed_in(cast.lead, response_of(held, cast.agency), asked=2)
    handed_in(cast.other_lead, response_of(held, cast.other_agency))
    return held, {one.statement.slug: one for one in row.answers.select_related("statement", "response__round__tool")}


def second(score: int | None, agreed: int | None = None, *, challenge: str = "Not seen.", **more: object) -> Second:
    return Second(
        second_score=None if score is None else Decimal(score),
        agreed_score=None if agreed is None else Decimal(agreed),
        challenge=challenge,
        **more,  # type: ignore[arg-type]
    )


def test_a_second_score_needs_a_word_where_it_differs_and_an_agreed_one_where_it_is_neither(cast: Cast) -> None:
    held, answers = moderated_round(cast)
    row = response_of(held, cast.agency)
    with pytest.raises(NotAllowed, match="why the second score differs"):
        moderation_save(by=cast.manager, response=row, said={answers["leader"]: second(1, challenge="")})
    with pytest.raises(NotAllowed, match="neither of the two"):
        moderation_save(by=cast.manager, response=row, said={answers["leader"]: second(1, 2)})
    with pytest.raises(NotAllowed, match="choose a level"):
        moderation_save(by=cast.manager, response=row, said={answers["leader"]: second(7)})
    made = moderation_save(by=cast.manager, response=row, said={answers["leader"]: second(1, 2, agreed_note="Half.")})
    assert [one.version for one in made] == [1]
    with pytest.raises(Overtaken):
        moderation_save(by=cast.second_manager, response=row, said={answers["leader"]: second(2)})


def test_who_handed_in_does_not_moderate_and_nothing_is_agreed_unmoderated(cast: Cast) -> None:
    held = named_round(cast, moderated=True)
    row = handed_in(cast.manager, response_of(held, cast.agency))
    answer = row.answers.select_related("statement").first()
    assert answer is not None
    with pytest.raises(NotAllowed, match="somebody else must moderate"):
        moderation_save(by=cast.manager, response=row, said={answer: second(1)})
    with pytest.raises(NotAllowed, match="Finish the moderation"):
        response_agree(by=cast.second_manager, response=row)
    done = response_moderated(by=cast.second_manager, response=row)
    assert response_agree(by=cast.second_manager, response=done).status == "agreed"
    with pytest.raises(NotAllowed, match="between handing in and agreement"):
        moderation_save(by=cast.second_manager, response=done, said={answer: second(1)})


def test_the_difference_report_says_by_standard_what_moderation_changed(cast: Cast) -> None:
    held, answers = moderated_round(cast)
    row = response_of(held, cast.agency)
    said = {answers["leader"]: second(1, 1), answers["asked"]: second(3, 3)}
    moderation_save(by=cast.manager, response=row, said=said)
    report = difference_report(held, everything=True)
    fields = ("answers", "changed", "self_mean", "agreed_mean", "difference")
    assert {one.title: tuple(getattr(one, name) for name in fields) for one in report.standards} == {
        "Lead": (4, 1, Decimal("3.0"), Decimal("2.5"), Decimal("-0.5")),
        "Voice": (2, 1, Decimal("2.5"), Decimal("3.0"), Decimal("0.5")),
    }
    assert (report.overall.answers, report.overall.changed) == (6, 2)
    assert [one.changed for one in report.respondents] == [2, 0]
    assert difference_report(held).overall.answers == 0
    page = client_of(cast.chair).get(reverse("assessment_difference", args=[cast.a.slug, held.pk])).content.decode()
    assert "\u22120.5" in page
    assert "+0.5" in page


def test_an_agency_half_a_level_above_its_own_staff_is_marked(cast: Cast) -> None:
    held, _ = moderated_round(cast)
    leader, reports = statement_of(held, "leader"), statement_of(held, "reports")
    counts = {(leader, Decimal(1)): 6, (leader, Decimal(2)): 4, (reports, Decimal(3)): 2}
    survey_save(by=cast.manager, held=held, agency=cast.agency, counts=counts)
    rows = {row.response.agency: row for row in moderation_day(held, headings_of(parts_of(held))[0])}
    council, police = rows[cast.agency], rows[cast.other_agency]
    assert (council.self_mean, council.survey_mean, council.survey_people) == (Decimal("3.0"), Decimal("1.7"), 10)
    assert council.optimistic
    assert not police.optimistic
    survey_save(by=cast.manager, held=held, agency=cast.agency, counts={(leader, Decimal(1)): 0})
    assert SurveyCount.objects.count() == 2
    with pytest.raises(NotAllowed, match="far too large"):
        survey_save(by=cast.manager, held=held, agency=cast.agency, counts={(leader, Decimal(1)): 10**9})
    with pytest.raises(NotAllowed, match="another partnership"):
        survey_save(by=cast.manager, held=held, agency=cast.agency_of_b, counts={})


def test_half_a_level_is_the_line() -> None:
    assert is_optimistic(Decimal("2.5"), Decimal("2.0"))
    assert not is_optimistic(Decimal("2.4"), Decimal("2.0"))
    assert not is_optimistic(None, Decimal("2.0"))
    assert not is_optimistic(Decimal("2.4"), None)


def test_a_moderation_day_in_the_browser(cast: Cast) -> None:
    held, answers = moderated_round(cast)
    client = client_of(cast.manager)
    day = reverse("assessment_moderation", args=[cast.a.slug, held.pk])
    assert "Lead" in client.get(day).content.decode()
    survey = reverse("assessment_survey", args=[cast.a.slug, held.pk, cast.agency.slug])
    leader = statement_of(held, "leader").pk
    assert client.post(survey, {f"s{leader}-0": "8", f"s{leader}-1": "-1"}).status_code == 422
    assert client.post(survey, {f"s{leader}-0": "8", f"s{leader}-1": "2"}).status_code == 302
    page = client.get(day).content.decode()
    assert "Kinder than its staff" in page
    row = response_of(held, cast.agency)
    address = reverse("assessment_second", args=[cast.a.slug, row.pk, "standard-1-1"])
    assert "mean 1.2 of 10" in client.get(address).content.decode()
    name = f"a{answers['leader'].pk}-"
    other = f"a{answers['reports'].pk}-"
    form = {f"{name}second_score": "1", f"{name}version": "0", f"{other}version": "0"}
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "say why the second score differs" in refused.content.decode()
    form[f"{name}challenge"] = "No minutes were seen."
    form[f"{name}agreed_score"] = "1"
    assert client.post(address, {**form, "next": "1"})["Location"].endswith("/moderate/standard-1-2/")
    stale = client_of(cast.second_manager).post(address, {**form, f"{name}challenge": "Other."})
    assert stale.status_code == 409
    assert "No minutes were seen." in stale.content.decode()
    client.post(reverse("assessment_moderated", args=[cast.a.slug, row.pk]))
    client.post(reverse("assessment_agree", args=[cast.a.slug, row.pk]))
    row.refresh_from_db()
    assert row.status == "agreed"
    page = client_of(cast.reader).get(reverse("assessment_response", args=[cast.a.slug, row.pk])).content.decode()
    assert "No minutes were seen." in page
    assert Moderation.objects.count() == 1
