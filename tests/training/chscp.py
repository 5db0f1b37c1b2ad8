"""The training figures printed in a partnership's annual report of 2021-22, entered as a board manager would.

Source: published annual report, training summary, course table, delegate breakdown and evaluation. The report calls
1,451 bookings "available places", prints sectors and areas for the year only, and prints no base for its ratings.
"""

from datetime import date
from decimal import Decimal

from partnerships.directory.models import Area, Partnership
from partnerships.training.models import Evaluation
from partnerships.training.services import (
    amount_add,
    course_add,
    evaluation_add,
    evaluation_answers_save,
    printed_total_add,
    session_add,
    session_counts_save,
)
from safeguarding.lib.facts import Period
from tests.factories import AreaFactory

YEAR = Period.financial_year(2021)
SOURCE = "Annual report 2021-22, Training & Development"
COURSES = (  # course, level, sessions, participants
    ("Safeguarding Children Basic Awareness", "1", 7, 203),
    ("Designated Safeguarding Lead", "3", 4, 181),
    ("An Introduction to Adultification", "none", 9, 170),
    ("Children's Wellbeing and Mental Health", "none", 2, 33),
    ("Safer Sleep", "none", 3, 41),
    ("Neglect and Emotional Abuse", "none", 3, 43),
    ("Safer Recruitment", "none", 1, 6),
    ("An Introduction to Contextual Safeguarding", "none", 8, 170),
    ("Safeguarding in a Digital World", "none", 2, 43),
    ("Working with Cultural & Economic Diversity", "none", 2, 34),
    ("Child Abuse Linked to Faith or Belief", "none", 2, 51),
    ("Cultural Awareness - Working with the Orthodox Jewish Community", "none", 1, 14),
    ("Early Help Assessment", "none", 2, 33),
    ("Improving Professional Participation in Child Protection Conferences", "none", 1, 9),
)
SECTORS = {"education": 296, "voluntary": 264, "council": 204, "health": 171, "police": 19, "other": 77}
AREAS = {"hackney": "66", "city-of-london": "10", "several": "24"}
TOTALS = {"sessions": "47", "places": "1451", "attended": "1031", "missed": "420", "missed_share": "29"}
SCALE = ("Poor", "Fair", "Good", "Very good", "Excellent")
RATINGS = {
    "Trainers' facilitation skills, style and knowledge": ("10.3", "34.2", "52.8"),
    "Knowledge after training": ("20.3", "50.4", "22.7"),
}


def entered(partnership: Partnership) -> None:
    """Enter the whole season through the services."""
    areas = {
        "hackney": AreaFactory(code="hackney", name="Hackney", parent=partnership.area),
        "city-of-london": AreaFactory(code="city-of-london", name="City of London", parent=partnership.area),
    }
    _courses(partnership)
    _printed(partnership, areas)
    _evaluation(partnership)
    amount_add(
        by=None,
        partnership=partnership,
        kind="income",
        label="Training income",
        pounds=Decimal(200),
        starts_on=YEAR.start,
        ends_on=YEAR.end,
        source="Annual report 2021-22, p. 27",
    )


def _courses(partnership: Partnership) -> None:
    for title, level, sessions, participants in COURSES:
        course = course_add(by=None, partnership=partnership, title=title, level=level, source=SOURCE)
        kept = session_add(
            by=None,
            course=course,
            starts_on=YEAR.start,
            ends_on=YEAR.end,
            runs=sessions,
            mode="virtual",
            places=None,
            source=SOURCE,
        )
        session_counts_save(
            by=None,
            session=kept,
            version=1,
            reach="unrecorded",
            rows={"unrecorded": {"attended": participants}},
            today=date(2022, 4, 1),
        )


def _printed(partnership: Partnership, areas: dict[str, Area]) -> None:
    said = {"by": None, "partnership": partnership, "period": YEAR, "source": SOURCE}
    for measure, value in TOTALS.items():
        printed_total_add(measure=measure, value=Decimal(value), **said)  # type: ignore[arg-type]
    for sector, people in SECTORS.items():
        printed_total_add(measure="attended", value=Decimal(people), sector=sector, **said)  # type: ignore[arg-type]
    for code, share in AREAS.items():
        area = areas.get(code)
        reach = "one" if area else code
        printed_total_add(measure="attended_share", value=Decimal(share), reach=reach, area=area, **said)  # type: ignore[arg-type]


def _evaluation(partnership: Partnership) -> list[Evaluation]:
    made = []
    for question, (good, very_good, excellent) in RATINGS.items():
        row = evaluation_add(
            by=None,
            partnership=partnership,
            period=YEAR,
            question=question,
            scale=SCALE,
            moment="end",
            basis="percent",
            source=SOURCE,
        )
        values = [None, None, Decimal(good), Decimal(very_good), Decimal(excellent)]
        made.append(evaluation_answers_save(by=None, evaluation=row, version=1, values=values))
    return made
