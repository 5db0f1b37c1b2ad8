"""Training: what was delivered and who came, what people thought of it, how far agencies' staff are trained."""

from typing import Any

from django import forms

from partnerships.training.models import Compliance, Evaluation, Level
from partnerships.training.season import Season, course_rows
from partnerships.training.selectors import compliances_of, evaluations_of, places_of, season_of
from partnerships.training.tables import places_said, sectors_said
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey

SUMMARY = ("sessions", "booked", "attended", "take-up", "missed-share")


class TrainingForm(SectionForm):
    """Which part of it."""

    settings = ("shows",)

    shows = forms.ChoiceField(
        label="What is printed",
        widget=forms.RadioSelect,
        choices=[
            ("all", "Everything"),
            ("delivery", "Sessions and who came"),
            ("evaluation", "What people thought and what changed"),
            ("compliance", "How far agencies' staff are trained"),
        ],
        initial="all",
    )
    field_order = ("title", "shows", "version")


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    shows = section.config.get("shows") or "all"
    delivery = _delivery(context) if shows in ("all", "delivery") else {}
    questions = _questions(context) if shows in ("all", "evaluation") else []
    agencies = _agencies(context) if shows in ("all", "compliance") else []
    return {
        "period": context.report.span.label,
        "delivery": delivery,
        "questions": questions,
        "agencies": agencies,
        "recorded": bool(delivery or questions or agencies),
    }


def _delivery(context: GatherContext) -> dict[str, Any]:
    span = context.report.span
    season: Season = context.once("training", lambda: season_of(context.partnership, span))
    if not season.held:
        return {}
    places = context.once("training places", lambda: places_of(context.partnership))

    def key(name: str, **part: str) -> str:
        return context.want(FactKey(f"training/{name}", {"period": span.token, **part}))

    return {
        "summary": [key(name) for name in SUMMARY],
        "courses": [
            {
                "title": row.course.title,
                "level": row.course.get_level_display() if row.course.level != Level.NONE else "",
                "cells": [key("sessions", course=row.course.slug), key("attended", course=row.course.slug)],
            }
            for row in course_rows(season)
        ],
        "total": [key("sessions"), key("attended")],
        "sectors": [_people(one.label, key, sector=one.value) for one in sectors_said(season)],
        "areas": [_people(one.name, key, area=one.code) for one in places_said(season, places)],
    }


def _people(label: str, key: Any, **part: str) -> dict[str, Any]:
    return {"label": label, "cells": [key("attended", **part), key("attended-share", **part)]}


def _questions(context: GatherContext) -> list[dict[str, Any]]:
    span = context.report.span
    held = context.once("training questions", lambda: list(evaluations_of(context.partnership)))
    inside = [one for one in held if span.start <= one.period.start and one.period.end <= span.end]
    return [_question(context, one) for one in inside]


def _question(context: GatherContext, held: Evaluation) -> dict[str, Any]:
    def key(part: str) -> str:
        return context.want(FactKey(f"training/evaluation.{held.slug}.{part}"))

    options = list(held.options.all())
    return {
        "question": held.question,
        "about": held.course.title if held.course else "",
        "moment": held.get_moment_display(),
        "answers": [{"label": one.label, "share": key(f"option-{one.position}")} for one in options],
        "answered": key("answered"),
        "mean": key("mean") if len(options) > 2 else "",
        "points": len(options),
        "quotes": [{"text": one.text, "said_by": one.said_by} for one in held.quotes.all()],
    }


def _agencies(context: GatherContext) -> list[dict[str, Any]]:
    span = context.report.span
    accepted = context.once(
        "training compliance",
        lambda: list(compliances_of(context.partnership).filter(status=Compliance.Status.ACCEPTED)),
    )
    inside = [one for one in accepted if span.start <= one.period.start and one.period.end <= span.end]
    return [_agency(context, one, line.level) for one in inside for line in one.lines.all()]


def _agency(context: GatherContext, held: Compliance, level: str) -> dict[str, Any]:
    parameters = {"level": level, "period": held.period_token}
    return {
        "agency": held.agency.name,
        "level": Level(level).label,
        "as_at": held.as_at.isoformat() if held.as_at else "",
        "cells": [
            context.want(FactKey(f"training/compliance.{held.agency.slug}.{part}", parameters))
            for part in ("eligible", "trained", "share")
        ],
    }


TRAINING = BlockSpec(
    key="training",
    title="Training",
    sentence="Sessions and who came by sector and area, evaluation with quotes, and compliance by agency and level.",
    template="reports/blocks/training.html",
    form=TrainingForm,
    gather=_gather,
    checks=("nothing_there",),
)
