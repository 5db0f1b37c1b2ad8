"""Posts and vacancies of a reference report on the last day of its year."""

from datetime import date

from demonstration.data import toml
from demonstration.founding import Founded
from demonstration.reference.cells import amount_of
from partnerships.directory.authz.roles import Role
from partnerships.governance.models import Post
from partnerships.governance.services import post_add, post_note

ONE = 1  # a post the report names without counting it


def load(founded: Founded, folder: str, day: date) -> None:
    """Enter each post and how it stood on `day`. The amount is the printed one; a post named alone is one person."""
    manager = founded.person(Role.BOARD_MANAGER)
    for row in toml(folder, "governance")["posts"]:
        amount = amount_of(folder, row["of"]) if "of" in row else ONE
        post = post_add(
            by=manager,
            partnership=founded.partnership,
            title=row["title"],
            agency=founded.agencies.get(row.get("agency", "")),
            established=amount,
            unit=row.get("unit", Post.Unit.PEOPLE),
            statutory="basis" in row,
            basis=row.get("basis", ""),
        )
        standing = row["standing"]
        post_note(
            by=manager,
            post=post,
            noted_on=day,
            standing=standing,
            filled=amount if standing == "filled" else None,
            words=row.get("words", ""),
            source="The published report",
        )
