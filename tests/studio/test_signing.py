"""Signing: all partners, each for themselves, the very same content."""

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.directory.authz.access import access_of
from partnerships.directory.models import AuditEvent, User
from reports.studio.assembly import gathered
from reports.studio.models import Report, Section, Signature, SignatureSlot
from reports.studio.policies import may_sign
from reports.studio.selectors import reports_of
from reports.studio.services import (
    comment_add,
    comment_settle,
    report_create,
    report_put_up,
    report_reopen,
    report_sign,
    section_save,
    slot_add,
    slot_remove,
)
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed
from tests.studio.figures import Figures
from tests.studio.samples import CLA, checks_answered, narrative
from tests.support.cast import Cast


@pytest.fixture
def section(cast: Cast, report: Report, figures: Figures) -> Section:
    """Return the only section of a report whose checks are answered, up for signing by the chair and the council."""
    made = narrative(cast, report, f"<p>[[{CLA}]] children were looked after on 31 March 2018.</p>")
    slot_add(by=cast.manager, report=report, title="Chair", role="chair")
    slot_add(by=cast.manager, report=report, title="Council", role="signatory", agency=cast.agency)
    report_put_up(by=cast.manager, report=report)
    checks_answered(cast, report)
    return made


def sign(cast: Cast, report: Report, person: User, title: str) -> Signature:
    """Sign as a person sees the report now."""
    fresh = reports_of(cast.a).get(pk=report.pk)
    slot = SignatureSlot.objects.get(report=fresh, title=title)
    return report_sign(access=access_of(person, cast.a), slot=slot, digest=gathered(fresh).digest)


def validity(cast: Cast, report: Report) -> list[bool]:
    """Return which signatures hold now."""
    return [one["valid"] for one in gathered(reports_of(cast.a).get(pk=report.pk)).content["signatures"]]


def test_the_report_is_signed_when_all_have_signed(cast: Cast, report: Report, section: Section) -> None:
    sign(cast, report, cast.chair, "Chair")
    report.refresh_from_db()
    assert report.status == Report.Status.IN_REVIEW
    sign(cast, report, cast.signatory, "Council")
    report.refresh_from_db()
    assert report.status == Report.Status.SIGNED
    assert validity(cast, report) == [True, True]


@pytest.mark.parametrize(("who", "slot"), [("chair", "Council"), ("signatory", "Chair"), ("manager", "Chair")])
def test_nobody_signs_for_somebody_else(cast: Cast, report: Report, section: Section, who: str, slot: str) -> None:
    with pytest.raises(NotAllowed, match="somebody else's"):
        sign(cast, report, getattr(cast, who), slot)


def test_a_second_click_signs_once(cast: Cast, report: Report, section: Section) -> None:
    first, second = (sign(cast, report, cast.chair, "Chair") for _ in range(2))
    assert first == second
    assert AuditEvent.objects.filter(action="report.signature_given").count() == 1


def test_changed_words_make_signatures_void_and_the_page_says_so(cast: Cast, report: Report, section: Section) -> None:
    sign(cast, report, cast.chair, "Chair")
    section.refresh_from_db()
    section_save(by=cast.manager, section=section, version=section.version, title="Another title")
    assert validity(cast, report) == [False, False]
    client = Client()
    client.force_login(cast.chair)
    page = client.get(reverse("report_sign_off", args=[cast.a.slug, report.slug])).text
    assert "The report changed after it was signed" in page


def test_a_changed_figure_makes_signatures_void(cast: Cast, report: Report, section: Section, figures: Figures) -> None:
    sign(cast, report, cast.chair, "Chair")
    figures.add(CLA, 290, "Children looked after at 31 March")
    assert validity(cast, report) == [False, False]


def test_what_changed_since_the_page_was_opened_is_not_signed(cast: Cast, report: Report, section: Section) -> None:
    slot = SignatureSlot.objects.get(report=report, title="Chair")
    with pytest.raises(NotAllowed, match="Read it again"):
        report_sign(access=access_of(cast.chair, cast.a), slot=slot, digest="0" * 64)


