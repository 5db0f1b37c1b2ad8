"""Rows for training: the board reads, the board manager keeps the register, agency leads hand in their own figures."""

from decimal import Decimal
from typing import Any

from partnerships.training.models import Quote
from partnerships.training.services import amount_add, printed_total_add, quote_add, session_call_off
from tests.access.table import Row
from tests.support.cast import Cast
from tests.training.factories import (
    YEAR,
    compliance_made,
    course_made,
    evaluation_made,
    session_made,
)

READERS = ("manager", "lead", "contributor", "other_lead", "chair", "signatory", "reader")
MANAGER = ("manager",)
OWNERS = ("manager", "lead")
DAY = {"starts_on-day": "4", "starts_on-month": "6", "starts_on-year": "2025"}
LAST = {"ends_on-day": "4", "ends_on-month": "6", "ends_on-year": "2025"}


def course(cast: Cast) -> dict[str, Any]:
    return {"course": course_made(cast.a).slug}


def session(cast: Cast) -> dict[str, Any]:
    return {"session": session_made(course_made(cast.a)).pk}


def called_off(cast: Cast) -> dict[str, Any]:
    return {"session": session_call_off(by=None, session=session_made(course_made(cast.a))).pk}


def place(cast: Cast) -> dict[str, Any]:
    return {**session(cast), "place": "unrecorded"}


def evaluation(cast: Cast) -> dict[str, Any]:
    return {"evaluation": evaluation_made(cast.a).slug}


def quote(cast: Cast) -> dict[str, Any]:
    made: Quote = quote_add(by=None, evaluation=evaluation_made(cast.a), text="Useful.")
    return {"evaluation": made.evaluation.slug, "quote": made.pk}


def statement(cast: Cast, until: str = "draft") -> dict[str, Any]:
    made = compliance_made(cast, until=until)
    return {"agency": made.agency.slug, "period": made.period_token}


def submitted(cast: Cast) -> dict[str, Any]:
    return statement(cast, "submitted")


def accepted(cast: Cast) -> dict[str, Any]:
    return statement(cast, "accepted")


def amount(cast: Cast) -> dict[str, Any]:
    said = {"kind": "income", "label": "Fees", "pounds": 200, "starts_on": YEAR.start, "ends_on": YEAR.end}
    return {"amount": amount_add(by=None, partnership=cast.a, **said).pk}  # type: ignore[arg-type]


def printed(cast: Cast) -> dict[str, Any]:
    said = {"period": YEAR, "measure": "sessions", "value": Decimal(47), "source": "Annual report"}
    return {"row": printed_total_add(by=None, partnership=cast.a, **said).pk}  # type: ignore[arg-type]


_LEVELS = {f"{part}-{level}": "" for level in "12345" for part in ("eligible", "trained", "silence")}

ROWS = (
    Row(name="training_season", allowed=READERS),
    Row(name="training_export", allowed=READERS),
    Row(name="training_courses", allowed=READERS),
    Row(name="training_course_add", allowed=MANAGER),
    Row(
        name="training_course_add",
        allowed=MANAGER,
        method="POST",
        data={"title": "Basic awareness", "level": "1", "reach": "multi"},
        code=302,
    ),
    Row(name="training_course_edit", allowed=MANAGER, arrange=course),
    Row(
        name="training_course_edit",
        allowed=MANAGER,
        arrange=course,
        method="POST",
        data={"title": "Awareness", "level": "1", "reach": "multi", "version": "1"},
        code=302,
    ),
    Row(name="training_sessions", allowed=READERS),
    Row(name="training_session_add", allowed=MANAGER),
    Row(name="training_session_add", allowed=MANAGER, method="POST", code=422),
    Row(name="training_session", allowed=READERS, arrange=session),
    Row(name="training_session_edit", allowed=MANAGER, arrange=session),
    Row(name="training_session_edit", allowed=MANAGER, arrange=session, method="POST", code=422),
    Row(name="training_counts", allowed=MANAGER, arrange=place),
    Row(
        name="training_counts",
        allowed=MANAGER,
        arrange=place,
        method="POST",
        data={"health-attended": "12", "version": "1"},
        code=302,
    ),
    Row(name="training_agency_counts", allowed=MANAGER, arrange=place),
    Row(name="training_agency_counts", allowed=MANAGER, arrange=place, method="POST", data={"version": "1"}, code=302),
    Row(name="training_session_call_off", allowed=MANAGER, arrange=session, method="POST", code=302),
    Row(name="training_session_take_back", allowed=MANAGER, arrange=session, method="POST", code=302),
    Row(name="training_session_plan_again", allowed=MANAGER, arrange=called_off, method="POST", code=302),
    Row(name="training_evaluation", allowed=READERS),
    Row(name="training_evaluation_add", allowed=MANAGER),
    Row(name="training_evaluation_add", allowed=MANAGER, method="POST", code=422),
    Row(name="training_evaluation_detail", allowed=READERS, arrange=evaluation),
    Row(name="training_answers", allowed=MANAGER, arrange=evaluation),
    Row(name="training_answers", allowed=MANAGER, arrange=evaluation, method="POST", data={"version": "1"}, code=302),
    Row(name="training_quote_add", allowed=MANAGER, arrange=evaluation),
    Row(
        name="training_quote_add",
        allowed=MANAGER,
        arrange=evaluation,
        method="POST",
        data={"text": "Clear and useful."},
        code=302,
    ),
    Row(name="training_quote_remove", allowed=MANAGER, arrange=quote, method="POST", code=302),
    Row(name="training_compliance", allowed=READERS),
    Row(name="training_compliance_edit", allowed=OWNERS, arrange=statement),
    Row(
        name="training_compliance_edit",
        allowed=OWNERS,
        arrange=statement,
        method="POST",
        data={**_LEVELS, "version": "2", "note": "Two teams merged."},
        code=302,
    ),
    Row(name="training_compliance_accept", allowed=MANAGER, arrange=submitted, method="POST", code=302),
    Row(name="training_compliance_send_back", allowed=MANAGER, arrange=submitted),
    Row(
        name="training_compliance_send_back",
        allowed=MANAGER,
        arrange=submitted,
        method="POST",
        data={"reason": "Level 2 is missing."},
        code=302,
    ),
    Row(name="training_compliance_reopen", allowed=MANAGER, arrange=accepted),
    Row(
        name="training_compliance_reopen",
        allowed=MANAGER,
        arrange=accepted,
        method="POST",
        data={"reason": "Two teams were left out."},
        code=302,
    ),
    Row(name="training_money", allowed=READERS),
    Row(name="training_amount_add", allowed=MANAGER),
    Row(
        name="training_amount_add",
        allowed=MANAGER,
        method="POST",
        data={"kind": "income", "label": "Fees", "pounds": "200", **DAY, **LAST},
        code=302,
    ),
    Row(name="training_amount_remove", allowed=MANAGER, arrange=amount, method="POST", code=302),
    Row(name="training_printed", allowed=READERS),
    Row(name="training_printed_add", allowed=MANAGER),
    Row(
        name="training_printed_add",
        allowed=MANAGER,
        method="POST",
        data={"period": "2025-26", "source": "Annual report", "measure": "sessions", "value": "47"},
        code=302,
    ),
    Row(name="training_printed_remove", allowed=MANAGER, arrange=printed, method="POST", code=302),
)
