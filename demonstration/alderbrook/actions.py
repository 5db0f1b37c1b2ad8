"""The invented partnership's action log: what was undertaken over two years and what came of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.actions.models import Action
from partnerships.actions.policies import MOVES, OWNER
from partnerships.actions.services import (
    action_impact,
    action_move,
    action_note,
    action_open,
    action_reschedule,
    evidence_add,
)
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User

DEFERRED_DAYS = 150


def load(founded: Founded, *, today: date) -> None:
    """Enter the log, told back from `today`."""
    manager = founded.person(Role.BOARD_MANAGER)
    for row in toml("demo", "actions")["actions"]:
        said = {name: row[name] for name in ("title", "success", "origin_kind", "origin_label")}
        action = action_open(
            by=manager,
            partnership=founded.partnership,
            **said,
            owner_agency=founded.agencies.get(row.get("agency", "")),
            owner_post=row.get("post", ""),
            opened_on=today - timedelta(days=row["opened"]),
            due_on=today - timedelta(days=row["due"]),
        )
        owner = founded.people.get(f"{Role.AGENCY_LEAD}:{row.get('agency', '')}")
        for step in row["steps"]:
            happened(
                action,
                step,
                today=today,
                owner=owner or founded.people[f"{Role.BOARD_MANAGER}::second"],
                manager=manager,
            )


def happened(action: Action, step: list[Any], *, today: date, owner: User, manager: User) -> None:
    """Do one step of an action's story on its day, by its owner or by the board manager."""
    days, what, words = step
    day = today - timedelta(days=days)
    name, _, rest = what.partition(":")
    if name in MOVES:
        by = owner if MOVES[name].who == OWNER else manager
        until = today + timedelta(days=DEFERRED_DAYS) if name == "defer" else None
        action_move(by=by, action=action, event=name, words=words, on=day, due_on=until)
        return
    told: Mapping[str, Any] = {
        "note": lambda: action_note(by=owner, action=action, text=words, rag=rest, on=day),
        "impact": lambda: action_impact(by=owner, action=action, text=words, on=day),
        "evidence": lambda: evidence_add(by=owner, action=action, title="What was seen", text=words),
        "due": lambda: action_reschedule(
            by=manager, action=action, due_on=today - timedelta(days=int(rest)), reason=words, on=day
        ),
    }
    told[name]()
