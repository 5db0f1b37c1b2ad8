"""A season small enough to read on a page and full enough to show every part of it."""

from datetime import date
from decimal import Decimal

from partnerships.directory.models import Agency
from partnerships.training.services import amount_add, printed_total_add, quote_add
from tests.support.cast import Cast
from tests.training.factories import (
    YEAR,
    areas_made,
    compliance_made,
    counted,
    course_made,
    evaluation_made,
    session_made,
)


def numbers(attended: int, cancelled: int = 0, absent: int = 0) -> dict[str, int | None]:
    """Return the counts of a sector."""
    return {
        "booked": attended + cancelled + absent,
        "attended": attended,
        "cancelled": cancelled,
        "did_not_attend": absent,
        "missed": None,
    }


def season_made(cast: Cast) -> None:
    """Make two courses, three sessions held and one planned, evaluation, compliance, money and a printed total."""
    hillside, riverside = areas_made(cast.a)
    basic = course_made(cast.a, "Safeguarding children: basic awareness", audience="Everybody new in post")
    leads = course_made(cast.a, "Designated safeguarding lead", level="3", provider="Alderbrook Council")
    for day in (date(2025, 5, 12), date(2025, 11, 20)):
        one = session_made(basic, day)
        counted(one, {"education": numbers(9, 2, 1), "health": numbers(6, 1)}, "one", hillside)
        counted(one, {"education": numbers(5), "police": numbers(2, 0, 1)}, "one", riverside)
        counted(one, {"health": numbers(3)}, "several")
    one = session_made(leads, date(2026, 2, 3), places=20, mode="virtual")
    counted(one, {"education": numbers(18, 4)}, "one", hillside)
    agency: dict[Agency | str, dict[str, int | None]] = {cast.other_agency: numbers(2)}
    counted(one, agency, "one", riverside)
    session_made(leads, date(2026, 3, 30))
    evaluation = evaluation_made(cast.a, 0, 1, 8, 17, 12, course=basic)
    quote_add(by=None, evaluation=evaluation, text="I now know whom to ring.", said_by="Teaching assistant")
    evaluation_made(
        cast.a, 4, 21, question="Have you used what you learned?", scale=("No", "Yes"), moment="later", kind="practice"
    )
    compliance_made(cast)
    said = {"starts_on": date(2025, 5, 1), "ends_on": date(2025, 5, 31)}
    amount_add(by=None, partnership=cast.a, kind="income", label="Late cancellations", pounds=Decimal(200), **said)
    printed_total_add(
        by=None,
        partnership=cast.a,
        period=YEAR,
        measure="attended",
        value=Decimal(71),
        source="Annual report, page 12",
    )
