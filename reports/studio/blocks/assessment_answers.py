"""What agencies say to each statement of a self-assessment: what is in place, who leads on it, how it was rated."""

from typing import Any, ClassVar

from django import forms

from partnerships.assessments.models import Rating, Response, Round
from partnerships.assessments.selectors.sheets import Line, sheet_of
from partnerships.assessments.selectors.statistics import AGREED
from partnerships.directory.models import Partnership
from partnerships.directory.selectors import agencies_of
from reports.studio.blocks.assessment import AssessmentForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section

_RELATED = ("round__tool", "agency__organisation", "site")


class AnswersForm(AssessmentForm):
    """Which round, and whose answers."""

    settings: ClassVar[tuple[str, ...]] = ("round", "agency")

    agency = forms.ChoiceField(required=False)
    field_order = ("title", "round", "agency", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the rounds and the agencies."""
        super().offer(partnership)
        agencies = [(agency.slug, agency.name) for agency in agencies_of(partnership)]
        self.choose("agency", agencies, "Everybody whose answers are agreed")


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    rounds = Round.objects.of(context.partnership).filter(mode=Round.Mode.NAMED, opens_on__isnull=False)
    named, whose = section.config.get("round"), section.config.get("agency")
    held = (rounds.filter(slug=named) if named else rounds.order_by("-ends_on", "title")).first()
    if held is None:
        return {"title": "", "respondents": []}
    rows = Response.objects.filter(round=held, status__in=AGREED).select_related(*_RELATED)
    chosen = rows.filter(agency__slug=whose) if whose else rows
    return {"title": held.title, "respondents": [_respondent(row) for row in chosen]}


def _respondent(response: Response) -> dict[str, Any]:
    sheet = sheet_of(response)
    levels = {level.value: level.label for level in sheet.levels}
    given = [(page.heading.title, line, line.answer) for page in sheet.pages for line in page.lines if line.given]
    return {
        "name": response.respondent,
        "rows": [_row(standard, line, answer, levels) for standard, line, answer in given if answer],
    }


def _row(standard: str, line: Line, answer: Rating, levels: dict[Any, str]) -> dict[str, str]:
    title = line.statement.short_title
    return {
        "standard": standard if standard != title else "",
        "title": title,
        "asked": line.statement.text,
        "said": answer.comment,
        "lead": answer.lead,
        "rated": _rated(answer, levels),
    }


def _rated(answer: Rating, levels: dict[Any, str]) -> str:
    """Return the score that counts in words; a half point lies above the level it has reached."""
    moderation = getattr(answer, "moderation", None)
    score = answer.score if moderation is None or moderation.agreed_score is None else moderation.agreed_score
    if score is None:
        return f"{answer.get_state_display()}: {answer.reason}" if answer.reason else answer.get_state_display()
    reached = max((value for value in levels if value <= score), default=min(levels))
    return levels[reached] if reached == score else f"Above {levels[reached][:1].lower()}{levels[reached][1:]}"


ASSESSMENT_ANSWERS = BlockSpec(
    key="assessment_answers",
    title="Self-assessment, statement by statement",
    sentence="For each statement: what is in place, who leads on it and how it was rated, once answers are agreed.",
    template="reports/blocks/assessment_answers.html",
    form=AnswersForm,
    gather=_gather,
)
