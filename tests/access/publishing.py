"""Rows of publishing."""

from collections.abc import Callable
from typing import Any

from tests.access.table import Row
from tests.publishing.reports import build_made, build_published, decision_made, report_bare
from tests.support.cast import Cast

SEES_DRAFTS = ("manager", "chair", "signatory")
DOWNLOADS = ("manager", "lead", "other_lead", "chair", "signatory", "reader")


def _report(cast: Cast) -> dict[str, Any]:
    return {"report": report_bare(cast).slug}


def _build(status: str = "done") -> Callable[[Cast], dict[str, Any]]:
    def arrange(cast: Cast) -> dict[str, Any]:
        build = build_made(report_bare(cast), cast.manager, status=status)
        return {"report": build.report.slug, "number": build.number}

    return arrange


def _published(cast: Cast) -> dict[str, Any]:
    build = build_published(report_bare(cast), cast.manager)
    return {"report": build.report.slug, "number": build.number, "variant": "public"}


def _decided(cast: Cast) -> dict[str, Any]:
    decision = decision_made(report_bare(cast), by=cast.second_manager)
    return {"report": decision.report.slug, "decision": decision.pk}


def _published_pdf(cast: Cast) -> dict[str, Any]:
    return {**_published(cast), "kind": "pdf"}


ROWS = (
    Row(name="edition_list", allowed=DOWNLOADS),
    Row(name="report_builds", allowed=SEES_DRAFTS, arrange=_report),
    Row(name="build_request", allowed=("manager",), method="POST", code=302, arrange=_report),
    Row(name="build_detail", allowed=SEES_DRAFTS, arrange=_build()),
    Row(name="build_state", allowed=SEES_DRAFTS, arrange=_build("running")),
    Row(name="build_cancel", allowed=("manager",), method="POST", code=302, arrange=_build("waiting")),
    Row(name="edition_publish", allowed=("manager",), method="POST", code=302, arrange=_build()),
    Row(name="disclosure_policy", allowed=("manager",)),
    Row(name="disclosure_review", allowed=SEES_DRAFTS, arrange=_report),
    Row(name="disclosure_ask", allowed=("manager",), method="POST", arrange=_report),
    Row(name="disclosure_settle", allowed=("manager", "chair"), method="POST", code=302, arrange=_decided),
    Row(name="disclosure_withdraw", allowed=("manager",), method="POST", code=302, arrange=_decided),
    Row(name="edition_html", allowed=DOWNLOADS, arrange=_published),
    Row(name="artifact_download", allowed=DOWNLOADS, arrange=_published_pdf),
)