def test_an_open_comment_stops_the_signing_until_it_is_settled(cast: Cast, report: Report, section: Section) -> None:
    comment = comment_add(by=cast.signatory, section=section, text="Is this the right year?")
    with pytest.raises(NotAllowed, match="checks are not finished"):
        sign(cast, report, cast.chair, "Chair")
    comment_settle(by=cast.manager, comment=comment)
    assert sign(cast, report, cast.chair, "Chair")


def test_reopening_needs_a_reason_and_ends_the_round(cast: Cast, report: Report, section: Section) -> None:
    sign(cast, report, cast.chair, "Chair")
    client = Client()
    client.force_login(cast.manager)
    address = reverse("report_reopen", args=[cast.a.slug, report.slug])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "The police figure was corrected."}).status_code == 302
    report.refresh_from_db()
    assert report.status == Report.Status.DRAFT
    report_put_up(by=cast.manager, report=report)
    assert validity(cast, report) == [False, False]  # the same content, but another round
    assert AuditEvent.objects.get(action="report.reopened").after["reason"] == "The police figure was corrected."


def test_a_draft_is_not_signed(cast: Cast, report: Report, section: Section) -> None:
    report.refresh_from_db()
    report_reopen(by=cast.manager, report=report, reason="Not ready.")
    with pytest.raises(NotAllowed, match="not up for signing"):
        sign(cast, report, cast.chair, "Chair")


def test_a_place_where_somebody_signed_stays(cast: Cast, report: Report, section: Section) -> None:
    sign(cast, report, cast.chair, "Chair")
    with pytest.raises(NotAllowed, match="has signed here"):
        slot_remove(by=cast.manager, slot=SignatureSlot.objects.get(report=report, title="Chair"))


def test_the_chair_signs_in_the_browser(cast: Cast, report: Report, section: Section) -> None:
    client = Client()
    client.force_login(cast.chair)
    page = client.get(reverse("report_sign_off", args=[cast.a.slug, report.slug]))
    slot = SignatureSlot.objects.get(report=report, title="Chair")
    address = reverse("report_sign", args=[cast.a.slug, report.slug, slot.pk])
    assert address in page.text
    digest = gathered(reports_of(cast.a).get(pk=report.pk)).digest
    answer = client.post(address, {"digest": digest}, follow=True)
    assert "You have signed the report" in answer.text
    assert address not in answer.text


def test_a_manager_asks_for_a_signature_and_takes_it_back(cast: Cast, report: Report) -> None:
    client = Client()
    client.force_login(cast.manager)
    ask = reverse("slot_add", args=[cast.a.slug, report.slug])
    wrong = client.post(ask, {"title": "Council", "agency": cast.agency_of_b.pk})
    assert wrong.status_code == 400
    client.post(ask, {"title": "Police", "agency": cast.other_agency.pk})
    again = client.post(ask, {"title": "Police", "agency": cast.other_agency.pk})
    assert "asked for already" in again.content.decode()
    slot = SignatureSlot.objects.get(report=report, title="Police")
    assert (slot.role, slot.agency) == ("signatory", cast.other_agency)
    client.post(reverse("slot_remove", args=[cast.a.slug, report.slug, slot.pk]))
    assert not SignatureSlot.objects.filter(title="Police").exists()


def test_a_report_nobody_is_asked_to_sign_can_not_be_put_up(cast: Cast) -> None:
    bare = report_create(
        by=cast.manager, partnership=cast.a, slug="bare", title="Bare", period=Period.financial_year(2025)
    )
    with pytest.raises(NotAllowed, match="who has to sign"):
        report_put_up(by=cast.manager, report=bare)


def test_one_agencys_signatory_does_not_sign_for_another(cast: Cast, report: Report) -> None:
    slot = slot_add(by=cast.manager, report=report, title="Police", role="signatory", agency=cast.other_agency)
    assert not may_sign(access_of(cast.signatory, cast.a), slot)
