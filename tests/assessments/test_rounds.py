"""Rounds from the side of those asked: windows, sites, groups, sharing, pages, evidence."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships.assessments.entries import Said
from partnerships.assessments.forms.rounds import RoundForm
from partnerships.assessments.models import EvidenceFile, Response, Round, Site
from partnerships.assessments.selectors.rounds import progress_of
from partnerships.assessments.selectors.sheets import sheet_of
from partnerships.assessments.services import (
    answers_save,
    evidence_add,
    present_save,
    response_agree,
    response_hand_in,
    response_share,
    round_close,
    round_extend,
    round_open,
    round_reopen,
    round_respondent_add,
    site_add,
    site_close,
    tool_adopt,
)
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import AuditEvent
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed
from tests.assessments.factories import (
    agreed,
    answered,
    handed_in,
    named_round,
    plan,
    rag_tool,
    response_of,
    said,
    statement_of,
)
from tests.factories import AgencyFactory, MembershipFactory
from tests.support.cast import Cast


def client_of(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_the_window_is_kept_and_can_be_made_longer_for_one_or_all(cast: Cast) -> None:
    held = named_round(cast)
    late = held.closes_on + timedelta(days=1)  # type: ignore[operator]
    response, other = response_of(held, cast.agency), response_of(held, cast.other_agency)
    row = statement_of(held, "leader")
    with pytest.raises(NotAllowed, match="Ask the board manager for more time"):
        answers_save(by=cast.lead, response=response, said={row: said(3)}, today=late)
    with pytest.raises(NotAllowed, match="This round opens on"):
        answers_save(by=cast.lead, response=response, said={row: said(3)}, today=held.opens_on - timedelta(days=1))  # type: ignore[operator]
    with pytest.raises(NotAllowed, match="Say why"):
        round_extend(by=cast.manager, held=held, until=late, reason="")
    with pytest.raises(NotAllowed, match="must be after"):
        round_extend(by=cast.manager, held=held, until=held.opens_on, reason="x")  # type: ignore[arg-type]
    round_extend(by=cast.manager, held=held, until=late, reason="Illness", response=response)
    assert answers_save(by=cast.lead, response=response, said={row: said(3)}, today=late)
    with pytest.raises(NotAllowed):
        answers_save(by=cast.other_lead, response=other, said={row: said(3)}, today=late)
    round_extend(by=cast.manager, held=held, until=late, reason="Floods")
    assert answers_save(by=cast.other_lead, response=other, said={row: said(3)}, today=late)


def test_a_closed_round_takes_no_answers_until_it_is_opened_again(cast: Cast) -> None:
    held = named_round(cast)
    response = response_of(held, cast.agency)
    round_close(by=cast.manager, held=held)
    with pytest.raises(NotAllowed, match="closed"):
        answered(cast.lead, response, leader=3)
    held.refresh_from_db()
    round_reopen(by=cast.manager, held=held, until=timezone.localdate(), reason="One is missing")
    assert answered(cast.lead, response_of(held, cast.agency), leader=3)


def test_a_trust_answers_once_and_each_school_the_rest(cast: Cast) -> None:
    for name in ("Mill School", "Hill School"):
        site_add(by=cast.manager, agency=cast.agency, name=name)
    site_close(
        by=cast.manager, site=site_add(by=cast.manager, agency=cast.agency, name="Old School"), on=timezone.localdate()
    )
    held = named_round(cast, rag_tool(cast.a, once=True), per_site=True)
    asked = {str(row.response): row.asked for row in progress_of([held])}
    assert asked == {
        "Alderbrook Council": 1,
        "Alderbrook Council: Hill School": 2,
        "Alderbrook Council: Mill School": 2,
        "Mid County Police": 3,
    }
    trust = response_of(held, cast.agency)
    assert [line.statement.slug for line in sheet_of(trust).lines] == ["leader"]
    school = held.responses.select_related("round__tool", "site").get(site__name="Mill School")
    assert [line.statement.slug for line in sheet_of(school).lines] == ["reports", "asked"]
    answered(cast.lead, school, reports=3, asked=3)
    assert response_hand_in(by=cast.lead, response=school).status == "submitted"


def test_a_group_agrees_one_answer_and_says_who_was_there(cast: Cast) -> None:
    held = round_open(by=cast.manager, tool=rag_tool(cast.a), plan=plan(mode="facilitated", groups=["Front line"]))
    group = held.responses.select_related("round__tool").get()
    answered(cast.manager, group, leader=3, reports=3, asked=3)
    with pytest.raises(NotAllowed, match="who was present"):
        response_hand_in(by=cast.manager, response=group)
    present_save(by=cast.manager, response=group, present="Health visitor\nPolice sergeant")
    assert response_hand_in(by=cast.manager, response=group).status == "submitted"


def test_one_more_agency_can_be_asked_while_the_round_is_open(cast: Cast) -> None:
    held = named_round(cast, agencies=[cast.agency])
    round_respondent_add(by=cast.manager, held=held, agency=cast.other_agency)
    assert held.responses.count() == 2
    with pytest.raises(NotAllowed, match="asked already"):
        round_respondent_add(by=cast.manager, held=held, agency=cast.other_agency)


def test_a_forgotten_agency_is_asked_from_the_progress_page(cast: Cast) -> None:
    held = named_round(cast, agencies=[cast.agency])
    client = client_of(cast.manager)
    address = reverse("assessment_ask", args=[cast.a.slug, held.pk])
    assert address in client.get(reverse("assessment_progress", args=[cast.a.slug, held.pk])).content.decode()
    page = client.get(address).content.decode()
    assert cast.other_agency.name in page
    assert f">{cast.agency.name}</option>" not in page
    done = client.post(address, {"agency": cast.other_agency.slug}, follow=True).content.decode()
    assert "Mid County Police is asked now." in done
    assert held.responses.filter(agency=cast.other_agency).exists()
    assert client.post(address, {"agency": cast.other_agency.slug}).status_code == 422
    assert "asked already" in client.get(address).content.decode()


def test_every_agency_can_be_asked_at_once(cast: Cast) -> None:
    tool = rag_tool(cast.a)
    parts = {"day": 1, "month": 9, "year": 2026}
    days = {f"{name}-{part}": value for name in ("opens_on", "closes_on") for part, value in parts.items()}
    period = Period.financial_year(2026).token
    said = {"tool": tool.pk, "title": "Everybody", "period": period, "mode": "named", "everybody": "on", **days}
    form = RoundForm(said, partnership=cast.a)
    assert form.is_valid(), form.errors
    assert set(form.plan().agencies) == {cast.agency, cast.other_agency}


def test_sites_are_added_as_a_pasted_list_each_once(cast: Cast) -> None:
    site_add(by=cast.manager, agency=cast.agency, name="Mill School")
    client = client_of(cast.manager)
    address = reverse("assessment_sites", args=[cast.a.slug])
    names = "\n".join(["Mill School", "", *(f"School {number}" for number in range(40)), "School 1"])
    page = client.post(address, {"agency": cast.agency.pk, "names": names}, follow=True).content.decode()
    assert "Sites added: 40. There already: 1." in page
    assert Site.objects.filter(agency=cast.agency).count() == 41
    refused = client.post(address, {"agency": cast.agency.pk, "names": "x" * 161})
    assert refused.status_code == 422
    assert "must be 160 characters or fewer" in refused.content.decode()


def shared(cast: Cast) -> tuple[Response, Response]:
    """Return responses of one council to one national tool in two partnerships; the lead works in both."""
    twin = AgencyFactory(partnership=cast.b, organisation=cast.agency.organisation, slug="council-in-b")
    MembershipFactory(user=cast.lead, partnership=cast.b, role=Role.AGENCY_LEAD, agency=twin)
    here = tool_adopt(by=cast.manager, partnership=cast.a, key="icb-assurance")
    there = tool_adopt(by=cast.manager_of_b, partnership=cast.b, key="icb-assurance")
    mine = response_of(named_round(cast, here, agencies=[cast.agency]), cast.agency)
    held = round_open(by=cast.manager_of_b, tool=there, plan=plan("Theirs", agencies=[twin]))
    return mine, response_of(held, twin)


def test_an_organisation_answers_once_and_the_partnerships_it_chooses_receive_it(cast: Cast) -> None:
    mine, theirs = shared(cast)
    upload = SimpleUploadedFile("plan.pdf", b"%PDF-1.4")
    proof = evidence_add(by=cast.lead, agency=cast.agency, title="Plan", upload=upload)
    rows = {line.statement: said(4, evidence=[proof]) for line in sheet_of(mine).lines}
    answers_save(by=cast.lead, response=mine, said=rows)
    with pytest.raises(NotAllowed, match="Hand this self-assessment in first"):
        response_share(by=cast.lead, response=mine, to=theirs)
    response_hand_in(by=cast.lead, response=mine)
    client = client_of(cast.lead)
    page = client.get(reverse("assessment_response", args=[cast.a.slug, mine.pk])).content.decode()
    assert "Brackenshire Safeguarding Children Partnership: Theirs" in page
    client.post(reverse("assessment_share", args=[cast.a.slug, mine.pk]), {"to": []})
    assert not theirs.answers.exists()
    client.post(reverse("assessment_share", args=[cast.a.slug, mine.pk]), {"to": [theirs.pk]})
    theirs.refresh_from_db()
    assert (theirs.status, theirs.answers.count(), theirs.shared_from) == ("submitted", 11, mine)
    copied = theirs.answers.first()
    assert copied is not None
    file = copied.evidence.get()
    assert (file.agency, file.file.name) == (theirs.agency, proof.file.name)
    trail = AuditEvent.objects.filter(action="assessment_response_share")
    assert {event.partnership for event in trail} == {cast.a, cast.b}


def test_words_written_there_without_a_score_are_kept_when_answers_arrive(cast: Cast) -> None:
    mine, theirs = shared(cast)
    answers_save(by=cast.lead, response=mine, said={line.statement: said(4) for line in sheet_of(mine).lines})
    mine = response_hand_in(by=cast.lead, response=mine)
    first = sheet_of(theirs).lines[0].statement
    answers_save(by=cast.lead, response=theirs, said={first: Said(state="", comment="As agreed in May.")})
    response_share(by=cast.lead, response=mine, to=theirs)
    there = theirs.answers.get(statement=first)
    assert (there.score, there.comment, there.version) == (4, "As agreed in May.", 2)


def test_somebody_who_may_not_hand_in_there_can_not_share(cast: Cast) -> None:
    mine, theirs = shared(cast)
    cast.lead.memberships.filter(partnership=cast.b).delete()
    rows = {line.statement: said(4) for line in sheet_of(mine).lines}
    answers_save(by=cast.lead, response=mine, said=rows)
    row = response_hand_in(by=cast.lead, response=mine)
    with pytest.raises(NotAllowed, match="may not hand in"):
        response_share(by=cast.lead, response=row, to=theirs)


def test_a_lead_answers_a_standard_in_the_browser_and_is_shown_both_when_overtaken(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    address = reverse("assessment_answer", args=[cast.a.slug, response.pk, "standard-1-1"])
    client = client_of(cast.lead)
    page = client.get(address).content.decode()
    assert "Yearly." in page
    leader, reports = (statement_of(response.round, slug).pk for slug in ("leader", "reports"))
    form = {f"s{leader}-choice": "3", f"s{leader}-version": "0", f"s{reports}-choice": "", f"s{reports}-version": "0"}
    saved = client.post(address, {**form, "next": "1"})
    assert saved["Location"].endswith("/fill-in/standard-1-2/")
    stale = client_of(cast.contributor).post(address, {**form, f"s{leader}-choice": "1", f"s{leader}-improvement": "x"})
    assert stale.status_code == 409
    words = stale.content.decode()
    assert "Council lead saved this page" in words
    assert 'value="1" checked' in " ".join(words.split())
    missing = client.post(address, {**form, f"s{leader}-choice": "not_applicable", f"s{leader}-version": "1"})
    assert missing.status_code == 422
    assert "Say why “Leader” does not apply" in missing.content.decode()


def test_the_page_of_a_response_takes_as_many_queries_with_many_statements(cast: Cast) -> None:
    counts = []
    for tool in (rag_tool(cast.a), tool_adopt(by=cast.manager, partnership=cast.a, key="section-175")):
        response = response_of(named_round(cast, tool, title=tool.title), cast.agency)
        answers_save(
            by=cast.lead, response=response, said={line.statement: said(2) for line in sheet_of(response).lines}
        )
        client = client_of(cast.lead)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("assessment_response", args=[cast.a.slug, response.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_lead_sees_what_is_asked_and_nothing_of_others(cast: Cast) -> None:
    held = named_round(cast)
    handed_in(cast.other_lead, response_of(held, cast.other_agency))
    client = client_of(cast.lead)
    page = client.get(reverse("assessment_list", args=[cast.a.slug])).content.decode()
    assert "Asked of you" in page
    assert "0 of 3" in page
    other = reverse("assessment_response", args=[cast.a.slug, response_of(held, cast.other_agency).pk])
    assert client.get(other).status_code == 404
    assert client_of(cast.chair).get(other).status_code == 200
    response_agree(by=cast.manager, response=response_of(held, cast.other_agency))
    assert client.get(other).status_code == 200


def test_a_round_is_opened_in_the_browser(cast: Cast) -> None:
    tool = rag_tool(cast.a)
    client = client_of(cast.manager)
    address = reverse("assessment_round_open", args=[cast.a.slug])
    assert client.get(address).status_code == 200
    form = {
        "tool": tool.pk,
        "title": "Standards",
        "period": "2026-27",
        "mode": "named",
        "opens_on-day": "1", "opens_on-month": "1", "opens_on-year": "2026",
        "closes_on-day": "1", "closes_on-month": "2", "closes_on-year": "2027",
        "groups": "",
        "floor": "5",
    }  # fmt: skip
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "Choose at least one agency" in refused.content.decode()
    few = client.post(address, {**form, "mode": "anonymous", "agencies": [cast.agency.pk]})
    assert "can never answer" in few.content.decode()
    made = client.post(address, {**form, "agencies": [cast.agency.pk, cast.other_agency.pk], "moderated": "on"})
    assert made.status_code == 302
    held = Round.objects.get()
    assert (held.slug, held.moderated, held.responses.count()) == ("standards", True, 2)
    again = client.post(address, {**form, "agencies": [cast.agency.pk]})
    assert "has this name already" in again.content.decode()


def test_evidence_is_kept_under_a_random_name_and_read_by_its_agency_alone(cast: Cast) -> None:
    client = client_of(cast.lead)
    address = reverse("assessment_evidence_new", args=[cast.a.slug, cast.agency.slug])
    wrong = client.post(address, {"title": "Script", "upload": SimpleUploadedFile("run.exe", b"MZ")})
    assert wrong.status_code == 422
    upload = SimpleUploadedFile("secret name.pdf", b"%PDF-1.4 words")
    assert client.post(address, {"title": "Policy", "upload": upload}).status_code == 302
    row = EvidenceFile.objects.get()
    assert "secret" not in row.file.name
    got = client.get(reverse("assessment_evidence_get", args=[cast.a.slug, row.pk]))
    assert got["Content-Disposition"].startswith("attachment")
    assert b"".join(got.streaming_content) == b"%PDF-1.4 words"  # type: ignore[attr-defined]
    assert (
        client_of(cast.other_lead).get(reverse("assessment_evidence_get", args=[cast.a.slug, row.pk])).status_code
        == 404
    )
    expiry = reverse("assessment_evidence_expiry", args=[cast.a.slug, row.pk])
    client.post(expiry, {"expires_on-day": "1", "expires_on-month": "1", "expires_on-year": "2020"})
    assert "Expired" in client.get(reverse("assessment_evidence", args=[cast.a.slug])).content.decode()


def test_a_response_that_went_all_the_way_can_not_be_changed(cast: Cast) -> None:
    row = agreed(cast, response_of(named_round(cast), cast.agency), cast.lead)
    with pytest.raises(NotAllowed, match="agreed and can not be changed"):
        answered(cast.lead, row, leader=1)
