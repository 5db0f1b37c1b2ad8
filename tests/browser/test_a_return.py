"""A quarterly return from the agency's first figure to the board manager's acceptance."""

import pytest
from playwright.sync_api import Page, expect

from partnerships.directory.models import AuditEvent
from partnerships.returns.models import ObservationVersion, Return
from tests.browser.keyboard import press_enter_on, tab_to_box, tab_until, type_into
from tests.browser.portal import Portal, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EXPLAINED = "Checked against the case system: the figure is right."
# Typed in the order the Tab key meets the boxes; percentages take two counts.
FIGURES = {
    "contacts-value": "1434",
    "referrals-value": "281",
    "re-referrals-numerator": "44",
    "re-referrals-denominator": "281",
    "strategy-meetings-value": "190",  # many more than before: to be explained
    "icpc-on-time-numerator": "31",
    "icpc-on-time-denominator": "38",
    "cp-plans-value": "141",
    "cp-category.neglect-value": "78",
    "cp-category.emotional-abuse-value": "44",
    "cp-category.physical-abuse-value": "13",
    "cp-category.sexual-abuse-value": "6",
    "cla-value": "352",
    "return-interviews-numerator": "88",
    "return-interviews-denominator": "120",
    "level-3-training-numerator": "250",
    "level-3-training-denominator": "262",
}


def _open_return(visitor: Visitor, agency: str) -> None:
    visitor.go("Figures")
    visitor.follow(visitor.page.get_by_role("link", name="Quarterly scorecard, Q3").first)
    visitor.go(agency)


def _hand_in(visitor: Visitor) -> None:
    page = visitor.page
    for box in page.get_by_role("textbox").all():
        if not box.input_value():
            box.fill(EXPLAINED)
    page.get_by_label("I have checked these figures").check()
    visitor.press("Hand in")


def _return_of(agency: str) -> Return:
    return Return.objects.filter(agency__slug=agency, collection__token__endswith="-q3").latest("collection__token")


def _figure(of_return: Return, slug: str) -> ObservationVersion:
    return ObservationVersion.objects.filter(
        observation__of_return=of_return, observation__indicator__slug=slug
    ).latest("number")


def test_an_agency_lead_hands_in_a_return_with_the_keyboard_alone(alderbrook: Portal) -> None:
    lead = alderbrook.sign_in("lead@alderbrook.example")
    lead.sees("What needs attention")
    page = lead.page
    press_enter_on(page, "Figures")
    press_enter_on(page, "Quarterly scorecard, Q3")
    press_enter_on(page, "Alderbrook Council: Children's Services")
    of_return = _return_of("childrens-services")
    press_enter_on(page, "Definition of Contacts")
    lead.sees("Definition version 1.")
    _fill_with_the_keyboard(page)
    expect(page.locator("[data-filled]")).to_have_text("15", timeout=20_000)
    lead.look()
    assert _figure(of_return, "supervision").status == "not_available"
    assert _figure(of_return, "allegations").status == "nil"
    assert _figure(of_return, "cla").value == 352
    press_enter_on(page, "Save and continue to hand in")
    lead.look()
    _explain_and_hand_in_with_the_keyboard(page)
    lead.look()
    of_return.refresh_from_db()
    assert of_return.status == "submitted"
    assert AuditEvent.objects.filter(action="return_submit", object_id=str(of_return.pk)).count() == 1


def _fill_with_the_keyboard(page: Page) -> None:
    for box, words in FIGURES.items():
        type_into(page, box, words)
    tab_to_box(page, "supervision-status")
    page.keyboard.type("Not available")
    tab_to_box(page, "supervision-reason")
    page.keyboard.type("The new system can not count it before January")
    type_into(page, "allegations-value", "nil")
    page.keyboard.press("Tab")


def _explain_and_hand_in_with_the_keyboard(page: Page) -> None:
    boxes = [box.get_attribute("id") or "" for box in page.get_by_role("textbox").all()]
    assert boxes, "So many more strategy meetings have to be explained"
    for box in boxes:
        type_into(page, box, EXPLAINED)
    tab_to_box(page, "declared")
    page.keyboard.press("Space")
    tab_until(page, "at.textContent.trim() === 'Hand in'")
    with page.expect_navigation():
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Hand in")).to_have_count(0)


def test_the_grid_shows_the_quarter_before_and_the_same_quarter_a_year_ago(alderbrook: Portal) -> None:
    lead = alderbrook.sign_in("lead@alderbrook.example")
    _open_return(lead, "Alderbrook Council: Children's Services")
    of_return = _return_of("childrens-services")
    before = of_return.collection.period.previous()
    for period in (before, of_return.collection.period.year_earlier()):
        then = Return.objects.get(agency=of_return.agency, collection__token=period.token)
        row = lead.page.locator('[data-cell="contacts"]')
        expect(row.locator(f'[data-label="{period.label}"]')).to_have_text(f"{_figure(then, 'contacts').value:,.0f}")


