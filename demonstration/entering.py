"""What the demonstrations enter the same way: groups, priorities, abbreviations and contributions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.text import slugify

from demonstration.founding import Founded
from partnerships.contributions.models import Answer, Contribution, ContributionRound
from partnerships.contributions.services import (
    PromptSpec,
    answer_save,
    contribution_approve,
    contribution_submit,
    round_open,
    template_create,
)
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Group, User
from partnerships.directory.services.founding import group_found
from partnerships.directory.services.groups import group_change
from partnerships.governance.services.glossary import term_add
from partnerships.governance.services.priorities import plan_create, priority_add, progress_add
from safeguarding.lib.facts import Period
from safeguarding.lib.richtext_source import from_plain_text

# What a data file may say about a group beside its place in the tree.
_GROUP = ("chair", "purpose", "meets", "joint_with", "former_name", "started_on", "ended_on")
SILENT = "The published report gives no answer under this heading."


def groups_entered(founded: Founded, rows: Sequence[dict[str, Any]]) -> dict[str, Group]:
    """Return the groups by slug; a parent stands before its children, a group before the one that took over."""
    groups: dict[str, Group] = {}
    for row in rows:
        groups[row["slug"]] = group = group_found(
            partnership=founded.partnership,
            slug=row["slug"],
            name=row["name"],
            kind=row["kind"],
            parent=groups.get(row.get("parent", "")),
        )
        said = {name: row[name] for name in _GROUP if name in row}
        if "supersedes" in row:
            said["supersedes"] = groups[row["supersedes"]]
        groups[row["slug"]] = group_change(
            by=founded.person(Role.BOARD_MANAGER), group=group, version=group.version, **said
        )
    return groups


def priorities_entered(
    founded: Founded, rows: Sequence[dict[str, Any]], *, title: str, period: Period, source: str
) -> None:
    """Enter a plan with its priorities and the dated notes on them."""
    manager = founded.person(Role.BOARD_MANAGER)
    plan = plan_create(by=manager, partnership=founded.partnership, slug="strategic-plan", title=title, period=period)
    for row in rows:
        priority = priority_add(by=manager, plan=plan, title=row["title"], text=from_plain_text(row["text"]))
        for day, note in row["progress"]:
            progress_add(
                by=manager,
                priority=priority,
                noted_on=date.fromisoformat(day),
                standing=row["status"],
                text=from_plain_text(note),
                source=source,
            )


def terms_entered(founded: Founded, terms: Sequence[tuple[str, str]]) -> None:
    """Enter the abbreviations; two meanings of one are both kept."""
    manager = founded.person(Role.BOARD_MANAGER)
    for abbreviation, expansion in terms:
        term_add(by=manager, partnership=founded.partnership, abbreviation=abbreviation, expansion=expansion)


def contributions_entered(founded: Founded, described: dict[str, Any]) -> None:
    """Ask every agency the data file names, answer in its words, and approve what was handed in.

    An empty answer becomes "nothing to report", with the source's silence as the reason.
    """
    manager, deputy = founded.person(Role.BOARD_MANAGER), founded.people[f"{Role.BOARD_MANAGER}::second"]
    template = template_create(
        by=manager,
        partnership=founded.partnership,
        slug="agency-contribution",
        name="Agency contribution",
        prompts=prompts_of(described),
    )
    period = Period.parse(described["period"])
    asked = round_open(
        by=manager,
        partnership=founded.partnership,
        slug=slugify(described["title"]),
        title=described["title"],
        template=template,
        starts_on=period.start,
        ends_on=period.end,
        due_on=described["due"],
        agencies=[founded.agencies[slug] for slug in described["asked"]],
        source=described["source"],
    )
    keys = [row["slug"] for row in described["prompts"]]
    for row in described["contributions"]:
        words = [row[key] for key in keys]
        contribution = contribution_entered(asked, founded, row["agency"], words, by=deputy, silence=SILENT)
        contribution_submit(by=deputy, contribution=contribution)
        contribution_approve(by=manager, contribution=contribution)


def prompts_of(described: dict[str, Any]) -> list[PromptSpec]:
    """Return what a data file asks."""
    return [
        PromptSpec(title=row["title"], guidance=row["guidance"], words=tuple(row["words"]))
        for row in described["prompts"]
    ]


def contribution_entered(
    asked: ContributionRound, founded: Founded, agency: str, words: Sequence[str], *, by: User, silence: str = ""
) -> Contribution:
    """Save the agency's answers in the order of the prompts. An empty one is left open, or explained by `silence`."""
    contribution = Contribution.objects.get(round=asked, agency=founded.agencies[agency])
    return answered(contribution, words, by=by, silence=silence)


def answered(contribution: Contribution, words: Sequence[str], *, by: User, silence: str = "") -> Contribution:
    """Save answers in the order of the prompts. An empty one is left open, or explained by `silence`."""
    answers = Answer.objects.filter(contribution=contribution).order_by("prompt__order")
    for answer, said in zip(answers, words, strict=True):
        if said:
            answer_save(by=by, answer=answer, version=answer.version, body=from_plain_text(said))
        elif silence:
            answer_save(by=by, answer=answer, version=answer.version, nothing_to_report=True, reason=silence)
    return contribution
