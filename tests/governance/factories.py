"""One-call builders for governance, through the services people use."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from partnerships.directory.models import Group, Partnership
from partnerships.governance.models import FinanceStatement, ImpactChain, Meeting, Priority, PriorityPlan, Seat
from partnerships.governance.services import (
    chain_start,
    line_add,
    link_save,
    meeting_attendance_save,
    meeting_plan,
    plan_create,
    priority_add,
    seat_add,
    statement_create,
)
from safeguarding.lib.facts import Period
from tests.factories import GroupFactory

TODAY = date(2019, 2, 1)
LETTERS = {"Y": "attended", "S": "substitute", "A": "apologies", "N": "absent", "V": "vacant", "-": "not_member"}


def board_made(partnership: Partnership) -> Group:
    """Return the partnership's board."""
    return GroupFactory(partnership=partnership, slug="board", name="Board")


def seats_made(group: Group, *labels: str, **changes: object) -> list[Seat]:
    """Add a seat for every label."""
    return [seat_add(by=None, group=group, label=label, **changes) for label in labels]  # type: ignore[arg-type]


def meeting_made(group: Group, held_on: date, seats: Sequence[Seat] = (), letters: str = "") -> Meeting:
    """Return a meeting; with `letters`, one for each seat ("?" for none), it was held."""
    meeting = meeting_plan(by=None, partnership=group.partnership, group=group, held_on=held_on)
    if not letters:
        return meeting
    marks = {seat: LETTERS[letter] for seat, letter in zip(seats, letters, strict=True) if letter != "?"}
    return meeting_attendance_save(by=None, meeting=meeting, version=0, marks=marks, today=held_on)


def statement_made(partnership: Partnership, **changes: object) -> FinanceStatement:
    """Return a statement of 2018-19 with two lines of expenditure, one a credit, and two of income."""
    said = {"title": "Board finance", "period": Period.financial_year(2018), "basis": "actual", **changes}
    statement = statement_create(by=None, partnership=partnership, **said)  # type: ignore[arg-type]
    line_add(by=None, statement=statement, side="expenditure", label="Salaries", amount=Decimal("900.50"))
    line_add(by=None, statement=statement, side="expenditure", label="Recharge", amount=Decimal("-100.25"))
    line_add(by=None, statement=statement, side="income", label="Council", amount=Decimal("700.00"))
    line_add(by=None, statement=statement, side="income", label="Police", amount=Decimal("300.00"))
    return FinanceStatement.objects.get(pk=statement.pk)


def plan_made(partnership: Partnership, *titles: str) -> PriorityPlan:
    """Return a plan of 2018-19 with a priority for every title."""
    plan = plan_create(
        by=None, partnership=partnership, slug="plan", title="Business plan", period=Period.financial_year(2018)
    )
    for title in titles:
        priority_add(by=None, plan=plan, title=title)
    return plan


def priority_made(partnership: Partnership) -> Priority:
    """Return the only priority of a plan."""
    return plan_made(partnership, "Hear children's voices").priorities.get()


def chain_made(priority: Priority, *steps: str, title: str = "A panel of young people") -> ImpactChain:
    """Return a chain with these steps told in full."""
    chain = chain_start(by=None, priority=priority, title=title)
    for step in steps:
        said = {"text": f"<p>Told: {step}</p>", "happened_on": date(2018, 6, 1), "source": "Minutes, 1 June 2018"}
        link_save(by=None, chain=chain, step=step, version=0, **said)  # type: ignore[arg-type]
    return chain
