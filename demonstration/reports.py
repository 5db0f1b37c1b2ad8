"""Writing a report from its data file, section by section."""

from collections.abc import Callable
from typing import Any

from demonstration.founding import Founded
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User
from reports.studio.models import Report, Section
from reports.studio.services.report import report_create
from reports.studio.services.section import section_add
from reports.studio.structure import Outline, Signer
from safeguarding.lib.facts import Period

Children = Callable[[dict[str, Any]], list[dict[str, Any]]]


def signed_by_chair(title: str, sentence: str) -> Outline:
    """Return an outline without parts that the independent chair alone signs."""
    signers = (Signer(title=title, role=Role.CHAIR),)
    return Outline(key="reference", title="Yearly report", sentence=sentence, signers=signers, parts=())


def report_entered(founded: Founded, described: dict[str, Any], outline: Outline, children: Children) -> Report:
    """Create the report with every section; `children` says which silent blocks stand below one."""
    manager = founded.person(Role.BOARD_MANAGER)
    report = report_create(
        by=manager,
        partnership=founded.partnership,
        slug=described["slug"],
        title=described["title"],
        subtitle=described["subtitle"],
        period=Period.parse(described["period"]),
        outline=outline,
    )
    made: dict[str, Section] = {}
    for row in described["sections"]:
        reserved = row.get("reserved_for", Section.Reserved.NONE)
        made[row["slug"]] = section_add(
            by=founded.person(Role.CHAIR) if reserved == Section.Reserved.CHAIR else manager,
            report=report,
            parent=made.get(row.get("parent", "")),
            slug=row["slug"],
            title=row["title"],
            block=row["block"],
            numbering=row.get("numbering", Section.Numbering.NUMBERED),
            reserved_for=reserved,
            config=row.get("config", {}),
            body=row.get("body", "").strip(),
        )
        for child in children(row):
            _silent(manager, report, made[row["slug"]], child)
    return report


def _silent(by: User, report: Report, parent: Section, child: dict[str, Any]) -> None:
    section_add(
        by=by,
        report=report,
        parent=parent,
        title=child["title"],
        block=child["block"],
        numbering=Section.Numbering.SILENT,
        config={"caption": child["title"], **child["config"]} if "caption" not in child["config"] else child["config"],
    )