def test_a_return_goes_back_with_a_reason_and_is_accepted_after_correction(alderbrook: Portal) -> None:
    manager = alderbrook.sign_in("manager@alderbrook.example")
    manager.sees("What needs attention")
    _open_return(manager, "NHS Wending Integrated Care Board")
    manager.go("Review")
    manager.page.get_by_label("Reason to send back: Initial health assessments").fill("One more than was due?")
    manager.press("Send back")
    of_return = _return_of("icb")
    assert of_return.status == "sent_back"

    lead = alderbrook.sign_in("icb@alderbrook.example")
    _open_return(lead, "NHS Wending Integrated Care Board")
    lead.page.get_by_label("Initial health assessments within 20 working days: Assessments on time").fill("20")
    lead.page.keyboard.press("Tab")
    expect(lead.page.locator('[data-cell="health-assessments"] .ret-mark')).to_contain_text("Saved")
    lead.follow(lead.page.locator('[data-cell="health-assessments"]').get_by_role("link"))
    lead.page.get_by_label("Your answer").fill("Corrected: one was counted twice.")
    lead.press("Send the answer")
    _open_return(lead, "NHS Wending Integrated Care Board")
    lead.press("Save and continue to hand in")
    _hand_in(lead)

    _open_return(manager, "NHS Wending Integrated Care Board")
    manager.go("Review")
    manager.press("Accept all figures")
    of_return.refresh_from_db()
    assert of_return.status == "accepted"
    manager.go("NHS Wending Integrated Care Board")
    assert manager.page.get_by_role("textbox").count() == 0
    manager.follow(manager.page.locator('[data-cell="health-assessments"]').get_by_role("link", name="History"))
    for words in ("Integrated care board lead", "Version 1", "Version 2"):
        manager.sees(words)


def test_the_return_works_without_javascript_and_keeps_what_was_typed_wrong(alderbrook: Portal) -> None:
    lead = alderbrook.sign_in("lead@alderbrook.example", scripts=False)
    _open_return(lead, "Alderbrook Council: Children's Services")
    page = lead.page
    page.locator('[id="strategy-meetings-value"]').fill("twelve")
    page.locator('[id="cla-value"]').fill("352")
    lead.press("Save")
    lead.sees("There is a problem")
    assert page.locator('[id="strategy-meetings-value"]').input_value() == "twelve"
    of_return = _return_of("childrens-services")
    assert _figure(of_return, "cla").value == 352
    page.locator('[id="strategy-meetings-value"]').fill("112")
    lead.press("Save")
    assert _figure(of_return, "strategy-meetings").value == 112


def test_nobody_accepts_their_own_and_a_correction_after_acceptance_is_a_new_version(alderbrook: Portal) -> None:
    manager = alderbrook.sign_in("manager@alderbrook.example")
    _open_return(manager, "Alderbrook Council: Housing")
    manager.page.get_by_text("Everything still blank is nil").click()
    manager.press("Make blank figures nil returns")
    manager.press("Save and continue to hand in")
    _hand_in(manager)
    _open_return(manager, "Alderbrook Council: Housing")
    manager.go("Review")
    manager.sees("You handed this return in, so somebody else has to accept it.")
    assert manager.page.get_by_role("button", name="Accept all figures").count() == 0

    deputy = alderbrook.sign_in("deputy@alderbrook.example")
    _open_return(deputy, "Alderbrook Council: Housing")
    deputy.go("Review")
    deputy.press("Accept all figures")
    of_return = _return_of("housing")
    assert of_return.status == "accepted"
    _reopen(manager, of_return)
    first = _figure(of_return, "allegations")
    manager.page.locator('[id="allegations-value"]').fill("1")
    manager.page.keyboard.press("Tab")
    expect(manager.page.locator('[data-cell="allegations"] .ret-mark')).to_have_text("Saved")
    first.refresh_from_db()
    assert (first.number, first.status) == (1, "nil")
    assert (_figure(of_return, "allegations").number, _figure(of_return, "allegations").value) == (2, 1)


def _reopen(manager: Visitor, of_return: Return) -> None:
    _open_return(manager, "Alderbrook Council: Housing")
    manager.go("Reopen")
    manager.page.get_by_role("button", name="Reopen for a correction").click()
    manager.press("Reopen the return")
    manager.sees("There is a problem")
    manager.page.get_by_role("textbox").first.fill("One allegation was found in the paper file.")
    manager.press("Reopen the return")
    of_return.refresh_from_db()
    assert of_return.status == "reopened"


def test_a_stranger_a_reader_and_another_partnerships_lead_see_no_figure(alderbrook: Portal, southend: Portal) -> None:
    of_return = Return.objects.get(agency__slug="childrens-services", collection__token="2016-17")
    address = f"{southend.url}/p/southend-2017-19/figures/returns/{of_return.pk}/"
    for email, code in (("lead@alderbrook.example", 404), ("reader@southend.example", 403)):
        visitor = southend.sign_in(email)
        answer = visitor.page.goto(address)
        assert answer is not None
        assert answer.status == code
        assert "1,387" not in visitor.page.content()
        visitor.look()
