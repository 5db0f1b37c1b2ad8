"""Inspections, challenges and the threat assessment of a reference report, entered as its assurance.toml says."""

from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.assurance.models import Framework
from partnerships.assurance.services import (
    challenge_add,
    challenge_step,
    finding_add,
    framework_add,
    inspection_add,
    intelligence_require,
    note_add,
    threat_assessment_add,
    threat_evidence_add,
    threat_topic_add,
)
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Area
from safeguarding.lib.facts import Period


def load(founded: Founded, folder: str) -> None:
    """Enter what the file holds; a framework named there is described by the partnership itself."""
    described = toml(folder, "assurance")
    manager = founded.person(Role.BOARD_MANAGER)
    for row in described.get("frameworks", []):
        framework_add(by=manager, partnership=founded.partnership, **row)
    for row in described["inspections"]:
        _inspected(founded, row)
    for row in described.get("challenges", []):
        _challenged(founded, row)
    if "threats" in described:
        _assessed(founded, described["threats"], described["topics"])


def _inspected(founded: Founded, row: dict[str, Any]) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    frameworks = Framework.objects.of(founded.partnership)
    named = row["framework"]
    made = inspection_add(
        by=manager,
        partnership=founded.partnership,
        framework=frameworks.filter(slug=named).first() or frameworks.get(name=named),
        subject=row["subject"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        agencies=[founded.agencies[slug] for slug in row["agencies"]],
        grades=row.get("grades", {}),
        area=_area(row),
        announced=row.get("announced"),
        summary=row["summary"],
    )
    for kind, theme, text in row.get("findings", []):
        finding_add(by=manager, inspection=made, kind=kind, theme=theme, text=text)
    for kind, day, text in row.get("notes", []):
        note_add(by=manager, inspection=made, kind=kind, happened_on=day, text=text)


def _challenged(founded: Founded, row: dict[str, Any]) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    made = challenge_add(
        by=manager,
        partnership=founded.partnership,
        title=row["title"],
        raised_on=row["raised_on"],
        kind=row["kind"],
        by_words=row["by_words"],
        raised_to=founded.agencies[row["to"]],
        text=row["issue"],
        in_reports=True,
    )
    for kind, day, text, *whom in row["steps"]:
        challenge_step(by=manager, challenge=made, kind=kind, happened_on=day, text=text, whom="".join(whom))


def _assessed(founded: Founded, said: dict[str, Any], topics: list[dict[str, Any]]) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    made = threat_assessment_add(
        by=manager,
        partnership=founded.partnership,
        title=said["title"],
        period=Period.parse(said["period"]),
        introduction=said["introduction"],
    )
    for row in topics:
        topic = threat_topic_add(
            by=manager,
            assessment=made,
            threat=row["threat"],
            title=row["title"],
            strength=row["strength"],
            confidence=row["confidence"],
            text=row["text"],
            area=_area(row),
        )
        for sector, text, source, day in row["evidence"]:
            threat_evidence_add(by=manager, topic=topic, sector=sector, text=text, source=source, dated_on=day)
        for text, owner in row["requirements"]:
            intelligence_require(by=manager, topic=topic, text=text, owner=owner)


def _area(row: dict[str, Any]) -> Area | None:
    return Area.objects.filter(code=row.get("area", "")).first()
