"""The threat assessment: topics with evidence, requirements that get answered, agreement that fixes the words."""

from datetime import date

import pytest

from partnerships.assurance.models import IntelligenceRequirement, ThreatTopic
from partnerships.assurance.services import (
    intelligence_answer,
    intelligence_remove,
    threat_assessment_agree,
    threat_evidence_add,
    threat_topic_change,
    threat_topic_remove,
)
from partnerships.directory.models import AuditEvent
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.assurance.doors import address, browser, queries, words
from tests.assurance.factories import (
    OPENED,
    assessment_made,
    challenge_made,
    parts,
    requirement_made,
    risk_made,
    topic_made,
)
from tests.support.cast import Cast


def test_an_assessment_is_written_threat_by_threat_and_agreed(cast: Cast) -> None:
    client = browser(cast.manager)
    said = {"title": "Strategic threat assessment", "period": "2025-26-q4"}
    client.post(address(cast, "threat_add"), said)
    detail = address(cast, "threat_detail", "strategic-threat-assessment-2025-26-q4")
    topic = {
        "threat": "Workforce",
        "title": "Vacancies",
        "strength": "strong",
        "confidence": "high",
        "text": "Too few.",
    }
    shown = words(client.post(f"{detail}topics/new/", topic, follow=True))
    assert "The topic is added." in shown
    assert "Grading" not in shown
    row = ThreatTopic.objects.get()
    evidence = {"sector": "Health", "text": "One post in four is empty", "source": "Workforce report"}
    client.post(address(cast, "threat_evidence_add", row.pk), {**evidence, **parts("dated_on", OPENED)})
    client.post(address(cast, "intelligence_add", row.pk), {"text": "Count all vacancies", "owner": "Quality group"})
    shown = words(client.post(f"{detail}agree/", parts("agreed_on", OPENED), follow=True))
    for text in ("One post in four is empty", "Workforce report, 6 May 2025", "1. Count all vacancies", "Agreed"):
        assert text in shown
    assert "Add a topic" not in shown
    refused = words(client.post(f"{detail}topics/new/", {**topic, "title": "Another"}))
    assert "This assessment is agreed. Open it again before you change it." in refused


def test_a_requirement_is_answered_once_and_also_after_the_agreement(cast: Cast) -> None:
    held = assessment_made(cast.a)
    asked = requirement_made(topic_made(held))
    assert requirement_made(asked.topic).pk == asked.pk
    threat_assessment_agree(by=None, assessment=held, agreed_on=OPENED)
    stale = IntelligenceRequirement.objects.select_related("topic__assessment").get(pk=asked.pk)
    page = address(cast, "intelligence_answer", asked.pk)
    said = {"answer": "Twelve wards", **parts("answered_on", OPENED)}
    assert "Twelve wards" in words(browser(cast.manager).post(page, said, follow=True))
    with pytest.raises(Overtaken):
        intelligence_answer(by=None, requirement=stale, answered_on=OPENED, answer="None")
    assert "This requirement is answered already." in words(browser(cast.manager).post(page, said))


def test_requirements_are_numbered_within_each_topic(cast: Cast) -> None:
    held = assessment_made(cast.a)
    first, second = topic_made(held, "One"), topic_made(held, "Two")
    numbers = [requirement_made(topic, text=text).number for topic in (first, second) for text in ("A", "B")]
    assert numbers == [1, 2, 1, 2]


def test_grading_is_offered_only_where_the_assessment_has_words_for_it(cast: Cast) -> None:
    plain, graded = assessment_made(cast.a), assessment_made(cast.a, title="Graded", gradings=["Low", "High"])
    with pytest.raises(NotAllowed, match="Choose a grading of this assessment"):
        topic_made(plain, grading="High")
    topic_made(graded, grading="High")
    client = browser(cast.manager)
    assert "grading" not in client.get(address(cast, "threat_topic_add", plain.slug)).text
    assert "High" in words(client.get(address(cast, "threat_detail", graded.slug)))


def test_the_risks_a_topic_feeds_are_named_only_to_those_who_read_risks(cast: Cast) -> None:
    held = assessment_made(cast.a)
    topic_made(held, risks=[risk_made(cast.a, "Confidential risk")])
    page = address(cast, "threat_detail", held.slug)
    assert "Confidential risk" in words(browser(cast.chair).get(page))
    assert "Confidential risk" not in words(browser(cast.reader).get(page))
    with pytest.raises(NotAllowed, match="another partnership"):
        topic_made(held, "Other", risks=[risk_made(cast.b)])


