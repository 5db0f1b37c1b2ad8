"""Rows for the report studio."""

from typing import Any

from reports.studio.models import Report, Section
from reports.studio.services import comment_add, report_create, report_put_up, section_add, slot_add
from safeguarding.lib.facts import Period
from tests.access.table import Row
from tests.returns.factories import return_ready
from tests.support.cast import Cast

READS = ("manager", "chair", "signatory")
EDITS = ("manager",)
FIGURES = ("manager", "lead", "contributor", "other_lead", "chair", "signatory", "reader")


def _report(cast: Cast) -> Report:
    return report_create(
        by=cast.manager, partnership=cast.a, slug="annual", title="Annual report", period=Period.financial_year(2025)
    )


def report(cast: Cast) -> dict[str, Any]:
    """Return the arguments of a draft report's addresses."""
    return {"report": _report(cast).slug}


def section(cast: Cast) -> dict[str, Any]:
    """Return the arguments of a section's addresses."""
    made = section_add(by=cast.manager, report=_report(cast), title="Learning", block="narrative")
    return {"report": made.report.slug, "section": made.slug}


def foreword(cast: Cast) -> dict[str, Any]:
    """Return the arguments of a foreword only the chair may write."""
    made = section_add(
        by=cast.manager,
        report=_report(cast),
        title="Foreword",
        block="foreword",
        reserved_for=Section.Reserved.CHAIR,
    )
    return {"report": made.report.slug, "section": made.slug}


def comment(cast: Cast) -> dict[str, Any]:
    """Return the arguments of a comment's addresses."""
    named = section(cast)
    made = comment_add(by=cast.chair, section=Section.objects.get(slug=named["section"]), text="Is this right?")
    return {**named, "comment": made.pk}


def slot(cast: Cast) -> dict[str, Any]:
    """Return the arguments of the chair's signature under a report put up for signing."""
    made = _report(cast)
    wanted = slot_add(by=cast.manager, report=made, title="Chair", role="chair")
    report_put_up(by=cast.manager, report=made)
    return {"report": made.slug, "slot": wanted.pk}


def figure(cast: Cast) -> dict[str, Any]:
    """Make an accepted figure; its key is in the row's data."""
    return_ready(cast.a, {"cp-plans": 116}, period=Period.quarter(2026, 3), agency=cast.agency)
    return {}


SAVE = {"title": "Learning", "body": "What we learned.", "version": "1"}

ROWS = (
    Row(name="report_list", allowed=READS),
    Row(name="report_new", allowed=EDITS),
    Row(name="report_detail", allowed=READS, arrange=report),
    Row(name="report_edit", allowed=EDITS, arrange=report),
    Row(name="report_checks", allowed=READS, arrange=report),
    Row(name="warning_accept", allowed=EDITS, arrange=report, code=302),
    Row(name="report_sign_off", allowed=READS, arrange=report),
    Row(name="report_put_up", allowed=EDITS, arrange=report, method="POST", code=302),
    Row(name="report_sign", allowed=("chair", "signatory"), arrange=slot, method="POST", code=302),
    Row(name="slot_add", allowed=EDITS, arrange=report),
    Row(name="slot_remove", allowed=EDITS, arrange=slot, method="POST", code=302),
    Row(name="report_reopen", allowed=EDITS, arrange=report),
    Row(name="section_new", allowed=EDITS, arrange=report),
    Row(name="section_edit", allowed=READS, arrange=section),
    Row(name="section_edit", allowed=EDITS, arrange=section, method="POST", data=SAVE, code=302),
    Row(name="section_edit", allowed=("chair",), arrange=foreword, method="POST", data=SAVE, code=302),
    Row(name="section_plan", allowed=EDITS, arrange=section),
    Row(name="section_move", allowed=EDITS, arrange=section, method="POST", code=302),
    Row(name="section_remove", allowed=EDITS, arrange=section),
    Row(name="section_remove", allowed=EDITS, arrange=section, method="POST", code=302),
    Row(name="section_history", allowed=READS, arrange=section),
    Row(name="comment_add", allowed=READS, arrange=section, method="POST", data={"text": "Why?"}, code=302),
    Row(name="comment_settle", allowed=READS, arrange=comment, method="POST", code=302),
    Row(name="fact_trace", allowed=FIGURES, arrange=figure, data={"key": "returns/cp-plans?at=2026-12-31"}),
    Row(name="figure_search", allowed=READS, data={"words": "plan"}),
    Row(name="link_use", allowed=READS),
)
