"""What the review of a public edition shows, in words: each hidden figure with its reason, section by section."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reports.publishing.disclosing import Controlled, controlled, narrowest
from reports.publishing.giveaways import strings_in
from reports.publishing.services.reading import one_moment
from reports.publishing.services.snapshots import report_content
from reports.studio.checks.figures import keys_in
from reports.studio.models import Report
from reports.studio.tokens import tokens_in
from safeguarding.lib.disclosure import WITHHELD, Cause, Hidden
from safeguarding.lib.facts import Disclosure, Fact

MOST_NAMED = 3  # sections named beside a figure


@dataclass(frozen=True, kw_only=True)
class HiddenLine:
    """One figure that will not be printed: what it is, what it would print, why not, and where it stands."""

    key: str
    label: str
    value: str
    why: str
    cause: str
    sections: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class PublicReview:
    """The whole review. `statement` says what the attack found and what stays possible."""

    lines: Sequence[HiddenLine]
    printed: int
    counts: Sequence[tuple[str, int]]
    problems: Sequence[str]
    statement: Sequence[str]
    passed: bool
    control: Controlled


TITLES = {
    Cause.SMALL: "Small numbers",
    Cause.COMPUTED: "Percentages, rates and changes of hidden numbers",
    Cause.SECONDARY: "Hidden to protect another figure of this report",
    Cause.DIFFERENCING: "Hidden because of an earlier edition",
    Cause.CLASS: "For the partnership only",
    Cause.UNCOUNTED: "Percentages whose count is not known",
    Cause.WORDS: "Words in place of numbers",
    Cause.DECISION: "Hidden by decision",
}


def review_now(report: Report) -> Controlled:
    """Return disclosure control of what the report says now."""
    with one_moment():
        return controlled(report, report_content(report))


def review_of(control: Controlled) -> PublicReview:
    """Return the review of a content."""
    where = _places(control)
    hidden = sorted(control.outcome.hidden.values(), key=lambda one: (list(TITLES).index(one.cause), one.key))
    lines = [_line(control, one, where.get(one.key, [])) for one in hidden]
    causes = [one.cause for one in hidden]
    return PublicReview(
        lines=lines,
        printed=sum(1 for fact in control.facts.values() if fact.status.has_value) - len(lines),
        counts=[(title, causes.count(cause)) for cause, title in TITLES.items() if cause in causes],
        problems=control.problems,
        statement=statement_of(control),
        passed=control.passed,
        control=control,
    )


def figures_of(control: Controlled) -> list[tuple[str, str]]:
    """Return the figures people can decide about, with their names, those that are hidden first."""
    facts = [fact for fact in control.facts.values() if fact.status.has_value]
    ordered = sorted(facts, key=lambda fact: (fact.key not in control.outcome.hidden, fact.label, fact.period.start))
    return [
        (fact.key, f"{control.label_of(fact.key)}: {fact.text}") for fact in ordered if fact.disclosure not in WITHHELD
    ]


def statement_of(control: Controlled) -> list[str]:
    """Return the residual risk in sentences: what was attacked with what, what it found, what stays possible."""
    outcome, policy = control.outcome, control.outcome.policy
    many = len(outcome.exposures)
    attacked = f"{many} hidden figures were" if many != 1 else "One hidden figure was"
    said = [
        f"{attacked} attacked with everything this edition prints"
        + (f" and with what was published before: {' and '.join(control.earlier)}." if control.earlier else ".")
    ]
    if outcome.exposed:
        names = ", ".join(control.label_of(key) for key in outcome.exposed)
        said.append(f"The attack could work out: {names}.")
    elif many:
        least = narrowest(outcome)
        said.append(
            "The attack could work out none of them, "
            + ("nor name a largest value for any." if least == "no limit" else f"nor come closer than {least} values.")
        )
    if any(one.cause == Cause.SMALL for one in outcome.hidden.values()) and not outcome.exposed:
        said.append(f"Every small number can still be any number from {policy.floor} to {policy.threshold}.")
    said.append(
        "What stays: somebody who knows a child already may recognise that child; figures other bodies publish are "
        "not known to the portal unless they are entered as published."
    )
    return said


def _line(control: Controlled, one: Hidden, sections: list[str]) -> HiddenLine:
    fact = control.facts[one.key]
    more = len(sections) - MOST_NAMED
    return HiddenLine(
        key=one.key,
        label=control.label_of(one.key),
        value=fact.text,
        why=_why(control, one, fact),
        cause=TITLES[one.cause],
        sections=[*sections[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])],
    )


def _why(control: Controlled, one: Hidden, fact: Fact) -> str:
    policy = control.outcome.policy
    partner = control.label_of(one.partner) if one.partner else "a hidden figure"
    return {
        Cause.SMALL: f"A count from {policy.floor} to {policy.threshold}.",
        Cause.COMPUTED: "Computed from a number that is hidden or small.",
        Cause.SECONDARY: f"Otherwise {partner} could be worked out.",
        Cause.DIFFERENCING: f"Together with {' and '.join(one.editions)} it would give {partner} away.",
        Cause.CLASS: f"Its definition says: {_CLASSES.get(fact.disclosure, '')}.",
        Cause.UNCOUNTED: "The portal does not know the number it was computed from, so it can not tell if it is small.",
        Cause.WORDS: "Words can not be protected by a rule.",
        Cause.DECISION: "Two people decided so.",
    }[one.cause]


def _places(control: Controlled) -> dict[str, list[str]]:
    """Return the headings under which each figure stands, in a table or in the words."""
    known, places = frozenset(control.facts), defaultdict[str, list[str]](list)
    for part in control.content["sections"]:
        words = [key for text in strings_in(part["data"]) for token in tokens_in(text) for key in token.keys]
        for key in dict.fromkeys([*keys_in(part["data"], known), *words]):
            places[key].append(f"{part['number']} {part['title']}".strip())
    return places


_CLASSES = {
    Disclosure.PARTNERSHIP: "for the partnership only",
    Disclosure.RESTRICTED: "for named people only",
}
