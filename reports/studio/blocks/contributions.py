"""What contributors wrote in a round, by contributor or by heading; who did not answer is named. Signed statements."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from partnerships.contributions.models import Contribution, ContributionRound, ContributionTemplate, Prompt
from partnerships.contributions.printed import (
    PrintedAnswer,
    PrintedContribution,
    contributors_of,
    printed_contributions,
)
from partnerships.contributions.selectors import rounds_of
from partnerships.directory.models import Partnership
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from reports.studio.tokens import tokens_in

_HANDED_IN = (Contribution.Status.SUBMITTED, Contribution.Status.APPROVED)
_AGENCY, _STATEMENT = ContributionTemplate.Kind.AGENCY, ContributionTemplate.Kind.STATEMENT
WORDS, HEADINGS, LIST = "words", "headings", "list"


class ContributionsForm(SectionForm):
    """Which round, whose contributions, which heading and in what order."""

    settings: ClassVar[tuple[str, ...]] = ("round", "agency", "heading", "shows")

    round = forms.ChoiceField(required=False)
    agency = forms.ChoiceField(label="Whose", required=False)
    heading = forms.ChoiceField(label="Which heading", required=False)
    shows = forms.ChoiceField(
        label="What is printed",
        widget=forms.RadioSelect,
        choices=[
            (WORDS, "Their words, one contributor after the other"),
            (HEADINGS, "Their words, one heading after the other"),
            (LIST, "Only who answered and who not"),
        ],
        initial=WORDS,
    )
    field_order = ("title", "round", "agency", "heading", "shows", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the rounds, the contributors asked in any of them, and the headings of their templates."""
        rounds = [one for one in rounds_of(partnership) if one.template.kind != _STATEMENT]
        prompts = Prompt.objects.filter(template__in={one.template_id for one in rounds}).order_by("order")
        self.choose("round", [(row.slug, row.title) for row in rounds], "The latest round of the agencies")
        self.choose("agency", contributors_of(partnership), "Everybody")
        self.choose("heading", list(dict.fromkeys((one.slug, one.title) for one in prompts)), "Every heading")


class StatementsForm(SectionForm):
    """Which round of statements."""

    settings: ClassVar[tuple[str, ...]] = ("round",)

    round = forms.ChoiceField(required=False)
    field_order = ("title", "round", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the rounds of signed statements."""
        rounds = [(row.slug, row.title) for row in rounds_of(partnership) if row.template.kind == _STATEMENT]
        self.choose("round", rounds, "The latest round")


def rounds_for(context: GatherContext, kind: str) -> list[ContributionRound]:
    """Return the rounds of a kind that are about the report's period, the latest first."""
    rounds: list[ContributionRound] = context.once("rounds", lambda: list(rounds_of(context.partnership)))
    span = context.report.span
    about = [row for row in rounds if row.starts_on <= span.end and row.ends_on >= span.start]
    return [row for row in about if row.template.kind == kind]


def round_of(context: GatherContext, section: Section, kind: str = _AGENCY) -> str:
    """Return the slug of the round named in the settings, or of the latest of a kind about the report's period."""
    fitting = rounds_for(context, kind)
    return str(section.config.get("round") or "") or (fitting[0].slug if fitting else "")


def _competing(context: GatherContext, section: Section, kind: str = _AGENCY) -> list[str]:
    """Return the titles of the rounds that could be meant, the printed one first; none where one is named."""
    return [] if section.config.get("round") else [row.title for row in rounds_for(context, kind)]


def contributions_of(context: GatherContext, slug: str, agency: str = "") -> Sequence[PrintedContribution]:
    """Return what a round brought in, drafts included, of one contributor where it is named."""
    found = context.once(f"contributions {slug}", lambda: printed_contributions(context.partnership, slug))
    return [one for one in found if not agency or one.agency == agency]


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    config = section.config
    found = contributions_of(context, round_of(context, section), str(config.get("agency") or ""))
    shows, heading = config.get("shows") or WORDS, str(config.get("heading") or "")
    given = [one for one in found if one.status in _HANDED_IN]
    printed = [_contribution(context, one, heading, words=shows != LIST) for one in given]
    return {
        "single": bool(config.get("agency")),
        "contributions": printed,
        "shows_words": shows != LIST,
        "by_heading": shows == HEADINGS,
        "headings": list(dict.fromkeys(answer["title"] for one in printed for answer in one["answers"])),
        "not_received": [one.title for one in found if one.status not in _HANDED_IN],
        "rounds": _competing(context, section),
    }


def _contribution(context: GatherContext, given: PrintedContribution, heading: str, *, words: bool) -> dict[str, Any]:
    answers = [answer for answer in given.answers if words and heading in ("", answer.slug)]
    return {
        "title": given.title,
        "agency": given.agency,
        "period": given.period,
        "approved": given.status == Contribution.Status.APPROVED,
        "open_comments": given.open_comments,
        "answers": [_answer(context, answer) for answer in answers],
    }


def _answer(context: GatherContext, answer: PrintedAnswer) -> dict[str, Any]:
    for token in tokens_in(answer.body):
        for key in token.keys:
            context.want(key)
    return {
        "title": answer.title,
        "body": answer.body,
        "nothing_to_report": answer.nothing_to_report,
        "reason": answer.reason,
    }


def _gather_statements(context: GatherContext, section: Section) -> dict[str, Any]:
    found = contributions_of(context, round_of(context, section, _STATEMENT))
    given = [one for one in found if one.status in _HANDED_IN]
    return {
        "single": False,
        "contributions": [
            {
                **_contribution(context, one, "", words=True),
                "capacity": one.capacity,
                "signed_on": one.submitted_on.isoformat() if one.submitted_on else "",
            }
            for one in given
        ],
        "not_received": [one.title for one in found if one.status not in _HANDED_IN],
        "rounds": _competing(context, section, _STATEMENT),
    }


CONTRIBUTIONS = BlockSpec(
    key="contributions",
    title="Contributions of the agencies",
    sentence="What agencies, working groups or areas wrote, by contributor or by heading; who did not answer is named.",
    template="reports/blocks/contributions.html",
    form=ContributionsForm,
    gather=_gather,
    checks=("not_received", "empty_answer", "several_rounds", "not_approved", "open_comments"),
)
STATEMENTS = BlockSpec(
    key="statements",
    title="Signed statements",
    sentence="Statements that only their authors can write, each with the capacity in which it is signed and the day.",
    template="reports/blocks/statements.html",
    form=StatementsForm,
    gather=_gather_statements,
    checks=("not_received", "empty_answer", "several_rounds", "not_approved", "open_comments"),
)
