"""Evidence that can not be relied on any more: not accepted, not offered, marked, named and reminded of."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.assessments.attention import attention
from partnerships.assessments.models import EvidenceFile
from partnerships.assessments.services import answers_save, evidence_add, evidence_expire
from partnerships.directory.authz.access import access_of
from tests.assessments.factories import named_round, response_of, said, statement_of
from tests.support.cast import Cast


def client_of(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def file_made(cast: Cast, title: str, expires_on: date | None = None) -> EvidenceFile:
    upload = SimpleUploadedFile("policy.pdf", b"%PDF-1.4")
    return evidence_add(by=cast.lead, agency=cast.agency, title=title, upload=upload, expires_on=expires_on)


def test_a_file_that_has_expired_is_not_accepted(cast: Cast) -> None:
    upload = SimpleUploadedFile("policy.pdf", b"%PDF-1.4")
    day = {"expires_on-day": 3, "expires_on-month": 5, "expires_on-year": 2024}
    address = reverse("assessment_evidence_new", args=[cast.a.slug, cast.agency.slug])
    refused = client_of(cast.lead).post(address, {"title": "Policy", "upload": upload, **day})
    assert refused.status_code == 422
    assert "its last day must be today or later" in refused.content.decode()
    assert not EvidenceFile.objects.exists()


def test_expired_files_are_offered_only_where_they_are_chosen_and_named_at_hand_in(cast: Cast) -> None:
    response = response_of(named_round(cast), cast.agency)
    fresh, old = file_made(cast, "New policy"), file_made(cast, "Old policy")
    rows = {statement_of(response.round, "leader"): said(3, evidence=[old])}
    answers_save(by=cast.lead, response=response, said=rows)
    evidence_expire(by=cast.lead, file=old, expires_on=date(2024, 5, 3))
    client = client_of(cast.lead)
    page = client.get(reverse("assessment_answer", args=[cast.a.slug, response.pk, "standard-1-1"])).content.decode()
    assert page.count("Old policy (expired 3 May 2024)") == 1
    assert page.count(fresh.title) == 2
    overview = client.get(reverse("assessment_response", args=[cast.a.slug, response.pk])).content.decode()
    assert "Old policy, beside “Leader”: expired 3 May 2024" in overview


def test_a_lead_is_told_of_files_in_use_that_expire_soon(cast: Cast) -> None:
    today = timezone.localdate()
    response = response_of(named_round(cast), cast.agency)
    soon = file_made(cast, "Soon over", today + timedelta(days=20))
    late = file_made(cast, "Long good", today + timedelta(days=200))
    file_made(cast, "Used nowhere", today + timedelta(days=20))
    rows = {statement_of(response.round, slug): said(3, evidence=[soon, late]) for slug in ("leader", "reports")}
    answers_save(by=cast.lead, response=response, said=rows)
    told = [item.text for item in attention(access_of(cast.lead, cast.a))]
    assert [text for text in told if "evidence" in text] == ["Soon over: evidence that expires soon"]
    assert not [item for item in attention(access_of(cast.other_lead, cast.a)) if "evidence" in item.text]
