"""Writing sections: nothing is lost, nothing is done twice, and the chair's words are the chair's."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from partnerships.directory.models import AuditEvent, User
from reports.studio.models import Report, Section, SectionVersion
from reports.studio.services import (
    comment_add,
    report_put_up,
    section_add,
    section_move,
    section_remove,
    section_save,
    slot_add,
)
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.studio.figures import Figures
from tests.studio.samples import CLA, narrative
from tests.support.cast import Cast


def browser_of(person: User) -> Client:
    """Return a browser in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client


def desk(section: Section) -> str:
    """Return the address of a section's page."""
    report = section.report
    return reverse("section_edit", args=[report.partnership.slug, report.slug, section.slug])


def typed(section: Section, body: str, /, **more: str) -> dict[str, str]:
    """Return the form as a browser without JavaScript sends it."""
    return {"title": section.title, "body": body, "version": str(section.version), **more}


def test_saving_keeps_a_version_with_who_and_when(cast: Cast, report: Report) -> None:
    section = narrative(cast, report, "<p>First.</p>")
    answer = browser_of(cast.manager).post(desk(section), typed(section, "Second."))
    assert answer.status_code == 302
    section.refresh_from_db()
    assert (section.body, section.version) == ("<p>Second.</p>", 2)
    assert [version.body for version in section.versions.all()] == ["<p>Second.</p>", "<p>First.</p>"]
    assert section.versions.first().saved_by == cast.manager


def test_a_stale_form_keeps_the_losing_words_and_shows_the_saved_ones(cast: Cast, report: Report) -> None:
    section = narrative(cast, report, "<p>First.</p>")
    section_save(by=cast.second_manager, section=section, version=1, title="Children", body="<p>Theirs.</p>")
    section.version = 1  # the page was opened before
    page = browser_of(cast.manager).post(desk(section), typed(section, "Mine, not lost."))
    assert page.status_code == 409
    assert "Mine, not lost." in page.text
    assert "Theirs." in page.text
    assert "Second board manager of A saved this page" in page.text
    section.refresh_from_db()
    assert section.body == "<p>Theirs.</p>"


def test_after_comparing_the_second_saving_goes_through(cast: Cast, report: Report) -> None:
    section = narrative(cast, report, "<p>First.</p>")
    section_save(by=cast.second_manager, section=section, version=1, title="Children", body="<p>Theirs.</p>")
    section.version = 1
    page = browser_of(cast.manager).post(desk(section), typed(section, "Both."))
    assert 'name="version" value="2"' in page.text
    section.refresh_from_db()
    assert browser_of(cast.manager).post(desk(section), typed(section, "Both.")).status_code == 302


def test_sending_the_same_form_twice_saves_once(cast: Cast, report: Report) -> None:
    section = narrative(cast, report, "<p>First.</p>")
    browser, form = browser_of(cast.manager), typed(section, "Second.")
    assert [browser.post(desk(section), form).status_code for _ in range(2)] == [302, 302]
    assert section.versions.count() == 2


def test_a_token_that_names_nothing_is_refused_with_the_words_kept(cast: Cast, report: Report) -> None:
    section = narrative(cast, report, "<p>First.</p>")
    page = browser_of(cast.manager).post(desk(section), typed(section, "We had [[cla]] children."))
    assert page.status_code == 422
    assert "is not the name of a figure" in page.text
    assert "We had [[cla]] children." in page.text
    assert Section.objects.get(pk=section.pk).version == 1


def test_inserting_a_figure_without_javascript_keeps_what_was_typed_and_saves_nothing(
    cast: Cast, report: Report, figures: Figures
) -> None:
    section = narrative(cast, report, "<p>First.</p>")
    page = browser_of(cast.manager).post(desk(section), typed(section, "Typed so far:", insert=f"[[{CLA}]]"))
    assert f"Typed so far: [[{CLA}]]" in page.text
    assert "291</data>" in page.text
    assert Section.objects.get(pk=section.pk).body == "<p>First.</p>"


def test_searching_for_figures_keeps_what_was_typed(cast: Cast, report: Report, figures: Figures) -> None:
    section = narrative(cast, report, "<p>First.</p>")
    page = browser_of(cast.manager).post(desk(section), typed(section, "Typed so far", step="search", words="looked"))
    assert "Typed so far" in page.text
    assert f'data-token="[[{CLA}]]"' in page.text


def test_a_search_that_finds_nothing_says_how_to_go_on(cast: Cast, report: Report, figures: Figures) -> None:
    page = browser_of(cast.manager).get(reverse("figure_search", args=[cast.a.slug]), {"words": "zebra"})
    assert "Try one word of its name" in page.text


def test_a_preview_prints_the_typed_words_without_saving_them(cast: Cast, report: Report, figures: Figures) -> None:
    section = narrative(cast, report, "<p>First.</p>")
    page = browser_of(cast.manager).post(desk(section), typed(section, f"Now [[{CLA}]].", step="preview"))
    assert "291</data>" in page.text
    assert Section.objects.get(pk=section.pk).version == 1


def test_script_and_other_markup_is_taken_out_of_the_words(cast: Cast, report: Report) -> None:
    section = narrative(cast, report, "<p>Fine<script>alert(1)</script><img src=x onerror=y></p>")
    assert section.body == "<p>Fine</p>"


@pytest.fixture
def foreword(cast: Cast, report: Report) -> Section:
    """Return a foreword only the chair may write."""
    return section_add(
        by=cast.manager, report=report, title="Foreword", block="foreword", reserved_for=Section.Reserved.CHAIR
    )


