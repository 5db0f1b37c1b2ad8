"""Who may read and write guidance, its deadlines and the working calendar."""

from datetime import date
from typing import Any

from reviews.cases.models import ClockRule, GuidanceEdition, HolidayCorrection
from reviews.cases.services import edition_draft, holiday_correct
from tests.access.cases import DAY, MANAGERS, READERS, parts, post, role
from tests.access.table import EVERYBODY_OF_A, Row
from tests.support.cast import Cast

LOCAL = {"start_event": "aware", "amount": "15", "unit": "working_days", "reason": "Local procedure"}
EDITION = {
    "title": "Guidance",
    "audience": "children",
    "source": "Government",
    "certainty": "M",
    "note": "",
}
DRAFT = {**EDITION, **parts("starts_on", DAY)}
VERSION = {"version": "1"}
TERMS = {
    **LOCAL,
    **VERSION,
    "kind": "rapid_review",
    "title": "Send it again",
    "stop_event": "rapid_sent",
    "source": "x",
    "certainty": "M",
}
CHECKED = {"place": "Paragraph 20", **parts("checked_on", DAY)}
HOLIDAY = {**parts("day", DAY), "change": "proclaimed", "name": "Celebration", "source": "Proclamation"}


def edition(cast: Cast) -> dict[str, Any]:
    role(cast)
    return {"edition": "wt-2023"}


def kind(cast: Cast) -> dict[str, Any]:
    role(cast)
    return {"kind": "lcspr"}


def rule(cast: Cast) -> dict[str, Any]:
    role(cast)
    return {"rule": ClockRule.objects.get(edition__slug="wt-2023", key="rapid-review").pk}


def own_draft(cast: Cast) -> dict[str, Any]:
    role(cast)
    copied = GuidanceEdition.objects.get(slug="wt-2023")
    return {
        "edition": edition_draft(
            by=cast.manager, partnership=cast.a, copied=copied, starts_on=date(2026, 4, 1), **EDITION
        ).slug
    }


def own_draft_rule(cast: Cast) -> dict[str, Any]:
    found = own_draft(cast)
    return {**found, "rule": ClockRule.objects.get(edition__slug=found["edition"], key="rapid-review").pk}


def correction(cast: Cast) -> dict[str, Any]:
    role(cast)
    made = holiday_correct(
        by=cast.manager,
        partnership=cast.a,
        day=date(2026, 6, 5),
        change=HolidayCorrection.Change.PROCLAIMED,
        name="Day of celebration",
        source="Proclamation",
    )
    return {"pk": made.pk}


ROWS = (
    Row(name="guidance_list", allowed=EVERYBODY_OF_A, arrange=role),
    Row(name="guidance_what_if", allowed=READERS, arrange=edition),
    Row(name="local_rule_set", allowed=MANAGERS, arrange=rule),
    post("local_rule_set", MANAGERS, rule, LOCAL),
    post("local_rule_remove", MANAGERS, rule, {}),
    Row(name="rule_check", allowed=MANAGERS, arrange=rule),
    post("rule_check", MANAGERS, rule, CHECKED),
    post("rule_check_remove", MANAGERS, rule, {}),
    Row(name="edition_add", allowed=MANAGERS, arrange=role),
    post("edition_add", MANAGERS, role, DRAFT),
    Row(name="edition_detail", allowed=MANAGERS, arrange=own_draft),
    Row(name="edition_change", allowed=MANAGERS, arrange=own_draft),
    post("edition_change", MANAGERS, own_draft, {**DRAFT, **VERSION}),
    Row(name="edition_rule_add", allowed=MANAGERS, arrange=own_draft),
    post("edition_rule_add", MANAGERS, own_draft, TERMS),
    Row(name="edition_rule", allowed=MANAGERS, arrange=own_draft_rule),
    post("edition_rule", MANAGERS, own_draft_rule, TERMS),
    post("edition_rule_remove", MANAGERS, own_draft_rule, VERSION),
    Row(name="edition_force", allowed=MANAGERS, arrange=own_draft),
    post("edition_force", MANAGERS, own_draft, VERSION),
    Row(name="edition_discard", allowed=MANAGERS, arrange=own_draft),
    post("edition_discard", MANAGERS, own_draft, VERSION),
    Row(name="basis_set", allowed=MANAGERS, arrange=kind),
    post("basis_set", MANAGERS, kind, {"basis": "started", "reason": "Board, June 2026"}),
    Row(name="holiday_list", allowed=EVERYBODY_OF_A, arrange=role),
    Row(name="holiday_add", allowed=MANAGERS, arrange=role),
    post("holiday_add", MANAGERS, role, HOLIDAY),
    post("holiday_remove", MANAGERS, correction, {}),
)
