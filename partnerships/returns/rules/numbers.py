"""Rules about one figure on its own."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from partnerships.returns.entries import SILENT, entry_checked
from partnerships.returns.rules.spec import Answer, Level, Remark, Rule
from safeguarding.lib.facts import Status


def _blank(answer: Answer) -> Iterator[Remark]:
    for category, entry in answer.now.items():
        if entry.status is Status.BLANK:
            yield category, "Enter a figure, or choose why there is none."


def _acceptable(answer: Answer) -> Iterator[Remark]:
    for category, entry in answer.now.items():
        try:
            entry_checked(answer.definition, entry, answer.period)
        except ValidationError as error:
            yield category, error.messages[0]


def _silent_again(answer: Answer) -> Iterator[Remark]:
    for category, entry in answer.now.items():
        before = answer.previous.get(category)
        if entry.status in SILENT and before is not None and before.status is entry.status:
            yield category, f"This figure was {entry.status.label} last time as well."


BLANK = Rule(
    key="blank",
    level=Level.ERROR,
    sentence="Every figure asked for has a value, is a nil return, or says why there is none.",
    check=_blank,
)
ACCEPTABLE = Rule(
    key="acceptable",
    level=Level.ERROR,
    sentence="Counts are whole and not below zero, percentages lie between 0 and 100, a part is not larger than its "
    "whole, and a day lies within the period. Correct the figure.",
    check=_acceptable,
)
SILENT_AGAIN = Rule(
    key="silent-again",
    level=Level.INFO,
    sentence="A figure that was missing last time is missing again. Nothing needs to be done.",
    check=_silent_again,
)
