"""Reads of the inspection register."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from partnerships.assurance.models import Framework, Inspection, InspectionFinding, InspectionNote
from partnerships.directory.models import Agency, Partnership

NOT_GRADED = "Not graded"


def frameworks_of(partnership: Partnership) -> QuerySet[Framework]:
    """Return the frameworks a partnership may choose."""
    return Framework.objects.of(partnership)


def inspections_of(partnership: Partnership) -> QuerySet[Inspection]:
    """Return the partnership's inspections, newest first, with all that belongs to them. Five queries."""
    findings = InspectionFinding.objects.select_related("agency__organisation")
    return (
        Inspection.objects.of(partnership)
        .select_related("framework", "area", "updated_by", "partnership")
        .prefetch_related(
            "grades",
            Prefetch("agencies", Agency.objects.select_related("organisation")),
            Prefetch("findings", findings),
            Prefetch("notes", InspectionNote.objects.select_related("entered_by")),
        )
    )


@dataclass(frozen=True)
class GradeLine:
    """A component with its grade and the one of the inspection before, in words."""

    slug: str
    label: str
    grade: str
    before: str

    @property
    def moved(self) -> bool:
        """Return True when the grade differs from the one before."""
        return bool(self.before) and self.before != self.grade


def lines_of(inspection: Inspection, earlier: Inspection | None) -> list[GradeLine]:
    """Return the grades by component; of a framework without grades, nothing."""
    now, before = grades_in_words(inspection), grades_in_words(earlier) if earlier else {}
    return [
        GradeLine(part.slug, part.label, now.get(part.slug, NOT_GRADED), before.get(part.slug, ""))
        for part in inspection.framework.parts
    ]


def grades_in_words(inspection: Inspection) -> dict[str, str]:
    """Return the grades given, by component, in the framework's words."""
    held = {row.component: row.grade for row in inspection.grades.all()}
    words = {
        part.slug: next((grade.label for grade in part.grades if grade.slug == held.get(part.slug)), "")
        for part in inspection.framework.parts
    }
    return {slug: word for slug, word in words.items() if word}


def headline_of(inspection: Inspection) -> str:
    """Return the first component's grade; of a framework without grades, that it gives none."""
    parts = inspection.framework.parts
    if not parts:
        return NOT_GRADED
    return grades_in_words(inspection).get(parts[0].slug, NOT_GRADED)


def earlier_of(inspection: Inspection, rows: Iterable[Inspection]) -> Inspection | None:
    """Return the inspection before: the same family of frameworks, the same subject. No query with loaded rows."""
    found = [
        row
        for row in rows
        if row.framework.family == inspection.framework.family
        and row.subject.casefold() == inspection.subject.casefold()
        and row.starts_on < inspection.starts_on
    ]
    return max(found, key=lambda row: row.starts_on, default=None)
