"""Reads of audits that span tables, each in a constant number of queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from partnerships.actions.models import Action, Origin
from partnerships.actions.selectors import origin_actions, origin_progress
from partnerships.directory.models import Partnership, User
from reviews.audits.models import Audit, Grading, Recommendation, Round
from safeguarding.lib.facts import Period


def audits_of(partnership: Partnership) -> QuerySet[Audit]:
    """Return the partnership's audits."""
    return Audit.objects.of(partnership).select_related("partnership", "lead__organisation", "follows", "updated_by")


def audits_whole(partnership: Partnership) -> QuerySet[Audit]:
    """Return the audits with everything they say. Eight queries, whatever their number."""
    rounds = Round.objects.prefetch_related("grades")
    gradings = Grading.objects.select_related("agency__organisation").prefetch_related(
        "points", Prefetch("rounds", queryset=rounds)
    )
    return audits_of(partnership).prefetch_related(
        "points", "recommendations", "repeats", "agencies__organisation", Prefetch("gradings", queryset=gradings)
    )


def programme_of(partnership: Partnership, year: Period) -> list[Audit]:
    """Return the programme of a year with its gradings."""
    return list(audits_whole(partnership).filter(year_token=year.token).order_by("topic", "pk"))


def years_of(partnership: Partnership) -> list[Period]:
    """Return the years with a programme, newest first, and this financial year. One query."""
    tokens = set(Audit.objects.of(partnership).values_list("year_token", flat=True).distinct())
    this = Period.financial_year(Period.snapshot(timezone.localdate()).financial_year_start)
    found = {Period.parse(token) for token in tokens} | {this}
    return sorted(found, key=lambda year: (year.start, year.end), reverse=True)


def actions_opened(recommendation: Recommendation) -> int:
    """Return how many actions came of a recommendation. One query."""
    audit = recommendation.audit
    return origin_progress(audit.partnership, Origin.AUDIT, [recommendation.key])[recommendation.key].total()


def actions_by_recommendation(audit: Audit, user: User) -> Mapping[int, list[Action]]:
    """Return what came of each recommendation, by its number. One query."""
    keys = {row.key: row.number for row in audit.recommendations.all()}
    found: dict[int, list[Action]] = {number: [] for number in keys.values()}
    for action in origin_actions(audit.partnership, user, Origin.AUDIT, list(keys)).order_by("opened_on", "pk"):
        found[keys[action.origin_key]].append(action)
    return found


def action_counts(partnership: Partnership, audits: Sequence[Audit]) -> Mapping[int, Counter[str]]:
    """Return how many actions of each status came of each audit. One query."""
    keys = {f"{audit.slug}.{row.number}": audit.pk for audit in audits for row in audit.recommendations.all()}
    counts: dict[int, Counter[str]] = {audit.pk: Counter() for audit in audits}
    for key, progress in origin_progress(partnership, Origin.AUDIT, list(keys)).items():
        counts[keys[key]] += progress
    return counts


def slug_free(rows: QuerySet[Any], label: str) -> str:
    """Return a slug of `label` that none of the rows has: facts are named by it."""
    taken = set(rows.values_list("slug", flat=True))
    stem = slugify(label).replace("_", "-")[:54].strip("-") or "audit"
    tries = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 10_000))
    return next(slug for slug in tries if slug not in taken)
