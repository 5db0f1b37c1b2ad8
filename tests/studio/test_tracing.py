"""Tracing a figure, and what waits for a person."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.authz.access import access_of
from partnerships.directory.models import User
from reports.studio.attention import attention
from reports.studio.models import Report
from reports.studio.services import comment_add, report_put_up, section_add, section_plan, slot_add
from safeguarding.lib.attention import AttentionItem
from safeguarding.lib.facts import Derivation, Disclosure, Provenance
from tests.studio.figures import Figures
from tests.studio.samples import CLA, EARLIER, narrative
from tests.support.cast import Cast


def page(cast: Cast, person: User, key: str) -> str:
    """Return the page that traces a figure."""
    client = Client()
    client.force_login(person)
    return client.get(reverse("fact_trace", args=[cast.a.slug]), {"key": key}).text


def derived(room: Figures, key: str, *inputs: str) -> str:
    """Offer a figure computed from others."""
    source = Provenance(origin="derived", place="computed by the portal", rule="sum", inputs=inputs)
    return room.add(key, 573, f"Sum called {key[-1]}", provenance=source)


def test_a_computed_figure_shows_its_inputs_down_to_what_was_entered(
    cast: Cast, report: Report, figures: Figures
) -> None:
    inner = derived(figures, "returns/sum-a", CLA, EARLIER)
    outer = derived(figures, "returns/sum-b", inner)
    words = page(cast, cast.reader, outer)
    assert "studio-inputs__item--1" in words
    assert words.count("studio-inputs__item--2") == 2
    assert "282" in words


def test_figures_that_name_each_other_do_not_go_round_for_ever(cast: Cast, figures: Figures) -> None:
    derived(figures, "returns/sum-a", "returns/sum-b")
    derived(figures, "returns/sum-b", "returns/sum-a")
    assert "Sum called b" in page(cast, cast.reader, "returns/sum-a")


def test_an_input_nobody_knows_is_named_by_its_key(cast: Cast, figures: Figures) -> None:
    derived(figures, "returns/sum-a", "returns/lost")
    assert "<code>returns/lost</code>" in page(cast, cast.reader, "returns/sum-a")


def test_only_those_who_read_drafts_see_where_a_figure_is_printed(cast: Cast, report: Report, figures: Figures) -> None:
    narrative(cast, report)
    assert "Printed in" in page(cast, cast.chair, CLA)
    assert "Printed in" not in page(cast, cast.reader, CLA)


def test_a_restricted_figure_is_not_there_for_who_may_not_see_it(cast: Cast, figures: Figures) -> None:
    figures.add("returns/secret", 2, "Restricted", disclosure=Disclosure.RESTRICTED)
    assert "Restricted" not in page(cast, cast.reader, "returns/secret")
    assert "Restricted" in page(cast, cast.manager, "returns/secret")


@pytest.mark.parametrize(("person", "told"), [("reader", False), ("lead", False), ("chair", False), ("manager", True)])
def test_a_small_number_and_what_is_computed_from_it_are_for_who_builds_reports(
    cast: Cast, report: Report, figures: Figures, person: str, told: bool
) -> None:
    small = figures.add("returns/few", 3, "Few children", disclosure=Disclosure.SMALL_NUMBERS)
    figures.add("returns/none", 0, "No children", disclosure=Disclosure.SMALL_NUMBERS)
    source = Provenance(origin="derived", place="computed", rule="mean", inputs=(small,), how=Derivation.MEAN)
    figures.add("returns/mean", 777, "Mean", disclosure=Disclosure.SMALL_NUMBERS, provenance=source)
    said = {key: page(cast, getattr(cast, person), f"returns/{key}") for key in ("few", "none", "mean")}
    assert ('studio-fact__value">3<' in said["few"]) is told
    assert ('studio-fact__value">0<' in said["none"]) is told
    assert ("777" in said["mean"]) is told
    assert ("<strong>3</strong>" in said["mean"]) is told
    assert ("suppressed" in said["few"]) is not told


@pytest.mark.parametrize(("person", "told"), [("chair", False), ("manager", True)])
def test_figures_found_by_name_keep_small_numbers_from_who_only_reads_drafts(
    cast: Cast, report: Report, figures: Figures, person: str, told: bool
) -> None:
    figures.add("returns/few", 3, "Few children", disclosure=Disclosure.SMALL_NUMBERS)
    section = narrative(cast, report)
    client = Client()
    client.force_login(getattr(cast, person))
    found = client.get(reverse("figure_search", args=[cast.a.slug]), {"words": "few"}).text
    desk = client.get(reverse("section_edit", args=[cast.a.slug, report.slug, section.slug]), {"words": "few"}).text
    assert "Few children" in found
    assert ("Few children" in desk) is told  # the chair may not insert figures here
    assert ["<strong>3</strong>" in text for text in (found, desk)] == [told, told]


def waiting(cast: Cast, person: User) -> list[AttentionItem]:
    """Return what waits for a person."""
    return attention(access_of(person, cast.a))


def test_a_signature_waits_for_the_person_whose_it_is(cast: Cast, report: Report) -> None:
    slot_add(by=cast.manager, report=report, title="Chair", role="chair")
    assert not waiting(cast, cast.chair)
    report_put_up(by=cast.manager, report=report)
    assert [item.text for item in waiting(cast, cast.chair)] == ["Annual report waits for your signature"]
    assert not waiting(cast, cast.signatory)


def test_a_late_section_waits_for_who_writes_it(cast: Cast, report: Report) -> None:
    section = narrative(cast, report, "")
    yesterday = timezone.localdate() - timedelta(days=1)
    section_plan(
        by=cast.manager,
        section=section,
        assignee=cast.second_manager,
        agency=None,
        due_on=yesterday,
        numbering="numbered",
    )
    (item,) = waiting(cast, cast.second_manager)
    assert (item.urgency, item.tag, item.due) == (0, "Late", yesterday)
    assert not waiting(cast, cast.manager)


def test_the_unwritten_foreword_waits_for_the_chair_alone(cast: Cast, report: Report) -> None:
    section_add(by=cast.manager, report=report, title="Foreword", block="foreword", reserved_for="chair")
    (item,) = waiting(cast, cast.chair)
    assert (item.urgency, item.tag, item.text) == (1, "To write", "Write “Foreword” of Annual report")
    assert not waiting(cast, cast.manager)


def test_comments_wait_for_who_edits_the_report(cast: Cast, report: Report) -> None:
    section = narrative(cast, report)
    for text in ("Why?", "When?"):
        comment_add(by=cast.chair, section=section, text=text)
    assert [item.text for item in waiting(cast, cast.manager)] == [
        "2 comments on “Looked-after children” of Annual report"
    ]


def test_nothing_waits_for_who_does_not_read_drafts(cast: Cast, report: Report) -> None:
    assert waiting(cast, cast.reader) == []
