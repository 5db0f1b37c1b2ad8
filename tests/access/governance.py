"""Rows for governance: the board reads, the board manager keeps the registers."""

from datetime import date
from typing import Any

from partnerships.governance.services import (
    agenda_add,
    meeting_cancel,
    objective_add,
    post_add,
    progress_add,
    term_add,
)
from tests.access.table import Row
from tests.governance.factories import (
    board_made,
    chain_made,
    meeting_made,
    plan_made,
    priority_made,
    seats_made,
    statement_made,
)
from tests.support.cast import Cast

READERS = ("manager", "lead", "other_lead", "chair", "signatory", "reader")
MANAGER = ("manager",)


def meeting(cast: Cast) -> dict[str, Any]:
    return {"meeting": meeting_made(board_made(cast.a), date(2018, 6, 5)).pk}


def cancelled(cast: Cast) -> dict[str, Any]:
    return {"meeting": meeting_cancel(by=None, meeting=meeting_made(board_made(cast.a), date(2018, 6, 5))).pk}


def seat(cast: Cast) -> dict[str, Any]:
    return {"seat": seats_made(board_made(cast.a), "Lay member")[0].pk}


def statement(cast: Cast) -> dict[str, Any]:
    return {"statement": statement_made(cast.a).pk}


def line(cast: Cast) -> dict[str, Any]:
    made = statement_made(cast.a)
    return {"statement": made.pk, "line": made.lines.first().pk}


def term(cast: Cast) -> dict[str, Any]:
    return {"term": term_add(by=None, partnership=cast.a, abbreviation="CP", expansion="Child protection").pk}


def group(cast: Cast) -> dict[str, Any]:
    return {"group": board_made(cast.a).slug}


def plan(cast: Cast) -> dict[str, Any]:
    return {"plan": plan_made(cast.a).pk}


def priority(cast: Cast) -> dict[str, Any]:
    return {"priority": priority_made(cast.a).pk}


def objective(cast: Cast) -> dict[str, Any]:
    return {"objective": objective_add(by=None, priority=priority_made(cast.a), text="Reach it").pk}


def chain(cast: Cast) -> dict[str, Any]:
    return {"chain": chain_made(priority_made(cast.a)).pk}


def link(cast: Cast) -> dict[str, Any]:
    return {**chain(cast), "step": "difference"}


def item(cast: Cast) -> dict[str, Any]:
    return {"item": agenda_add(by=None, meeting=meeting_made(board_made(cast.a), date(2018, 6, 5)), title="One").pk}


def post(cast: Cast) -> dict[str, Any]:
    return {"post": post_add(by=None, partnership=cast.a, title="Designated doctor").slug}


def note(cast: Cast) -> dict[str, Any]:
    made = progress_add(by=None, priority=priority_made(cast.a), noted_on=date(2018, 6, 5), standing="in_progress")
    return {"note": made.pk}


def from_meeting(cast: Cast) -> dict[str, Any]:
    return {"row": meeting(cast)["meeting"]}


def from_priority(cast: Cast) -> dict[str, Any]:
    return {"row": priority_made(cast.a).pk}


ROWS = (
    Row(name="priority_list", allowed=READERS),
    Row(name="plan_add", allowed=MANAGER),
    Row(name="priority_add", allowed=MANAGER, arrange=plan),
    Row(name="priority_detail", allowed=READERS, arrange=priority),
    Row(name="priority_carry", allowed=MANAGER, arrange=priority),
    Row(name="objective_add", allowed=MANAGER, arrange=priority),
    Row(name="objective_edit", allowed=MANAGER, arrange=objective),
    Row(name="impact_list", allowed=READERS),
    Row(name="impact_chain_add", allowed=MANAGER, arrange=priority),
    Row(name="impact_chain_remove", allowed=MANAGER, arrange=chain),
    Row(name="impact_link", allowed=MANAGER, arrange=link),
    Row(name="priority_edit", allowed=MANAGER, arrange=priority),
    Row(name="progress_add", allowed=MANAGER, arrange=priority),
    Row(name="progress_remove", allowed=MANAGER, arrange=note),
    Row(name="group_list", allowed=READERS),
    Row(name="group_add", allowed=MANAGER),
    Row(name="group_edit", allowed=MANAGER, arrange=group),
    Row(name="meeting_list", allowed=READERS),
    Row(name="meeting_add", allowed=MANAGER),
    Row(name="meeting_detail", allowed=READERS, arrange=meeting),
    Row(name="meeting_detail", allowed=MANAGER, arrange=meeting, method="POST", data={"version": "0"}, code=302),
    Row(name="meeting_cancel", allowed=MANAGER, arrange=meeting, method="POST", code=302),
    Row(name="meeting_plan_again", allowed=MANAGER, arrange=cancelled, method="POST", code=302),
    Row(name="meeting_not_held", allowed=MANAGER, arrange=meeting),
    Row(name="meeting_edit", allowed=MANAGER, arrange=meeting),
    Row(name="meeting_action", allowed=MANAGER, arrange=from_meeting),
    Row(name="priority_action", allowed=MANAGER, arrange=from_priority),
    Row(name="agenda_add", allowed=MANAGER, arrange=meeting),
    Row(name="agenda_edit", allowed=MANAGER, arrange=item),
    Row(name="agenda_move", allowed=MANAGER, arrange=item, method="POST", code=302),
    Row(name="attendance_rule", allowed=MANAGER, arrange=group),
    Row(name="post_list", allowed=READERS),
    Row(name="post_add", allowed=MANAGER),
    Row(name="post_edit", allowed=MANAGER, arrange=post),
    Row(name="post_note", allowed=MANAGER, arrange=post),
    Row(name="term_usual", allowed=MANAGER),
    Row(name="attendance_table", allowed=READERS, arrange=group),
    Row(name="seat_list", allowed=MANAGER),
    Row(name="seat_edit", allowed=MANAGER, arrange=seat),
    Row(name="seat_end", allowed=MANAGER, arrange=seat),
    Row(name="finance_list", allowed=READERS),
    Row(name="finance_add", allowed=MANAGER),
    Row(name="finance_detail", allowed=READERS, arrange=statement),
    Row(name="finance_edit", allowed=MANAGER, arrange=statement),
    Row(name="line_add", allowed=MANAGER, arrange=statement),
    Row(name="line_edit", allowed=MANAGER, arrange=line),
    Row(name="line_remove", allowed=MANAGER, arrange=line),
    Row(name="glossary_list", allowed=READERS),
    Row(name="term_add", allowed=MANAGER),
    Row(name="term_edit", allowed=MANAGER, arrange=term),
)
