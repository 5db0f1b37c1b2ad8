"""Self-assessment besides its statistics: heat maps, moderation, participation, Child Safeguarding Statements."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from partnerships.assessments.models import Response, Round
from partnerships.assessments.selectors.pledges import PledgeRow, pledge_rows
from partnerships.assessments.selectors.statistics import AGREED, Heading, headings_of, parts_of
from reports.studio.blocks.assessment import AssessmentForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey


class HeatForm(AssessmentForm):
    """Which round, and whether one round by standard or the tool's rounds over time."""

    settings: ClassVar[tuple[str, ...]] = ("round", "shows")

    shows = forms.ChoiceField(
        label="What is printed",
        widget=forms.RadioSelect,
        choices=[("standards", "Respondents by standard"), ("periods", "Bodies by period, over the tool's rounds")],
        initial="standards",
    )
    field_order = ("title", "round", "shows", "version")


def _rounds(context: GatherContext) -> list[Round]:
    """Return the named rounds held here, newest first."""
    return context.once("assessments named", lambda: _named(context))


def _named(context: GatherContext) -> list[Round]:
    rows = Round.objects.of(context.partnership).filter(mode=Round.Mode.NAMED, opens_on__isnull=False)
    return list(rows.select_related("tool").order_by("-ends_on", "title"))


def _chosen(context: GatherContext, section: Section) -> Round | None:
    named = section.config.get("round")
    return next((held for held in _rounds(context) if not named or held.slug == named), None)


def _asked(context: GatherContext, held: Round) -> list[Response]:
    rows = Response.objects.filter(round=held).select_related("agency__organisation", "site")
    return context.once(f"assessment responses {held.pk}", lambda: list(rows))


def _agreed(context: GatherContext, held: Round) -> list[Response]:
    return [row for row in _asked(context, held) if row.status in AGREED]


def _headings(context: GatherContext, held: Round) -> Sequence[Heading]:
    return context.once(f"assessment headings {held.tool_id}", lambda: headings_of(parts_of(held)))


def _colours(context: GatherContext, held: Round) -> dict[str, str]:
    levels = context.once(f"scale {held.tool_id}", lambda: list(held.tool.levels.all()))
    return {level.label: level.colour for level in levels}


def _level_key(context: GatherContext, held: Round, response: Response, name: str) -> str:
    about = {"round": held.slug, "agency": response.agency.slug if response.agency else ""}
    if response.site:
        about["site"] = response.site.slug
    return context.want(FactKey(f"assessments/{held.tool.slug}.{name}.level", about))


def _heat(context: GatherContext, section: Section) -> dict[str, Any]:
    held = _chosen(context, section)
    if held is None:
        return {"title": "", "columns": [], "rows": [], "colours": {}}
    if section.config.get("shows") == "periods":
        return _periods(context, held)
    headings = _headings(context, held)
    rows = [
        {"label": row.respondent, "cells": [_level_key(context, held, row, one.key) for one in headings]}
        for row in _agreed(context, held)
    ]
    return {
        "title": held.title,
        "first": "Respondent",
        "columns": [one.title for one in headings],
        "rows": rows,
        "colours": _colours(context, held),
    }


def _periods(context: GatherContext, held: Round) -> dict[str, Any]:
    rounds = [one for one in reversed(_rounds(context)) if one.tool.slug == held.tool.slug]
    found: dict[str, dict[int, str]] = {}
    for one in rounds:
        for row in _asked(context, one):
            found.setdefault(row.respondent, {})[one.pk] = _level_key(context, one, row, "all")
    return {
        "title": held.tool.title,
        "first": "Body",
        "columns": [one.period.label for one in rounds],
        "rows": [
            {"label": label, "cells": [keys.get(one.pk, "") for one in rounds]} for label, keys in sorted(found.items())
        ],
        "colours": _colours(context, held),
    }


def _difference(context: GatherContext, section: Section) -> dict[str, Any]:
    held = _chosen(context, section)
    if held is None:
        return {"title": "", "rows": [], "total": []}

    def cells(name: str) -> list[str]:
        about = {"round": held.slug}
        keys = [
            FactKey(f"assessments/{held.tool.slug}.{name}.{part}", about) for part in ("self", "agreed", "difference")
        ]
        return [context.want(key) for key in keys]

    known = bool(_agreed(context, held))
    rows = [{"label": one.title, "cells": cells(one.key)} for one in _headings(context, held)] if known else []
    return {"title": held.title, "rows": rows, "total": cells("all") if known else []}


def _participation(context: GatherContext, section: Section) -> dict[str, Any]:
    span = context.report.span
    rows = Round.objects.of(context.partnership).filter(opens_on__isnull=False).select_related("tool")
    held = context.once("assessment participation", lambda: list(rows.order_by("tool__title", "ends_on")))
    inside = [one for one in held if one.starts_on <= span.end and one.ends_on >= span.start]
    return {
        "rows": [
            {
                "title": one.title,
                "mode": one.get_mode_display(),
                "cells": [
                    context.want(FactKey(f"assessments/{one.tool.slug}.{part}", {"round": one.slug}))
                    for part in ("asked", "respondents", "response-rate")
                ],
            }
            for one in inside
        ]
    }


def _pledges(context: GatherContext, section: Section) -> dict[str, Any]:
    day = context.report.span.end
    rows: list[PledgeRow] = context.once("pledges", lambda: pledge_rows(context.partnership, day))
    counts = [context.want(FactKey(f"assessments/pledges.{part}", {"at": day.isoformat()})) for part in PLEDGE_PARTS]
    return {
        "day": day.isoformat(),
        "counts": counts,
        "rows": [
            {"agency": row.agency.name, "standing": row.standing.word, "renewal": row.renewal.isoformat()}
            for row in rows
            if row.standing.late and row.renewal
        ],
        "recorded": any(row.pledge for row in rows),
    }


PLEDGE_PARTS = ("asked", "in-force", "overdue")

ASSESSMENT_HEAT = BlockSpec(
    key="assessment_heat",
    title="Self-assessment heat map",
    sentence="Respondents by standard, or bodies by period: the level agreed most often, in a word on its colour.",
    template="reports/blocks/assessment_heat.html",
    form=HeatForm,
    gather=_heat,
)
ASSESSMENT_DIFFERENCE = BlockSpec(
    key="assessment_difference",
    title="Self-assessment moderation",
    sentence="By standard: what respondents gave themselves, what was agreed, and the difference.",
    template="reports/blocks/assessment_difference.html",
    form=AssessmentForm,
    gather=_difference,
)
ASSESSMENT_PARTICIPATION = BlockSpec(
    key="assessment_participation",
    title="Self-assessment participation",
    sentence="Rounds of the period with how many were asked and how many answered.",
    template="reports/blocks/assessment_participation.html",
    gather=_participation,
)
SAFEGUARDING_STATEMENTS = BlockSpec(
    key="safeguarding_statements",
    title="Child Safeguarding Statements",
    sentence="How many agencies have a statement in force, and whose is overdue.",
    template="reports/blocks/safeguarding_statements.html",
    gather=_pledges,
)