def test_a_topic_saved_meanwhile_is_shown_beside_ones_own(cast: Cast) -> None:
    topic = topic_made(assessment_made(cast.a))
    threat_topic_change(by=None, topic=topic, version=1, risks=[], title="Their words")
    said = {"threat": "A", "title": "My words", "strength": "strong", "confidence": "low", "version": "1"}
    answer = browser(cast.manager).post(address(cast, "threat_topic_edit", topic.pk), said)
    assert answer.status_code == 409
    assert "Their words" in words(answer)
    assert 'value="My words"' in answer.text


def test_doubles_strangers_and_empty_agreements_are_refused(cast: Cast) -> None:
    held = assessment_made(cast.a)
    with pytest.raises(NotAllowed, match="without topics can not be agreed"):
        threat_assessment_agree(by=None, assessment=held, agreed_on=OPENED)
    topic = topic_made(held)
    with pytest.raises(NotAllowed, match="topic of that name"):
        topic_made(held)
    with pytest.raises(NotAllowed, match="for this period already"):
        assessment_made(cast.a)
    other = assessment_made(cast.a, period=Period.quarter(2025, 3))
    assert other.slug != held.slug
    said = {"sector": "Police", "text": "More", "source": "Minutes"}
    first = threat_evidence_add(by=None, topic=topic, **said)
    assert threat_evidence_add(by=None, topic=topic, **said).pk == first.pk
    theirs = topic_made(assessment_made(cast.b))
    assert browser(cast.manager).get(address(cast, "threat_topic_edit", theirs.pk)).status_code == 404


def test_an_assessment_is_read_in_the_same_number_of_queries_for_few_and_many(cast: Cast) -> None:
    held, client = assessment_made(cast.a), browser(cast.manager)
    pages = [address(cast, "threat_detail", held.slug), address(cast, "threat_list")]
    client.get(pages[0])
    counts = []
    for number in range(1, 6):
        topic = topic_made(held, f"Topic {number}", risks=[risk_made(cast.a, f"Risk {number}")])
        requirement_made(topic, due_on=date(2025, 6, 1))
        threat_evidence_add(by=None, topic=topic, sector="Police", text="More", source="Minutes")
        challenge_made(cast.a, f"Challenge {number}")
        counts.append([queries(client, page) for page in pages])
    assert counts[0] == counts[-1]


def test_evidence_is_taken_out_of_a_draft_and_not_of_an_agreed_assessment(cast: Cast) -> None:
    held = assessment_made(cast.a)
    topic = topic_made(held)
    rows = [
        threat_evidence_add(by=None, topic=topic, sector="Police", text=text, source="Minutes") for text in ("A", "B")
    ]
    client = browser(cast.manager)
    client.post(address(cast, "threat_evidence_remove", rows[0].pk))
    threat_assessment_agree(by=None, assessment=held, agreed_on=OPENED)
    refused = client.post(address(cast, "threat_evidence_remove", rows[1].pk))
    assert "Open it again before you change it." in words(refused)
    assert [one.text for one in topic.evidence.all()] == ["B"]


def test_a_topic_or_a_requirement_entered_wrongly_is_taken_out_of_a_draft_with_a_reason(cast: Cast) -> None:
    topic = topic_made(assessment_made(cast.a))
    requirement = requirement_made(topic)
    threat_evidence_add(by=None, topic=topic, sector="Health", text="More", source="Survey")
    client = browser(cast.manager)
    page = address(cast, "intelligence_remove", requirement.pk)
    assert client.post(page, {"reason": ""}).status_code == 422
    client.post(page, {"reason": "Asked twice"})
    assert not IntelligenceRequirement.objects.exists()
    requirement_made(topic)
    client.post(address(cast, "threat_topic_remove", topic.pk), {"reason": "Another topic holds it"})
    assert not ThreatTopic.objects.exists()
    event = AuditEvent.objects.get(action="threat_topic_remove")
    assert event.before["evidence"] == ["Health: Survey: More"]
    assert event.after["reason"] == "Another topic holds it"


def test_what_was_answered_or_agreed_is_not_taken_out(cast: Cast) -> None:
    topic = topic_made(assessment_made(cast.a))
    requirement = requirement_made(topic)
    intelligence_answer(by=None, requirement=requirement, answered_on=OPENED, answer="Twelve")
    with pytest.raises(NotAllowed, match="answered already"):
        intelligence_remove(by=None, requirement=requirement, reason="Wrong")
    threat_assessment_agree(by=None, assessment=topic.assessment, agreed_on=OPENED)
    with pytest.raises(NotAllowed, match="agreed"):
        threat_topic_remove(by=None, topic=topic, reason="Wrong")
