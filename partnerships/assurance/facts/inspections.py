"""Facts of inspections: how many, and the grade of each component beside the one before."""

from partnerships.assurance.facts.book import GRADE, Book, period_named
from partnerships.assurance.models import Inspection
from partnerships.assurance.selectors.inspections import NOT_GRADED, earlier_of, grades_in_words, lines_of
from safeguarding.lib.facts import Fact, FactKey, Period, Status

COUNTS = {
    "held": ("Inspections in the period", "inspections that began in the period"),
    "graded": ("Inspections in the period that gave a grade", "inspections that began in the period with a grade"),
}


def inspection_fact(book: Book, key: FactKey) -> Fact | None:
    """Return assurance/inspections.<count>?period= or assurance/inspection.<slug>.<component>[.before]."""
    family, _, rest = key.rest.partition(".")
    if family == "inspections":
        return _count(book, key, rest)
    slug, _, part = rest.partition(".")
    row = next((one for one in book.inspections if one.slug == slug), None)
    if row is None or key.parameters:
        return None
    component, _, before = part.partition(".")
    return _grade(book, key, row, component, before) if before in ("", "before") else None


def inspection_keys(book: Book) -> list[FactKey]:
    """Return the keys an author is offered: every grade given, and counts."""
    keys = [FactKey(f"assurance/inspections.{name}", {"period": year.token}) for year in book.years for name in COUNTS]
    return keys + [
        FactKey(f"assurance/inspection.{row.slug}.{part.slug}")
        for row in book.inspections
        for part in row.framework.parts
    ]


def _count(book: Book, key: FactKey, name: str) -> Fact | None:
    period = period_named(key)
    if period is None or name not in COUNTS:
        return None
    rows = [row for row in book.inspections if period.start <= row.starts_on <= period.end]
    found = [row for row in rows if name == "held" or grades_in_words(row)]
    label, rule = COUNTS[name]
    return book.counted(key, label, "inspections", period, len(found), route="inspection_list", rule=rule)


def _grade(book: Book, key: FactKey, row: Inspection, component: str, before: str) -> Fact | None:
    earlier = earlier_of(row, book.inspections)
    line = next((one for one in lines_of(row, earlier) if one.slug == component), None)
    if line is None:
        return None
    one_day = row.starts_on == row.ends_on
    period = Period.snapshot(row.starts_on) if one_day else Period.span(row.starts_on, row.ends_on)
    words = line.grade if line.grade != NOT_GRADED else ""
    note = "the inspectors gave no grade"
    if before:
        # What was written down of a time before the register speaks of the judgement as a whole.
        words = line.before or (row.previous_said if component == row.framework.parts[0].slug else "")
        note = "no earlier inspection is recorded"
    return book.made(
        key,
        f"{row}, {line.label}{' before' if before else ''}",
        period,
        words or None,
        GRADE,
        route="inspection_detail",
        where=[row.slug],
        silence=Status.NOT_APPLICABLE,
        note=note,
        at=row.updated_at,
        by=str(row.updated_by or ""),
        version=row.version,
        as_at=row.ends_on,
    )
