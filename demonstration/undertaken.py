"""The action log of a reference report: what was undertaken, and what the report says became of it."""

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.actions.services import action_move, action_note, action_open
from partnerships.directory.authz.roles import Role


def load(founded: Founded, folder: str) -> None:
    """Enter the actions of the file; a step is a day, a note or an event of the log, and words."""
    manager, deputy = founded.person(Role.BOARD_MANAGER), founded.people[f"{Role.BOARD_MANAGER}::second"]
    for row in toml(folder, "actions")["actions"]:
        action = action_open(
            by=manager,
            partnership=founded.partnership,
            title=row["title"],
            success=row.get("success", ""),
            origin_kind=row["origin"],
            origin_label=row["label"],
            owner_agency=founded.agencies.get(row.get("agency", "")),
            owner_post=row.get("post", ""),
            opened_on=row["opened"],
            due_on=row.get("due"),
        )
        for day, what, words in row.get("steps", []):
            if what == "note":
                action_note(by=deputy, action=action, text=words, on=day)
            else:
                action_move(by=deputy, action=action, event=what, words=words, on=day)
