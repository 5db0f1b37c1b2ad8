"""Contributions that are not an agency's: those of working groups, and a statement only its author can change."""

from typing import Any

from django.utils.text import slugify

from demonstration.data import toml
from demonstration.entering import SILENT, answered, prompts_of
from demonstration.founding import Founded
from partnerships.contributions.models import ContributionRound, ContributionTemplate
from partnerships.contributions.services import (
    contribution_add,
    contribution_approve,
    contribution_submit,
    round_open,
    template_create,
)
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Group
from safeguarding.lib.facts import Period

_KIND = ContributionTemplate.Kind


def groups_reported(founded: Founded, folder: str) -> None:
    """Enter what the working groups report and approve it."""
    described = toml(folder, "groups")
    manager, deputy = founded.person(Role.BOARD_MANAGER), founded.people[f"{Role.BOARD_MANAGER}::second"]
    asked = _asked(founded, described, _KIND.GROUP, "Working group")
    for row in described["given"]:
        group = Group.objects.of(founded.partnership).get(slug=row["group"])
        made = contribution_add(by=manager, asked=asked, group=group)
        answered(made, [row[one["slug"]] for one in described["prompts"]], by=deputy, silence=SILENT)
        contribution_submit(by=deputy, contribution=made)
        contribution_approve(by=manager, contribution=made)


def statement_made(founded: Founded, folder: str) -> None:
    """Enter the statement of the independent person, written and handed in by nobody else."""
    described = toml(folder, "statement")
    manager, chair = founded.person(Role.BOARD_MANAGER), founded.person(Role.CHAIR)
    asked = _asked(founded, described, _KIND.STATEMENT, "Signed statement")
    made = contribution_add(by=manager, asked=asked, author=chair, subtitle=described["capacity"])
    answered(made, [described["given"][0]["statement"]], by=chair)
    contribution_submit(by=chair, contribution=made)
    contribution_approve(by=manager, contribution=made)


def _asked(founded: Founded, described: dict[str, Any], kind: str, name: str) -> ContributionRound:
    manager = founded.person(Role.BOARD_MANAGER)
    template = template_create(
        by=manager,
        partnership=founded.partnership,
        slug=slugify(name),
        name=name,
        kind=kind,
        prompts=prompts_of(described),
    )
    period = Period.parse(described["period"])
    return round_open(
        by=manager,
        partnership=founded.partnership,
        slug=slugify(described["title"]),
        title=described["title"],
        template=template,
        starts_on=period.start,
        ends_on=period.end,
        due_on=described["due"],
        source=described["source"],
    )
