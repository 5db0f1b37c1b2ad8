"""The parts of a case that can be withdrawn, and those that were."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from partnerships.directory.models import User
from reviews.cases.models import (
    Addressee,
    Author,
    Briefing,
    Case,
    Decision,
    Finding,
    Impact,
    Recommendation,
    Relation,
    Subject,
    Withdrawable,
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One sort of part: its table, how its rows reach their case, the page it stands on, what to look at afterwards."""

    noun: str
    model: type[Withdrawable]
    page: str
    where: Callable[[Case], Q] = lambda case: Q(case=case)
    joined: tuple[str, ...] = ("case__partnership",)
    then: str = ""


PARTS = {
    "decision": Part(
        noun="Decision",
        model=Decision,
        page="decision_list",
        then="If an event was recorded with it, withdraw the event on the page of the case too.",
    ),
    "finding": Part(noun="Finding", model=Finding, page="case_learning"),
    "recommendation": Part(noun="Recommendation", model=Recommendation, page="case_learning"),
    "addressee": Part(
        noun="Addressee",
        model=Addressee,
        page="case_learning",
        where=lambda case: Q(recommendation__case=case),
        joined=("recommendation__case__partnership", "agency__organisation"),
    ),
    "impact": Part(noun="What changed", model=Impact, page="case_learning"),
    "briefing": Part(noun="Briefing or event", model=Briefing, page="case_learning"),
    "author": Part(noun="Author", model=Author, page="case_learning"),
    "relation": Part(
        noun="Relation",
        model=Relation,
        page="case_detail",
        where=lambda case: Q(source=case) | Q(target=case),
        joined=("source__partnership", "target__partnership"),
    ),
    "subject": Part(noun="Child or adult", model=Subject, page="case_detail"),
}
ON_LEARNING = ("finding", "recommendation", "addressee", "impact", "briefing", "author")


def parts_standing(case: Case, user: User, sort: str) -> QuerySet[Withdrawable]:
    """Return the standing parts of one sort; none for a sort nobody knows."""
    part = PARTS.get(sort)
    if part is None:
        return Finding.objects.none()
    return _known_to(user, case, part, part.model.objects.all())


def said_of(row: Withdrawable) -> str:
    """Return what a part is, in its own words where it has any."""
    words = next((said for name in ("text", "words", "rationale") if (said := getattr(row, name, ""))), "")
    return f"{row}: {words}" if words else str(row)


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """A part that was withdrawn."""

    noun: str
    row: Withdrawable

    @property
    def said(self) -> str:
        """Return what it was, in its own words where it has any."""
        return said_of(self.row)


def parts_withdrawn(case: Case, user: User, *sorts: str) -> list[Withdrawn]:
    """Return what was withdrawn of these sorts, the latest first. One query for each sort."""
    found = []
    for sort in sorts:
        part = PARTS[sort]
        rows = _known_to(user, case, part, part.model.every.filter(withdrawn_at__isnull=False))
        found += [Withdrawn(noun=part.noun, row=row) for row in rows.select_related(*part.joined, "withdrawn_by")]
    return sorted(found, key=lambda one: str(one.row.withdrawn_at), reverse=True)


def _known_to(user: User, case: Case, part: Part, rows: QuerySet[Withdrawable]) -> QuerySet[Withdrawable]:
    rows = rows.filter(part.where(case)).select_related(*part.joined)
    if part.model is not Relation:
        return rows
    # A relation names another case, and that one is need-to-know too.
    readable = Case.objects.of(case.partnership).visible_to(user)
    return rows.filter(Q(source__in=readable) & Q(target__in=readable))


def subjects_of(case: Case) -> QuerySet[Subject]:
    """Return the people a case is about, with the names kept with consent."""
    return Subject.objects.filter(case=case).select_related("case__partnership", "real_name")
