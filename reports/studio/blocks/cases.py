"""Case reviews: figures, pages of single reviews and the progress of recommendations.

Everything printed was let out of the register before: figures by release, reviews as released records. Nothing here
asks a case, because authors of reports are on no case's list.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms

from partnerships.directory.models import Partnership
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from reviews.cases.models import SPECS, EventKind, Kind, Recommendation
from reviews.cases.selectors.figures import anything_released, bases_of, key_of, parts_of
from reviews.cases.selectors.people import CHARACTERISTICS, TITLES, part_of, people_key, people_released
from reviews.cases.selectors.records import Released, records_released
from safeguarding.lib.facts import FactKey

USUAL = (Kind.NOTIFICATION, Kind.RAPID_REVIEW, Kind.LCSPR)
TIMES = ("deadlines", "deadlines-met", "on-time", "days-taken")
PARTS = {
    "decision": "What was decided and why, and what the national panel answered",
    "findings": "Findings",
    "recommendations": "Recommendations, responses and progress",
    "impacts": "What changed",
    "briefings": "Briefings and events",
}
COLUMNS = {
    Recommendation.Standing.DONE_OTHERWISE: "Another way",
    Recommendation.Standing.NOT_IMPLEMENTING: "Not carried out",
    Recommendation.Standing.DEFERRED: "Deferred",
}
REASONED = ("not_implementing", "deferred", "done_otherwise")


class CaseFiguresForm(SectionForm):
    """Which kinds of review."""

    settings: ClassVar[tuple[str, ...]] = ("kinds", "people")

    kinds = forms.MultipleChoiceField(
        label="Kinds of review",
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked prints notifications, rapid reviews and practice reviews.",
    )
    people = forms.ChoiceField(
        label="Whom the reviews were about",
        required=False,
        choices=[("", "Not printed"), ("children", "Children"), ("adults", "Adults")],
        help_text="By sex, ethnic group, disability and age. There is nothing to print for fewer than ten people.",
    )
    field_order = ("title", "kinds", "people", "version")


def _gather_figures(context: GatherContext, section: Section) -> dict[str, Any]:
    span = context.report.span
    released = context.once("case figures", lambda: anything_released(context.partnership, span))
    if not released:
        return {"period": span.label, "released": False, "flows": [], "stocks": [], "times": [], "people": []}
    bases = context.once("case bases", lambda: bases_of(context.partnership))
    kinds = [Kind(kind) for kind in section.config.get("kinds") or USUAL]

    def key(kind: Kind, part: str) -> str:
        return context.want(key_of(kind, part, span))

    return {
        "period": span.label,
        "end": span.end.isoformat(),
        "released": True,
        "flows": [
            {
                "kind": kind.label,
                "basis": bases[kind].label,
                "counted": key(kind, "count"),
                "others": _flows(kind, bases[kind], key),
            }
            for kind in kinds
        ],
        "stocks": [{"kind": kind.label, "cell": key(kind, "under-way")} for kind in kinds if SPECS[kind].begins],
        "times": [
            {"kind": kind.label, "unit": "working days" if SPECS[kind].working else "days", "cells": _times(kind, key)}
            for kind in kinds
        ],
        "people": _people(context, section),
        "too_few": bool(section.config.get("people")) and not _people(context, section),
    }


def _people(context: GatherContext, section: Section) -> list[dict[str, Any]]:
    """Return a table for each characteristic, or nothing where too few people were released to break them down."""
    group, span = section.config.get("people") or "", context.report.span
    if not group or not context.once(f"case {group}", lambda: people_released(context.partnership, group, span)):
        return []
    return [
        {
            "title": TITLES[name],
            "rows": [
                {"label": label, "cell": context.want(people_key(group, part_of(name, value), span))}
                for value, label in choices
            ],
            "total": context.want(people_key(group, "all", span)),
        }
        for name, choices in CHARACTERISTICS.items()
    ]


def _flows(kind: Kind, basis: EventKind, key: Any) -> list[dict[str, str]]:
    words = parts_of(kind)
    parts = [flow.value.replace("_", "-") for flow in SPECS[kind].flows if flow != basis]
    return [{"label": words[part].removeprefix(", "), "cell": key(kind, part)} for part in parts]


def _times(kind: Kind, key: Any) -> list[str]:
    return [key(kind, part) for part in TIMES]


class CaseReviewsForm(SectionForm):
    """Which reviews, and which parts of each."""

    settings: ClassVar[tuple[str, ...]] = ("which", "reviews", "shows")

    which = forms.ChoiceField(
        label="Reviews printed",
        widget=forms.RadioSelect,
        choices=[
            ("published", "Published in the period of the report"),
            ("unpublished", "Not yet published, or not to be published, with the reason"),
            ("all", "Every review released to reports"),
            ("chosen", "The ones ticked below"),
        ],
        initial="published",
    )
    reviews = forms.MultipleChoiceField(
        label="Reviews", required=False, widget=forms.CheckboxSelectMultiple, help_text="Only with “the ones ticked”."
    )
    shows = forms.MultipleChoiceField(
        label="Beside the summary",
        choices=PARTS.items(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        initial=list(PARTS),
    )
    field_order = ("title", "which", "reviews", "shows", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the reviews that were released to reports."""
        self.choose("reviews", [(one.slug, one.title) for one in records_released(partnership)])


