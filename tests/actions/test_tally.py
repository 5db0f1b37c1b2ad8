"""Counting stocks and flows against an independent count over random histories."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partnerships.actions.models import Band, Status
from partnerships.actions.models.action import COMPLETED, LIVE
from partnerships.actions.policies import TRANSITIONS
from partnerships.actions.tally import Standing, tally

EPOCH = date(2020, 1, 1)
FIRST, DAY = EPOCH + timedelta(days=100), EPOCH + timedelta(days=200)
History = tuple[int, list[tuple[int, str]], int | None]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Return the day an action opened, its moves as (day, status) and the day it is due."""
    opened = at = draw(st.integers(0, 250))
    status, moves = Status.NOT_STARTED.value, [(opened, Status.NOT_STARTED.value)]
    for _ in range(draw(st.integers(0, 6))):
        events = [move for move in TRANSITIONS.by_event.values() if status in move.sources]
        at += draw(st.integers(0, 80))
        status = draw(st.sampled_from(events)).target
        moves.append((at, status))
    return opened, moves, draw(st.none() | st.integers(0, 300))


def stood(history: History, day: date) -> Standing | None:
    """Return how the action stood at the end of a day, None before it was opened."""
    opened, moves, due = history
    so_far = [(at, status) for at, status in moves if EPOCH + timedelta(days=at) <= day]
    if not so_far:
        return None
    since, status = so_far[-1]
    return Standing(
        origin="audit",
        agency="council",
        opened_on=EPOCH + timedelta(days=opened),
        status=status,
        since=EPOCH + timedelta(days=since),
        due_on=None if due is None else EPOCH + timedelta(days=due),
    )


def live(history: History, day: date) -> bool:
    found = stood(history, day)
    return found is not None and found.status in LIVE


@given(st.lists(histories(), max_size=20))
def test_flows_and_stocks_agree_with_a_count_action_by_action(many: list[History]) -> None:
    eve = FIRST - timedelta(days=1)
    before, after = ([one for row in many if (one := stood(row, day))] for day in (eve, DAY))
    counts = tally(before, after, FIRST, DAY)
    settled = [one for one in after if one.status not in LIVE and one.since > eve]
    assert counts["carried-in"] == sum(live(row, eve) for row in many)
    assert counts["open"] == sum(live(row, DAY) for row in many)
    assert counts["completed"] == sum(one.status in COMPLETED for one in settled)
    fresh = [row for row in many if stood(row, DAY) and not live(row, eve)]
    touched = [row for row in fresh if (one := stood(row, DAY)) and (one.status in LIVE or one.since > eve)]
    assert counts["opened"] == len(touched)
    ends = ("completed", "not-implementing", "withdrawn", "open")
    assert counts["carried-in"] + counts["opened"] == sum(counts[name] for name in ends)
    assert counts["overdue"] == sum(counts[f"overdue.{band.value}"] for band in Band)
    assert sum(counts[f"status.{one.value.replace('_', '-')}"] for one in Status) == len(after)
    assert 0 <= counts["completed-on-time"] <= counts["completed-with-date"] <= counts["completed"]


@given(st.integers(1, 3000))
def test_every_number_of_days_lies_in_exactly_one_band(days: int) -> None:
    day = date(2026, 3, 31)
    due = day - timedelta(days=days)
    assert [band for band in Band if band.days[0] <= days <= band.days[1]] == [
        band for band in Band if band.due_between(day)[0] <= due <= band.due_between(day)[1]
    ]
    assert len([band for band in Band if band.days[0] <= days <= band.days[1]]) == 1
