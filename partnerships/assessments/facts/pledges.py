"""Facts about Child Safeguarding Statements on a day: how many agencies, in force, overdue."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from partnerships.assessments.facts.book import Book
from partnerships.assessments.signatories import Standing
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Period, Provenance, Unit, UnitKind

AGENCIES = Unit(kind=UnitKind.COUNT, noun="agencies")
WORDS = {
    "asked": "agencies with a seat",
    "in-force": "agencies whose Child Safeguarding Statement is in force",
    "overdue": "agencies whose Child Safeguarding Statement is overdue",
}
COUNTED = {
    "asked": frozenset(Standing),
    "in-force": frozenset({Standing.IN_FORCE, Standing.DUE_SOON}),
    "overdue": frozenset({Standing.OVERDUE, Standing.CHANGED}),
}


def pledge_fact(book: Book, key: FactKey) -> Fact | None:
    """Return the fact of assessments/pledges.<part>?at=<day>; None for another part or no day."""
    part = key.rest.partition(".")[2]
    try:
        day = date.fromisoformat(key.parameters.get("at", ""))
    except ValueError:
        return None
    if part not in WORDS:
        return None
    count = sum(1 for row in book.pledges(day) if row.standing in COUNTED[part])
    return Fact(
        key=str(key),
        label=WORDS[part],
        value=Decimal(count),
        unit=AGENCIES,
        period=Period.snapshot(day),
        as_at=day,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="derived",
            place="Child Safeguarding Statements",
            rule="in force when every office has signed; overdue after 24 months or a material change",
            trace=reverse("assessment_pledges", args=[book.partnership.slug]),
        ),
    )