def records_of(context: GatherContext) -> list[Released]:
    """Return the released records, read once for the whole report, in the order they were published."""
    found = context.once("case records", lambda: records_released(context.partnership))
    return sorted(found, key=lambda one: (one.content["published_days"][1:] or ["9"], one.title))


def chosen_of(context: GatherContext, section: Section) -> list[Released]:
    """Return the records the section prints."""
    which, ticked = section.config.get("which") or "published", section.config.get("reviews") or ()
    span = context.report.span
    keep = {
        "published": lambda one: _published_within(one, span.start, span.end),
        "unpublished": lambda one: one.content["status"] in ("delayed", "not_published"),
        "chosen": lambda one: one.slug in ticked,
        "all": lambda one: True,
    }[which]
    return [one for one in records_of(context) if keep(one)]


def _published_within(one: Released, start: date, end: date) -> bool:
    # A review published "in 2021" belongs to the period its last possible day is in.
    days: Sequence[str] = one.content["published_days"]
    return bool(days) and start.isoformat() <= days[1] <= end.isoformat()


def _gather_reviews(context: GatherContext, section: Section) -> dict[str, Any]:
    shows = section.config.get("shows", list(PARTS))
    return {"reviews": [_review(context, one, shows) for one in chosen_of(context, section)]}


def _review(context: GatherContext, one: Released, shows: Sequence[str]) -> dict[str, Any]:
    content = one.content
    names = ("kind_words", "title", "summary", "themes", "authors", "status", "reason", "link", "published")
    printed = {name: content[name] for name in (*names, "update_of", "scrutiny")}
    for part in PARTS:
        printed[part] = content[part] if part in shows else ("" if part == "decision" else [])
    printed["panel"] = content["panel"] if "decision" in shows else []
    printed["miscounted"] = [
        {
            "noun": noun,
            "stated": context.want(FactKey(f"cases/review.{one.slug}.{noun}-stated")),
            "listed": context.want(FactKey(f"cases/review.{one.slug}.{noun}")),
        }
        for noun in ("findings", "recommendations")
        if noun in shows and content["stated"][noun] not in (None, len(content[noun]))
    ]
    return printed


class CaseProgressForm(SectionForm):
    """Which recommendations."""

    settings: ClassVar[tuple[str, ...]] = ("shows",)

    shows = forms.ChoiceField(
        label="What is printed",
        widget=forms.RadioSelect,
        choices=[("all", "The table, and the reasons"), ("table", "Only the table"), ("reasons", "Only the reasons")],
        initial="all",
        help_text="Reasons are given where a recommendation is not implemented, deferred or done by another way.",
    )
    field_order = ("title", "shows", "version")


def _gather_progress(context: GatherContext, section: Section) -> dict[str, Any]:
    shows = section.config.get("shows") or "all"
    known = [one for one in records_of(context) if one.content["recommendations"]]
    # While the period is not over, things stand as they did when the latest record was released.
    day = min(context.report.span.end, max((one.released_on for one in known), default=context.report.span.end))
    return {
        "on": day.isoformat(),
        "columns": [COLUMNS.get(standing, standing.label) for standing in Recommendation.Standing],
        "rows": [_progress_row(context, one, day) for one in known] if shows != "reasons" else [],
        "total": _totals(context, day) if known and shows != "reasons" else [],
        "reasons": _reasons(known, day) if shows != "table" else [],
        "recorded": bool(known),
    }


def _progress_row(context: GatherContext, one: Released, day: date) -> dict[str, Any]:
    def key(standing: Recommendation.Standing) -> str:
        name = f"cases/review.{one.slug}.{standing.value.replace('_', '-')}"
        return context.want(FactKey(name, {"at": day.isoformat()}))

    return {"title": one.title, "cells": [key(standing) for standing in Recommendation.Standing]}


def _totals(context: GatherContext, day: date) -> list[str]:
    return [
        context.want(FactKey(f"cases/recommendations.{standing.value.replace('_', '-')}", {"at": day.isoformat()}))
        for standing in Recommendation.Standing
    ]


def _reasons(known: Sequence[Released], day: date) -> list[dict[str, Any]]:
    found = []
    for one in known:
        for said in one.content["recommendations"]:
            notes = [note for note in said["progress"] if note["on"] <= day.isoformat()]
            if notes and notes[-1]["standing"] in REASONED:
                found.append({"review": one.title, "number": said["number"], "text": said["text"], **notes[-1]})
    return found


CASE_FIGURES = BlockSpec(
    key="case_figures",
    title="Case reviews in figures",
    sentence="How many reviews of each kind there were, how many are under way, and whether they were on time.",
    template="reports/blocks/case_figures.html",
    form=CaseFiguresForm,
    gather=_gather_figures,
    checks=("nothing_there",),
)
CASE_REVIEWS = BlockSpec(
    key="case_reviews",
    title="Case reviews",
    sentence="Reviews one by one: summary, decision, findings, recommendations with responses, and what changed.",
    template="reports/blocks/case_reviews.html",
    form=CaseReviewsForm,
    gather=_gather_reviews,
    checks=("nothing_there", "miscounted"),
)
CASE_PROGRESS = BlockSpec(
    key="case_progress",
    title="Progress of recommendations",
    sentence="How far the recommendations of all released reviews have come, and why some are not carried out.",
    template="reports/blocks/case_progress.html",
    form=CaseProgressForm,
    gather=_gather_progress,
    checks=("nothing_there", "no_review_progress"),
)
