"""Rules about a figure and its breakdown."""

from collections.abc import Iterator
from decimal import Decimal

from partnerships.returns.rules.spec import Answer, Level, Remark, Rule


def _known(answer: Answer) -> tuple[Decimal | None, dict[str, Decimal]]:
    numbers = {category: answer.number(entry) for category, entry in answer.now.items()}
    whole = numbers.pop("", None)
    return whole, {category: number for category, number in numbers.items() if number is not None}


def _part_over_whole(answer: Answer) -> Iterator[Remark]:
    whole, parts = _known(answer)
    if whole is None or not answer.definition.additive:
        return
    write = answer.definition.unit.number
    for category, number in parts.items():
        if number > whole:
            yield category, f"{write(number)} is more than the total of {write(whole)}. Correct one of them."


def _adds_up(answer: Answer) -> Iterator[Remark]:
    whole, parts = _known(answer)
    complete = len(parts) == len(answer.definition.breakdown)
    if whole is None or not parts or not complete or not answer.definition.additive:
        return
    write, added = answer.definition.unit.number, sum(parts.values(), Decimal(0))
    if added != whole:
        yield (
            "",
            (
                f"The {answer.definition.dimension or 'breakdown'} adds to {write(added)}, "
                f"the total says {write(whole)}. Correct it, or explain the difference."
            ),
        )


PART_OVER_WHOLE = Rule(
    key="part-over-whole",
    level=Level.ERROR,
    sentence="No category of a breakdown is larger than the total. Correct the category or the total.",
    check=_part_over_whole,
)
ADDS_UP = Rule(
    key="adds-up",
    level=Level.QUERY,
    sentence="The categories of a breakdown add to the total. Correct them, or explain why they do not.",
    check=_adds_up,
)
