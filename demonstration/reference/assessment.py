"""A matrix of requirements of a reference report, row by row, as one agency's self-assessment without ratings."""

from decimal import Decimal
from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.assessments.entries import RoundPlan, Said
from partnerships.assessments.models import Rating, Response, Round, Statement, Tool
from partnerships.assessments.services import (
    LevelSpec,
    PartSpec,
    StatementSpec,
    answers_save,
    response_agree,
    response_hand_in,
    round_close,
    round_open,
    tool_create,
    tool_describe,
    tool_publish,
)
from partnerships.directory.authz.roles import Role
from safeguarding.lib.facts import Period

# What stands in the source and was not read with the number and the lead of its row.
UNREAD = "Worded in Appendix 1 of the source; not read into this record."


def load(founded: Founded, folder: str) -> None:
    """Enter the tool, the agency's answers, and agree them."""
    described = toml(folder, "assessment")
    manager, deputy = founded.person(Role.BOARD_MANAGER), founded.people[f"{Role.BOARD_MANAGER}::second"]
    held = _opened(founded, _tool(founded, described), described)
    response = Response.objects.select_related("round__tool", "agency__organisation").get(round=held)
    said = {_statement(held, row): _said(row) for row in described["rows"]}
    answers_save(by=deputy, response=response, said=said, today=described["on"])
    response = response_hand_in(by=deputy, response=response, today=described["on"])
    response_agree(by=manager, response=response)
    round_close(by=manager, held=held)


def _tool(founded: Founded, described: dict[str, Any]) -> Tool:
    statements = [StatementSpec(short_title=_title(row), text=row.get("asked", UNREAD)) for row in described["rows"]]
    manager = founded.person(Role.BOARD_MANAGER)
    draft = tool_create(
        by=manager,
        partnership=founded.partnership,
        slug="commissioning-requirements",
        title=described["title"],
        levels=[LevelSpec(value=Decimal(at), label=label) for at, label in enumerate(described["scale"])],
        parts=[PartSpec(title="Requirements", statements=statements)],
        live=False,
    )
    draft = tool_describe(
        by=manager,
        tool=draft,
        revision=draft.revision,
        levels=None,
        purpose=described["purpose"],
        not_rated_allowed=True,
    )
    return tool_publish(by=manager, tool=draft, revision=draft.revision)


def _opened(founded: Founded, tool: Tool, described: dict[str, Any]) -> Round:
    plan = RoundPlan(
        title=described["round"],
        period=Period.parse(described["period"]),
        mode=Round.Mode.NAMED,
        opens_on=described["on"],
        closes_on=described["on"],
        agencies=[founded.agencies[described["agency"]]],
    )
    return round_open(by=founded.person(Role.BOARD_MANAGER), tool=tool, plan=plan)


def _title(row: dict[str, Any]) -> str:
    return f"Requirement {row['number']}"


def _statement(held: Round, row: dict[str, Any]) -> Statement:
    rows = Statement.objects.select_related("part").filter(part__tool=held.tool_id)
    return rows.get(short_title=_title(row))


def _said(row: dict[str, Any]) -> Said:
    return Said(state=Rating.State.NOT_RATED, comment=row.get("said", UNREAD), lead=row["lead"])
