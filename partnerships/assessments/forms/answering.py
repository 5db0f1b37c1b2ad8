"""Answering: one standard of a response, a ballot, second scores, a survey."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone

from partnerships.assessments.ballots import COMMENT_MOST
from partnerships.assessments.entries import Said, Second
from partnerships.assessments.models import EvidenceFile, Rating, ScaleLevel, Statement, Tool, half_steps
from partnerships.assessments.policies import is_expired, level_of
from partnerships.assessments.selectors.moderation import ModerationLine
from partnerships.assessments.selectors.sheets import Line
from partnerships.assessments.statistics import Spread, plainly
from safeguarding.lib.forms.base import GovUKForm, speak_plainly
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField, WordsField

NOT_RATED, NOT_APPLICABLE = Rating.State.NOT_RATED.value, Rating.State.NOT_APPLICABLE.value
Choice = tuple[str, str]


def score_choices(levels: Sequence[ScaleLevel], *, halves: bool) -> list[Choice]:
    """Return the scores of a scale with their words; a half point says between which levels it lies."""
    by_value = {level.value: level.label for level in levels}
    values = list(by_value)
    choices = []
    for score in half_steps(values, halves=halves):
        words = by_value.get(score)
        if words is None:
            low = level_of(score, levels)
            high = next(level for level in levels if level.value > score)
            words = (
                f"Between {low.label[:1].lower()}{low.label[1:]} and {high.label[:1].lower()}{high.label[1:]}"
                if low
                else ""
            )
        choices.append((plainly(score), f"{plainly(score)}: {words}"))
    return choices


def answer_choices(tool: Tool, levels: Sequence[ScaleLevel]) -> list[Choice]:
    """Return everything that can be said to a statement of a tool."""
    choices = score_choices(levels, halves=tool.half_points)
    if tool.not_rated_allowed:
        choices.append((NOT_RATED, "Not rated: we can not say"))
    if tool.not_applicable_allowed:
        choices.append((NOT_APPLICABLE, "Does not apply to us"))
    return choices


def chosen(answer: Rating | None) -> str:
    """Return the choice a stored answer stands for."""
    if answer is None:
        return ""
    return plainly(answer.score) if answer.score is not None else answer.state


class ManyForm(GovUKForm):
    """A form whose fields are made for the statements of a tool. Nothing on it is needed to save what is there."""

    says_optional = False

    def put(self, name: str, field: forms.Field, about: str = "") -> None:
        """Add a field, with messages in plain words; `about` names the statement in them, not in the label."""
        label = field.label
        field.label = f"{label} ({about})" if about else label
        speak_plainly(field)
        field.label = label
        self.fields[name] = field


class AnswersForm(ManyForm):
    """The statements of one standard. An empty choice leaves a statement for later."""

    def __init__(
        self,
        *args: Any,
        tool: Tool,
        levels: Sequence[ScaleLevel],
        lines: Sequence[Line],
        files: Sequence[EvidenceFile],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines, self.levels = lines, levels
        self.proofs = {str(file.pk): file for file in files}
        choices = answer_choices(tool, levels)
        for line in lines:
            self._add(line, choices)

    def bound(self, line: Line, name: str) -> BoundField:
        """Return one box of a statement."""
        return self[f"s{line.statement.pk}-{name}"]

    def hints(self, line: Line) -> dict[str, str]:
        """Return what each level looks like for a statement: its own words, or those of the scale."""
        own = {plainly(one.value): one.text for one in line.statement.descriptors.all()}
        return {plainly(level.value): own.get(plainly(level.value)) or level.meaning for level in self.levels}

    def said(self) -> dict[Statement, Said]:
        """Return what was entered; statements of which nothing is said, now or before, are left out.

        Words, files and days count without a score: they are kept until there is one.
        """
        found = {line.statement: (self._said(line), line.answer) for line in self.lines}
        return {
            statement: said
            for statement, (said, stored) in found.items()
            if said.is_anything or (stored and stored.state == Rating.State.BLANK)
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the reason beside "does not apply"."""
        data = super().clean() or {}
        for line in self.lines:
            name = f"s{line.statement.pk}-"
            if data.get(f"{name}choice") == NOT_APPLICABLE and not data.get(f"{name}reason"):
                self.add_error(f"{name}reason", f"Say why “{line.statement.short_title}” does not apply to you")
        return data

    def _add(self, line: Line, choices: Sequence[Choice]) -> None:
        name, answer = f"s{line.statement.pk}-", line.answer
        fields: dict[str, forms.Field] = {
            "choice": forms.ChoiceField(
                choices=choices,
                required=False,
                widget=forms.RadioSelect,
                label=line.statement.short_title,
                initial=chosen(answer),
            ),
            "comment": WordsField(max_length=3000, rows=4, required=False, label="How you know"),
            "lead": forms.CharField(
                max_length=120,
                required=False,
                label="Who leads on it",
                help_text="A post, such as director of nursing. Not a name.",
            ),
            "reason": forms.CharField(max_length=255, required=False, label="Why it does not apply"),
            "changed": forms.CharField(max_length=500, required=False, label=f"What changed since {line.then}"),
            "improvement": WordsField(max_length=500, rows=3, required=False, label="What will be done"),
            "improve_by": DatePartsField(required=False, label="By when", noun="The day it will be done by"),
            "evidence": forms.MultipleChoiceField(
                required=False,
                label="Files that show it",
                widget=forms.CheckboxSelectMultiple,
                choices=self._files_for(answer),
                initial=[str(file.pk) for file in answer.evidence.all()] if answer else [],
            ),
            "version": VersionField(initial=answer.version if answer else 0),
        }
        for key, field in fields.items():
            if key not in ("choice", "evidence", "version") and answer:
                field.initial = getattr(answer, key)
            self.put(name + key, field, line.statement.short_title)

    def wants_words(self, line: Line) -> bool:
        """Return True when what is chosen asks for what will be done."""
        box = self[f"s{line.statement.pk}-choice"]
        value, offered = str(box.value() or ""), {key for key, _ in box.field.choices}  # type: ignore[attr-defined]
        if value not in offered - {NOT_RATED, NOT_APPLICABLE}:
            return False
        level = level_of(Decimal(value), self.levels)
        return bool(level and level.opens_action)

    def _files_for(self, answer: Rating | None) -> list[Choice]:
        """Return the files that hold today, and expired ones only where they are chosen already, marked so."""
        today = timezone.localdate()
        ticked = {str(file.pk) for file in answer.evidence.all()} if answer else set()
        return [
            (key, f"{file} (expired {file.expires_on:%-d %B %Y})" if is_expired(file, today) else str(file))
            for key, file in self.proofs.items()
            if key in ticked or not is_expired(file, today)
        ]

    def _said(self, line: Line) -> Said:
        name, data = f"s{line.statement.pk}-", self.cleaned_data
        # Nobody can take a choice of a radio back, so an empty one beside a stored score was not meant to wipe it.
        choice = data[f"{name}choice"] or (chosen(line.answer) if self._filled(line) else "")
        state = choice if choice in (NOT_RATED, NOT_APPLICABLE, "") else Rating.State.SCORED.value
        return Said(
            state=state,
            score=Decimal(choice) if state == Rating.State.SCORED else None,
            comment=data[f"{name}comment"],
            reason=data[f"{name}reason"],
            changed=data[f"{name}changed"],
            improvement=data[f"{name}improvement"],
            improve_by=data[f"{name}improve_by"],
            lead=data[f"{name}lead"],
            evidence=[self.proofs[key] for key in data[f"{name}evidence"]],
            version=data[f"{name}version"],
        )

    def _filled(self, line: Line) -> bool:
        names = ("comment", "lead", "reason", "changed", "improvement", "improve_by", "evidence")
        return any(self.cleaned_data[f"s{line.statement.pk}-{name}"] for name in names)

    def rebase(self, current: Mapping[int, Rating]) -> None:
        """Let the next save count from what is stored now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        for line in self.lines:
            if line.statement.pk in current:
                self.data[f"s{line.statement.pk}-version"] = str(current[line.statement.pk].version)  # type: ignore[index]


class BallotForm(ManyForm):
    """All statements at once: nothing is kept before the box, so there is no draft to come back to."""

    def __init__(
        self, *args: Any, tool: Tool, levels: Sequence[ScaleLevel], statements: Sequence[Statement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.statements = statements
        choices = [one for one in answer_choices(tool, levels) if one[0] != NOT_APPLICABLE]
        for row in statements:
            choice = forms.ChoiceField(
                choices=choices,
                label=row.text,
                widget=forms.RadioSelect,
                error_messages={"required": f"Select an answer to “{row.short_title}”"},
            )
            comment = WordsField(
                max_length=COMMENT_MOST, rows=2, required=False, label=f"Comment on “{row.short_title}”"
            )
            self.put(f"s{row.pk}", choice)
            self.put(f"c{row.pk}", comment)

    def pairs(self) -> Iterator[tuple[Statement, BoundField, BoundField]]:
        """Yield each statement with its two boxes."""
        for row in self.statements:
            yield row, self[f"s{row.pk}"], self[f"c{row.pk}"]

    def scores(self) -> dict[int, Decimal | None]:
        """Return the scores by statement; None is not rated."""
        said = {row.pk: self.cleaned_data[f"s{row.pk}"] for row in self.statements}
        return {pk: None if choice == NOT_RATED else Decimal(choice) for pk, choice in said.items()}

    def comments(self) -> dict[int, str]:
        """Return the comments by statement."""
        return {row.pk: self.cleaned_data[f"c{row.pk}"] for row in self.statements}


class SecondForm(ManyForm):
    """Second and agreed scores of one standard of one response."""

    def __init__(
        self, *args: Any, tool: Tool, levels: Sequence[ScaleLevel], lines: Sequence[ModerationLine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        scores = score_choices(levels, halves=tool.half_points)
        for line in lines:
            held, name, title = line.moderation, f"a{line.answer.pk}-", line.statement.short_title
            fields: dict[str, forms.Field] = {
                "second_score": forms.ChoiceField(
                    choices=[("", "None"), *scores], required=False, label="Second score"
                ),
                "challenge": WordsField(max_length=1000, rows=2, required=False, label="Challenge"),
                "agreed_score": forms.ChoiceField(
                    choices=[("", "As the agency says"), *scores], required=False, label="Agreed score"
                ),
                "agreed_note": WordsField(
                    max_length=1000, rows=2, required=False, label="Why, if it is neither of the two"
                ),
            }
            for key, field in fields.items():
                value = getattr(held, key) if held else ""
                field.initial = plainly(value) if isinstance(value, Decimal) else value
                field.label = f"{field.label}: {title}"
                self.put(name + key, field)
            self.fields[f"{name}version"] = VersionField(initial=held.version if held else 0)

    def bound(self, line: ModerationLine, name: str) -> BoundField:
        """Return one box of a statement."""
        return self[f"a{line.answer.pk}-{name}"]

    def said(self) -> dict[Rating, Second]:
        """Return what was entered."""
        return {line.answer: self._said(f"a{line.answer.pk}-") for line in self.lines}

    def rebase(self, lines: Sequence[ModerationLine]) -> None:
        """Let the next save count from what is stored now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        for line in lines:
            if line.moderation:
                self.data[f"a{line.answer.pk}-version"] = str(line.moderation.version)  # type: ignore[index]

    def _said(self, name: str) -> Second:
        data = self.cleaned_data
        second, agreed = (data[name + key] for key in ("second_score", "agreed_score"))
        return Second(
            second_score=Decimal(second) if second else None,
            challenge=data[f"{name}challenge"],
            agreed_score=Decimal(agreed) if agreed else None,
            agreed_note=data[f"{name}agreed_note"],
            version=data[f"{name}version"],
        )


class SurveyForm(ManyForm):
    """How many practitioners chose each level, for every statement. An empty box is nobody."""

    def __init__(
        self,
        *args: Any,
        levels: Sequence[ScaleLevel],
        statements: Sequence[Statement],
        held: Mapping[int, Spread],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.levels, self.statements = levels, statements
        for row in statements:
            counts = held[row.pk].counts if row.pk in held else {}
            for at, level in enumerate(levels):
                box = forms.IntegerField(
                    label=f"{row.short_title}: {level.label}",
                    required=False,
                    min_value=0,
                    max_value=100_000,
                    initial=counts.get(level.value),
                )
                self.put(f"s{row.pk}-{at}", box)

    def rows(self) -> Iterator[tuple[Statement, list[BoundField]]]:
        """Yield each statement with its boxes."""
        for row in self.statements:
            yield row, [self[f"s{row.pk}-{at}"] for at in range(len(self.levels))]

    def counts(self) -> dict[tuple[Statement, Decimal], int | None]:
        """Return what was entered."""
        return {
            (row, level.value): self.cleaned_data[f"s{row.pk}-{at}"]
            for row in self.statements
            for at, level in enumerate(self.levels)
        }
