"""Boxes and shared texts of a reference report."""

from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Area
from partnerships.evidence.models import Tag
from partnerships.evidence.services import box_capture, shared_text_add, tag_keep, wording_save
from safeguarding.lib.richtext_source import from_plain_text

# Files of boxes about one area each, all of them in the sections of that area's chapter.
CHAPTERS = ("boxes-city", "boxes-hackney")


def load(founded: Founded, folder: str) -> None:
    """Enter every box with its themes, and the texts that several chapters share."""
    described = toml(folder, "evidence")
    manager = founded.person(Role.BOARD_MANAGER)
    boxes = [*described["boxes"], *(box for chapter in CHAPTERS for box in _boxes_of(folder, chapter))]
    themes = {
        name: tag_keep(by=manager, partnership=founded.partnership, sort=Tag.Sort.THEME, name=name)
        for name in dict.fromkeys(name for row in boxes for name in row["themes"])
    }
    for row in boxes:
        box_capture(
            by=manager,
            partnership=founded.partnership,
            kind=row["kind"],
            heading=row["heading"],
            body=from_plain_text(row["body"]),
            happened_on=row.get("on", described["on"]),
            agency=founded.agencies.get(row.get("agency", "")),
            area=Area.objects.filter(code=row.get("area", "")).first(),
            tags=[themes[name] for name in row["themes"]],
            details=row["details"],
            source=described["source"],
        )
    for row in described.get("texts", []):
        _text(founded, row)


def _boxes_of(folder: str, chapter: str) -> list[dict[str, Any]]:
    written = toml(folder, chapter)
    return [{**row, "area": written["area"], "themes": [row["theme"]]} for row in written["boxes"]]


def _text(founded: Founded, row: dict[str, Any]) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    text = shared_text_add(
        by=manager, partnership=founded.partnership, title=row["title"], body=from_plain_text(row["body"])
    )
    for code, words in row.get("areas", {}).items():
        area = Area.objects.get(code=code)
        wording_save(by=manager, text=text, area=area, version=0, body=from_plain_text(words))