def test_the_chair_writes_the_foreword(cast: Cast, foreword: Section) -> None:
    answer = browser_of(cast.chair).post(desk(foreword), typed(foreword, "What I saw."))
    assert answer.status_code == 302
    assert Section.objects.get(pk=foreword.pk).body == "<p>What I saw.</p>"


@pytest.mark.parametrize("who", ["manager", "second_manager", "signatory"])
def test_others_see_the_foreword_and_can_not_change_it(cast: Cast, foreword: Section, who: str) -> None:
    browser = browser_of(getattr(cast, who))
    page = browser.get(desk(foreword))
    assert page.status_code == 200
    assert "section-form" not in page.text
    assert browser.post(desk(foreword), typed(foreword, "Not mine.")).status_code == 403
    assert Section.objects.get(pk=foreword.pk).body == ""


def test_the_chair_can_not_change_other_sections(cast: Cast, report: Report) -> None:
    section = narrative(cast, report)
    assert browser_of(cast.chair).post(desk(section), typed(section, "Mine.")).status_code == 403


def test_a_written_foreword_can_not_be_taken_out(cast: Cast, foreword: Section) -> None:
    section_save(by=cast.chair, section=foreword, version=1, title="Foreword", body="<p>Words.</p>")
    with pytest.raises(NotAllowed, match="only its author"):
        section_remove(by=cast.manager, section=foreword)


def test_sections_move_among_their_siblings_and_stop_at_the_edge(cast: Cast, report: Report) -> None:
    first, second = narrative(cast, report, title="One"), narrative(cast, report, title="Two")
    for step in (-1, -1, 1):
        section_move(by=cast.manager, section=second, step=step)
    assert [section.title for section in report.sections.all()] == ["One", "Two"]
    section_move(by=cast.manager, section=first, step=1)
    assert [section.title for section in report.sections.all()] == ["Two", "One"]


def test_a_section_with_sub_sections_is_not_taken_out(cast: Cast, report: Report) -> None:
    chapter = narrative(cast, report)
    section_add(by=cast.manager, report=report, title="Below", block="narrative", parent=chapter)
    with pytest.raises(NotAllowed, match="sub-sections"):
        section_remove(by=cast.manager, section=chapter)


def test_a_section_taken_out_keeps_its_history(cast: Cast, report: Report) -> None:
    section = narrative(cast, report)
    section_remove(by=cast.manager, section=section)
    assert report.sections.standing().count() == 0
    assert section.versions.count() == 1
    assert browser_of(cast.manager).get(desk(section)).status_code == 404


def test_earlier_versions_can_not_be_changed_by_anybody(cast: Cast, report: Report) -> None:
    section = narrative(cast, report)
    with pytest.raises(IntegrityError), transaction.atomic():
        SectionVersion.objects.filter(section=section).update(body="<p>Never said.</p>")


def test_a_signed_report_can_not_be_changed_before_it_is_reopened(cast: Cast, report: Report) -> None:
    section = narrative(cast, report)
    slot_add(by=cast.manager, report=report, title="Chair", role="chair")
    report_put_up(by=cast.manager, report=report)
    Report.objects.filter(pk=report.pk).update(status=Report.Status.SIGNED)
    section.report.refresh_from_db()
    with pytest.raises(NotAllowed, match="Reopen it"):
        section_save(by=cast.manager, section=section, version=1, title="Changed")


def test_a_stale_version_is_refused_by_the_service_itself(cast: Cast, report: Report) -> None:
    section = narrative(cast, report)
    section_save(by=cast.manager, section=section, version=1, title="Two")
    with pytest.raises(Overtaken):
        section_save(by=cast.manager, section=section, version=1, title="Three")


def test_two_sections_with_one_title_get_addresses_of_their_own(cast: Cast, report: Report) -> None:
    assert [narrative(cast, report, title="Public Health").slug for _ in range(3)] == [
        "public-health",
        "public-health-2",
        "public-health-3",
    ]


def test_every_write_is_in_the_audit_trail(cast: Cast, report: Report) -> None:
    section = narrative(cast, report)
    section_save(by=cast.manager, section=section, version=1, title="Two")
    comment_add(by=cast.chair, section=section, text="Why?")
    actions = list(AuditEvent.objects.of(cast.a).order_by("id").values_list("action", flat=True))
    assert actions == ["report.created", "section.added", "section.saved", "comment.made"]


def test_a_report_needs_a_short_name_of_its_own(cast: Cast, report: Report) -> None:
    page = browser_of(cast.manager).post(
        reverse("report_new", args=[cast.a.slug]),
        {
            "title": "Annual",
            "subtitle": "",
            "outline": "children",
            "starts_on-day": "1",
            "starts_on-month": "4",
            "starts_on-year": "2018",
            "ends_on-day": "31",
            "ends_on-month": "3",
            "ends_on-year": "2019",
        },
        follow=True,
    )
    assert page.status_code == 200
    assert "Priorities and progress" in page.text
    assert Report.objects.of(cast.a).get(slug="annual-2018-19").slots.count() == 1


def test_a_comment_without_words_is_answered_with_what_is_missing(cast: Cast, report: Report) -> None:
    section = narrative(cast, report)
    address = reverse("comment_add", args=[cast.a.slug, report.slug, section.slug])
    page = browser_of(cast.chair).post(address, {"text": " "})
    assert page.status_code == 422
    assert "Enter your comment" in page.text
