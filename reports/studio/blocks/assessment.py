"""Statistics of a self-assessment: mode, mean and range of every statement, by part."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from partnerships.assessments.models import Round, half_steps
from partnerships.assessments.selectors import PartTable, rounds_of, sources_of, statistics_by_part
from partnerships.directory.models import Partnership
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey

STATISTICS = ("mode", "mean", "range")


class AssessmentForm(SectionForm):
    """Which round."""

    settings: ClassVar[tuple[str, ...]] = ("round",)

    round = forms.ChoiceField(required=False)
    field_order: tuple[str, ...] = ("title", "round", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the partnership's rounds."""
        rounds = [(held.slug, held.title) for held in rounds_of(partnership)]
        self.choose("round", rounds, "The latest round")


def held_round(context: GatherContext, section: Section) -> Round | None:
    """Return the round named in the settings, or the latest one."""
    rounds = context.once("assessments", lambda: list(rounds_of(context.partnership)))
    named = section.config.get("round")
    return next((held for held in rounds if not named or held.slug == named), None)


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    held = held_round(context, section)
    if held is None:
        return {"title": "", "parts": []}
    tables = context.once(f"statistics {held.pk}", lambda: statistics_by_part(held))
    sources, silence = sources_of(tables), _silence(held, tables)
    values = [level.value for level in context.once(f"scale {held.tool_id}", lambda: list(held.tool.levels.all()))]
    return {
        "title": held.title,
        "tool": held.tool.title,
        "period": held.period.label,
        "respondents": held.respondents,
        "scale": [str(value.normalize()) for value in half_steps(values, halves=held.tool.half_points)],
        "mode": held.get_mode_display(),
        "parts": [_part(context, held, table, silence) for table in tables],
        "silence": silence,
        "imported": bool(sources),
        "sources": sources,
    }


def _silence(held: Round, tables: Sequence[PartTable]) -> str:
    """Return why a round held here shows nothing, or nothing."""
    if held.is_imported or any(row.known for table in tables for row in table.rows):
        return ""
    if held.is_anonymous and held.status == Round.Status.CLOSED:
        return f"Suppressed: fewer than {held.floor} answered, and with so few it could be guessed who said what."
    if held.is_anonymous:
        return "Results of an anonymous round show only after it is closed."
    return "No answer has been agreed yet."


def _part(context: GatherContext, held: Round, table: PartTable, silence: str) -> dict[str, Any]:
    return {
        "title": str(table.part),
        "rows": [
            {
                "domain": row.statement.domain,
                "title": row.statement.short_title,
                "cells": [
                    context.want(
                        FactKey(f"assessments/{held.tool.slug}.{row.statement.slug}.{statistic}", {"round": held.slug})
                    )
                    for statistic in STATISTICS
                ]
                if row.known or silence
                else [],
            }
            for row in table.rows
        ],
    }


ASSESSMENT_STATISTICS = BlockSpec(
    key="assessment_statistics",
    title="Self-assessment statistics",
    sentence="Mode, mean and range of every statement by part; imported statistics are marked as such.",
    template="reports/blocks/assessment_statistics.html",
    form=AssessmentForm,
    gather=_gather,
    checks=("impossible_statistic",),
)
