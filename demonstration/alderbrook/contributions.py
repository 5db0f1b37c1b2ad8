"""The invented partnership's other contributions: working groups, a statement, a comment, more time."""

from datetime import date, timedelta
from typing import Any

from django.utils.text import slugify

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.contributions.models import Answer, Contribution, ContributionRound, ContributionTemplate
from partnerships.contributions.services import (
    PromptSpec,
    answer_save,
    comment_add,
    contribution_add,
    contribution_extend,
    contribution_submit,
    round_open,
    template_create,
    template_draft,
)
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Group, User
from safeguarding.lib.facts import Period
from safeguarding.lib.richtext_source import from_plain_text

_KIND = ContributionTemplate.Kind


def load(founded: Founded, *, today: date, year: Period) -> None:
    """Enter them; the agencies' round of this year stands already."""
    described, manager = toml("demo", "contributions"), founded.person(Role.BOARD_MANAGER)
    this_year = ContributionRound.objects.of(founded.partnership).get()
    _groups(founded, described["groups"], today, year)
    _statement(founded, described["statement"], today, year)
    said = described["comment"]
    contribution = this_year.contributions.get(agency=founded.agencies[said["agency"]])
    about = contribution.answers.get(prompt__title=said["about"])
    comment_add(by=founded.person(Role.CHAIR), contribution=contribution, answer=about, text=said["text"])
    more = described["more_time"]
    contribution_extend(
        by=manager,
        contribution=this_year.contributions.get(agency=founded.agencies[more["agency"]]),
        version=0,
        due_on=this_year.due_on + timedelta(days=more["days"]),
        due_because=more["reason"],
    )
    template_draft(by=manager, template=this_year.template)


def _groups(founded: Founded, said: dict[str, Any], today: date, year: Period) -> None:
    manager, title = founded.person(Role.BOARD_MANAGER), f"{said['title']} {year.label}"
    template = template_create(
        by=manager, partnership=founded.partnership, slug="working-group", name="Working group", kind=_KIND.GROUP,
        prompts=[_prompt(row) for row in said["prompts"]], own_headings=True,
        approvers=[Role.BOARD_MANAGER.value, Role.CHAIR.value],
    )  # fmt: skip
    asked = _round(founded, title, template, year, today + timedelta(days=40))
    for row in said["given"]:
        group = Group.objects.of(founded.partnership).get(slug=row["group"])
        contribution = contribution_add(by=manager, asked=asked, group=group)
        _answered(contribution, row["answers"], manager)
        if all(row["answers"]):
            contribution_submit(by=manager, contribution=contribution)


def _statement(founded: Founded, said: dict[str, Any], today: date, year: Period) -> None:
    manager, chair = founded.person(Role.BOARD_MANAGER), founded.person(Role.CHAIR)
    template = template_create(
        by=manager, partnership=founded.partnership, slug="statement", name="Signed statement", kind=_KIND.STATEMENT,
        prompts=[PromptSpec(title=said["prompt"], guidance=said["guidance"], words=(150, 600))],
    )  # fmt: skip
    asked = _round(founded, f"{said['title']} {year.label}", template, year, today + timedelta(days=60))
    made = contribution_add(by=manager, asked=asked, author=chair, subtitle=said["capacity"])
    _answered(made, [said["answer"]], chair)


def _round(
    founded: Founded, title: str, template: ContributionTemplate, period: Period, due_on: date
) -> ContributionRound:
    return round_open(
        by=founded.person(Role.BOARD_MANAGER), partnership=founded.partnership, slug=slugify(title), title=title,
        template=template, starts_on=period.start, ends_on=period.end, due_on=due_on,
    )  # fmt: skip


def _prompt(row: dict[str, Any]) -> PromptSpec:
    return PromptSpec(title=row["title"], guidance=row["guidance"], words=tuple(row["words"]))


def _answered(contribution: Contribution, words: list[str], by: User) -> None:
    answers = Answer.objects.filter(contribution=contribution).order_by("prompt__order")
    for answer, said in zip(answers, words, strict=True):
        if said:
            answer_save(by=by, answer=answer, version=0, body=from_plain_text(said))
