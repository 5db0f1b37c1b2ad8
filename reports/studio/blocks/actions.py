"""What was undertaken and what came of it: numbers, actions by what they come from, what is not done and why."""

from datetime import date
from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from partnerships.actions.models import Action, Band, Origin, Status
from partnerships.actions.models.action import COMPLETED, LIVE
from partnerships.actions.selectors import report_rows
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey

COLUMNS = ("carried-in", "opened", "completed", "not-implementing", "withdrawn", "open", "overdue")
PARTS = ("summary", "list", "not_implementing", "carried")


class ActionsForm(SectionForm):
    """Which part of it, and from what."""

    settings: ClassVar[tuple[str, ...]] = ("shows", "origin")

    shows = forms.ChoiceField(
        label="What is printed",
        widget=forms.RadioSelect,
        choices=[
            ("all", "Everything"),
            ("summary", "Numbers: carried in, opened, completed, overdue"),
            ("list", "Each action, with its status and what difference it made"),
            ("not_implementing", "What is not implemented, and why"),
            ("carried", "What is carried forward"),
        ],
        initial="all",
    )
    origin = forms.ChoiceField(
        label="Actions that come from", required=False, choices=[("", "Anything"), *Origin.choices]
    )
    field_order = ("title", "shows", "origin", "version")


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    shows, origin = section.config.get("shows") or "all", section.config.get("origin") or ""
    span = context.report.span
    day = min(span.end, timezone.localdate())
    kept: list[Action] = context.once("actions", lambda: report_rows(context.partnership, span.start, day))
    rows = [row for row in kept if origin in ("", row.origin_kind)]
    parts = PARTS if shows == "all" else (shows,)
    return {
        "period": span.label,
        "day": day.isoformat(),
        "recorded": bool(rows),
        "parts": parts if rows else (),
        "summary": _summary(context, rows, origin) if rows and "summary" in parts else {},
        "groups": _groups([row for row in rows if "carried" not in parts or _stood(row) not in LIVE]),
        "declined": [_line(row) for row in rows if _stood(row) == Status.NOT_IMPLEMENTING],
        "carried": _groups([row for row in rows if _stood(row) in LIVE]),
        "without_impact": [row.title for row in rows if _stood(row) in COMPLETED and not _impacts(row)],
    }


def _summary(context: GatherContext, rows: list[Action], origin: str) -> dict[str, Any]:
    token = {"period": context.report.span.token}

    def key(name: str, of: str) -> str:
        return context.want(FactKey(f"actions/{name}", {**token, **({"origin": of} if of else {})}))

    kinds = [kind for kind in Origin if any(row.origin_kind == kind for row in rows)]
    return {
        "rows": [{"label": kind.label, "cells": [key(name, kind.value) for name in COLUMNS]} for kind in kinds],
        "total": [key(name, origin) for name in COLUMNS],
        "on_time": key("on-time-share", origin),
        "impact": key("impact-share", origin),
        "bands": [{"label": band.label, "value": key(f"overdue.{band.value}", origin)} for band in Band],
    }


def _groups(rows: list[Action]) -> list[dict[str, Any]]:
    """Return the actions by what they come from. What one owner does for several reasons is one line with all of them.

    A self-assessment opens the same action for each standard that is not met: twelve equal lines tell nobody more.
    """
    groups = []
    for kind, of in groupby(rows, key=lambda row: row.origin_kind):
        lines: dict[tuple[str, ...], dict[str, Any]] = {}
        for line in map(_line, of):
            alike = tuple(str(value) for name, value in line.items() if name != "sources")
            lines.setdefault(alike, {**line, "sources": []})["sources"] += line["sources"]
        actions = [{**line, "sources": _told_once(line["sources"])} for line in lines.values()]
        groups.append({"title": Origin(kind).label, "actions": actions})
    return groups


def _told_once(sources: list[str]) -> list[str]:
    """Return where actions come from with what stands before the colon once: "Section 11: Records; Policies"."""
    found: dict[str, list[str]] = {}
    for source in sources:
        before, colon, rest = source.partition(": ")
        found.setdefault(before + colon, []).append(rest)
    return [before + "; ".join(dict.fromkeys(rests)) for before, rests in found.items()]


def _line(row: Action) -> dict[str, Any]:
    """Return an action as it stood on the day, with what is known of its impact by now. Never a person's name."""
    due: date | None = row.stood_due  # type: ignore[attr-defined]
    return {
        "title": row.title,
        "sources": [row.origin_label],
        "owner": row.public_owner,
        "due": due.isoformat() if due else "",
        "status": Status(_stood(row)).label,
        "why": row.settled_words if row.status == _stood(row) else "",
        "impact": _impacts(row),
    }


def _stood(row: Action) -> str:
    return str(row.stood)  # type: ignore[attr-defined]


def _impacts(row: Action) -> list[str]:
    return [entry.text for entry in row.impacts]  # type: ignore[attr-defined]


ACTIONS = BlockSpec(
    key="actions",
    title="Actions and what came of them",
    sentence="The action log: numbers by origin, each action with its status and impact, what is not done and why.",
    template="reports/blocks/actions.html",
    form=ActionsForm,
    gather=_gather,
    checks=("nothing_there", "no_impact"),
)
