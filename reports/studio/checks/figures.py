"""Checks of the figures themselves: do they exist, are they accepted, what period do they speak of."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from partnerships.returns.selectors.conflicts import conflicts
from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.reading import Part, found, listed, parts_of, texts_of
from reports.studio.tokens import tokens_in
from safeguarding.lib.disclosure import WITHHELD
from safeguarding.lib.facts import Fact, Status, UnitKind

_HALF_A_TENTH = Decimal("0.05")
_STILL_ONE_WHOLE = Decimal(50)  # as far from 100 as shares with one missing or counted twice come
_NAMED = 4  # figures named in one finding; the section shows the others


def keys_in(value: Any, known: frozenset[str]) -> Iterator[str]:
    """Return the keys that occur as text anywhere in a section's data, in order."""
    if isinstance(value, str):
        if value in known:
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from keys_in(item, known)
    elif isinstance(value, list):
        for item in value:
            yield from keys_in(item, known)


def keys_by_part(content: Gathered) -> list[tuple[Part, list[str]]]:
    """Return for each section the keys it prints, inserted in its words or standing in its tables."""
    known = frozenset(content.facts) | frozenset(content.missing)
    words: dict[str, list[str]] = {}
    for text in texts_of(content):
        named = [key for token in tokens_in(text.html) for key in token.keys]
        words.setdefault(text.part["id"], []).extend(named)
    return [
        (part, list(dict.fromkeys([*keys_in(part["data"], known), *words.get(part["id"], [])])))
        for part in parts_of(content)
    ]


def check_unresolved(content: Gathered) -> Iterator[Finding]:
    """A key no room knows prints as "figure not found": an error, never a blank."""
    missing = set(content.missing)
    for part, keys in keys_by_part(content):
        for key in (key for key in keys if key in missing):
            text = f"No figure is called {key}."
            mend = "Insert another figure, or correct the name, the date or the period in it."
            yield found(content, part, Level.ERROR, "unresolved", text, mend=mend, subject=key)


def check_status(content: Gathered) -> Iterator[Finding]:
    """Figures that are not accepted, not given or suppressed, gathered by section."""
    for part, keys in keys_by_part(content):
        facts = [content.facts[key] for key in keys if key in content.facts]
        yield from _of_status(
            content,
            part,
            [fact for fact in facts if fact.status is Status.PROVISIONAL],
            (
                Level.WARNING,
                "provisional",
                "provisional",
                "Accept the return, or say why the report goes ahead.",
            ),
        )
        yield from _of_status(
            content,
            part,
            [fact for fact in facts if fact.status is Status.BLANK],
            (Level.WARNING, "not_given", "not yet given", "Ask the agency, or say why the cell stays blank."),
        )
        yield from _of_status(
            content,
            part,
            [fact for fact in facts if fact.status is Status.SUPPRESSED],
            (Level.NOTE, "suppressed", "suppressed", "Nothing in the words may give the value away."),
        )
        yield from _of_status(
            content,
            part,
            [fact for fact in facts if fact.disclosure in WITHHELD],
            (Level.NOTE, "not_public", "for the partnership only", "The public edition prints [c] in their place."),
        )


def _of_status(
    content: Gathered, part: Part, facts: list[Fact], said: tuple[Level, str, str, str]
) -> Iterable[Finding]:
    if not facts:
        return []
    level, code, words, mend = said
    names = [f"{fact.label} ({fact.period.label})" for fact in facts][:_NAMED]
    more = f" and {len(facts) - _NAMED} more" if len(facts) > _NAMED else ""
    count = f"{len(facts)} figures are" if len(facts) > 1 else "A figure is"
    return [found(content, part, level, code, f"{count} {words}: {listed(names)}{more}.", mend=mend)]


def check_periods(content: Gathered) -> Iterator[Finding]:
    """Figures of other periods may be printed, but the reader has to be told which."""
    span = content.report.span
    for part, keys in keys_by_part(content):
        if part["block"] not in ("narrative", "foreword", "finance"):
            continue  # tables print the period above each column
        outside = [
            fact
            for fact in (content.facts[key] for key in keys if key in content.facts)
            if fact.period.end < span.start or fact.period.start > span.end
        ]
        if outside:
            periods = listed(list(dict.fromkeys(fact.period.label for fact in outside)))
            text = f"Figures of other periods than the report's are printed here: {periods}."
            yield found(content, part, Level.NOTE, "other_period", text, mend="Name the period in the sentence.")


def check_breakdowns(content: Gathered) -> Iterator[Finding]:
    """Shares of one whole should add up to 100; where they do not, the reader should know why.

    Percentages that are far from it together, such as those of staff trained in each group, are of different wholes.
    """
    for part in parts_of(content, "indicator_table", "chart"):
        for indicator, rows in groupby(part["data"]["rows"], key=lambda row: row.get("indicator")):
            sums = list(_sums(content, part, [row for row in rows if row.get("category")]))
            if sums:
                text = f"The shares in “{part['data']['caption']}” do not add up to 100: {listed(sums)}."
                mend = "Rounding explains small differences. Say so, or say which shares are not printed."
                yield found(content, part, Level.WARNING, "breakdown", text, mend=mend, subject=str(indicator))


def _sums(content: Gathered, part: Part, rows: list[Any]) -> Iterator[str]:
    if len(rows) < 2:
        return
    for at, column in enumerate(part["data"]["columns"]):
        facts = [content.facts[row["cells"][at]] for row in rows if row["cells"][at] in content.facts]
        if not facts or any(fact.unit.kind is not UnitKind.PERCENT for fact in facts):
            continue
        total = sum((fact.number for fact in facts if fact.number is not None), Decimal(0))
        if _HALF_A_TENTH <= abs(total - 100) <= _STILL_ONE_WHOLE:
            yield f"{total.normalize():f} in {column['label']}"


def check_conflicts(content: Gathered) -> Iterator[Finding]:
    """A source that prints two values for one figure: the report prints one, the checklist lists the other."""
    keys = [key for key in content.facts if key.startswith("returns/")]
    where = {key: part for part, named in reversed(keys_by_part(content)) for key in named}
    for one in conflicts(content.report.partnership, keys):
        text = (
            f"{one.label}: the report prints {one.held} ({one.held_where}); "
            f"{one.printed} is printed in {one.where}{f'. {one.note.rstrip(chr(46))}' if one.note else ''}."
        )
        level = Level.NOTE if one.settled else Level.WARNING
        mend = (
            f"Settled: {one.settled}" if one.settled else "Say in the history of the figure why it is the one to print."
        )
        yield found(content, where.get(one.key), level, "conflict", text, mend=mend, subject=one.key)


CHECKS = (check_unresolved, check_status, check_periods, check_breakdowns, check_conflicts)
