"""The report: words with inserted figures, a build by a real worker, the chair's foreword, signature and download."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from partnerships.directory.models import User
from reports.publishing.models import Build, Download
from reports.studio.assembly import gathered
from reports.studio.checklist import checklist_of
from reports.studio.models import Report, Section
from reports.studio.services import warning_accept
from tests.browser.portal import Portal, Visitor
from tests.publishing.reading import pdf_text
from tests.support.worker import worker

pytestmark = [pytest.mark.browser, pytest.mark.worker, pytest.mark.django_db(transaction=True)]

LONG = 150_000  # milliseconds for a worker on a busy machine
THANKS = "I thank all who work with children in Southend."
WORD = "As the published report has it."
REPORT = "Annual report on the effectiveness of safeguarding children"


def _open_section(visitor: Visitor, title: str) -> None:
    visitor.go("Reports", REPORT)
    visitor.follow(visitor.page.get_by_role("link", name=title).first)


def _build(visitor: Visitor) -> Build:
    """Ask for a build with an impatient double click, watch it wait, be worked on and end, without loading the page."""
    visitor.go("Builds and downloads")
    before = Build.objects.count()
    visitor.page.get_by_role("button", name="Build the report").dblclick()
    sentence = visitor.page.locator("#build-sentence")
    expect(sentence).to_contain_text("The build is waiting")
    visitor.look()
    with worker(take_waiting=True):
        expect(sentence).to_contain_text("The report is being built", timeout=LONG)
        expect(sentence).to_contain_text("The report is built", timeout=LONG)
    visitor.look()
    assert Build.objects.count() == before + 1
    return Build.objects.latest("number")


def test_a_manager_inserts_a_figure_instead_of_typing_it(southend: Portal) -> None:
    manager = southend.sign_in("manager@southend.example")
    _open_section(manager, "Conclusions and work for 2019 to 2020")
    page = manager.page
    page.get_by_label("Find by name, agency or period").fill("looked after at 31 March")
    page.get_by_role("button", name="Find").click()
    page.get_by_role(
        "button", name=re.compile("^Insert.*Children looked after at 31 March.*31 March 2018")
    ).first.click()
    manager.press("Save")
    expect(page.locator(".studio-preview")).to_contain_text("291")
    assert "[[returns/cla?at=2018-03-31]]" in Section.objects.get(slug="conclusions").body


def test_the_chair_writes_signs_and_downloads_what_nobody_else_can_change(southend: Portal, tmp_path: Path) -> None:
    manager = southend.sign_in("manager@southend.example")
    _open_section(manager, "Foreword by the independent chair")
    manager.sees("Only the independent chair can change this section.")
    assert manager.page.locator(".ProseMirror").count() == 0

    chair = southend.sign_in("chair@southend.example")
    _open_section(chair, "Foreword by the independent chair")
    chair.page.locator(".ProseMirror").click()
    chair.page.keyboard.press("Control+End")
    chair.page.keyboard.type(f" {THANKS}")
    chair.press("Save")
    _answer_warnings(manager)
    _sign(manager, chair)

    manager.go("Reports", REPORT)
    build = _build(manager)
    assert build.status == Build.Status.DONE
    assert not build.draft
    chair.page.goto(manager.page.url)
    chair.look()
    words = _downloaded(chair, tmp_path / "report.pdf")
    assert THANKS in words
    assert "DRAFT" not in words
    download = Download.objects.get()
    assert download.by.email == "chair@southend.example"
    chair.follow(chair.page.get_by_role("link", name="Read it as a web page").first)
    chair.sees("Conclusions and work for 2019 to 2020")


def _sign(manager: Visitor, chair: Visitor) -> None:
    manager.go("Reports", REPORT, "Sign-off")
    manager.press("Put up for signing")
    assert manager.page.get_by_role("button", name="Sign the report").count() == 0
    chair.go("Reports", REPORT, "Sign-off")
    chair.press("Sign the report as Independent chair")
    chair.sees("You have signed the report.")
    assert Report.objects.get().status == Report.Status.SIGNED


def _downloaded(visitor: Visitor, kept: Path) -> str:
    """Return the words of the PDF the person gets, in one line: a sentence may run over lines in print."""
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("button", name="Download the PDF").click()
    assert "draft" not in waiting.value.suggested_filename
    waiting.value.save_as(kept)
    return " ".join(pdf_text(kept.read_bytes()).split())


def _answer_warnings(manager: Visitor) -> None:
    """Accept the first warning as a person does, and the others as that page does."""
    manager.go("Reports", REPORT, "Checks")
    manager.follow(manager.page.get_by_role("link", name=re.compile("^Accept with a word")).first)
    manager.page.get_by_role("textbox").fill(WORD)
    manager.press("Accept the warning")
    report = Report.objects.get()
    by = User.objects.get(email="manager@southend.example")
    lines = checklist_of(gathered(report)).lines
    assert sum(bool(line.answer) for line in lines) == 1
    for line in lines:
        if line.open:
            warning_accept(by=by, report=report, finding=line.finding, word=WORD)
