"""Checks of what other rooms bring: contributions, priorities, attendance, finance, self-assessment."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.possible import Verdict, verdict
from reports.studio.checks.reading import Part, found, listed, parts_of

# What a block prints, by the name it has in the data, and what is said when there is nothing of it.
WANTED = {
    "priorities": ("priorities", "No priorities are recorded for the period."),
    "contributions": ("contributions", "No contribution was handed in."),
    "attendance": ("rows", "No meeting is recorded for the period."),
    "training": ("recorded", "No training is recorded for the period."),
    "audit_programme": ("audits", "No audit is in the programme of the period."),
    "audit": ("audit", "No audit is chosen."),
    "actions": ("recorded", "No action is recorded for the period."),
    "finance": ("sides", "No statement of income and expenditure is recorded for the period."),
    "posts": ("posts", "No post is in the register."),
    "decisions": ("decisions", "No key decision is recorded for the period."),
    "impact": ("impact", "No priorities are recorded for the period."),
    "income_by_partner": ("rows", "No income is recorded for the period."),
    "finance_comparison": ("comparisons", "There is nothing to compare the accounts with."),
    "members": ("standings", "No member of the partnership is recorded for the period."),
    "structure": ("groups", "No group is recorded for the period."),
    "assessment_statistics": ("parts", "No self-assessment is recorded."),
    "risks": ("summary", "No risk is in the register."),
    "challenges": ("recorded", "No challenge is recorded for the period."),
    "inspections": ("inspections", "No inspection is recorded for the period."),
    "threats": ("topics", "No threat assessment is recorded for the period."),
    "links": ("kinds", "No link or document is in the register."),
    "case_figures": ("released", "No figures about case reviews were released for the period."),
    "case_reviews": ("reviews", "No review is released to reports that this section prints."),
    "case_progress": ("recorded", "No review with recommendations is released to reports."),
    "indicator_table": ("rows", "No figures are chosen for this table."),
    "chart": ("rows", "No figures are chosen for this chart."),
    "statements": ("contributions", "No statement was handed in."),
    "figure_list": ("rows", "No figures are chosen for this list."),
    "cross_table": ("rows", "No figures or no period are chosen for this table."),
    "evidence": ("boxes", "No evidence is chosen."),
    "quotes": ("boxes", "No quote is chosen."),
    "voice": ("boxes", "No voice is chosen."),
    "shared_text": ("body", "No shared text is chosen."),
    "glossary": ("terms", "The glossary is empty."),
}


def check_contributions(content: Gathered) -> Iterator[Finding]:
    """Agencies that did not answer, prompts an agency left out, and words nobody has approved."""
    for part in parts_of(content, "contributions", "statements"):
        data = part["data"]
        if len(data["rounds"]) > 1:
            text = f"{listed(data['rounds'])} are about the period of the report; “{data['rounds'][0]}” is printed."
            mend = "Choose the round in the section's settings."
            yield found(content, part, Level.WARNING, "several_rounds", text, mend=mend)
        if data["not_received"]:
            text = f"No contribution was received from {listed(data['not_received'])}."
            mend = "Ask again, or say why the report goes ahead without it. The report names them."
            yield found(content, part, Level.WARNING, "not_received", text, mend=mend)
        for given in data["contributions"]:
            yield from _of_contribution(content, part, given)


def _of_contribution(content: Gathered, part: Part, given: dict[str, Any]) -> Iterator[Finding]:
    title = given["title"]
    if given["answers"] and not given["approved"]:
        text = f"The contribution of {title} is printed but not approved."
        mend = "Approve the contribution, or send it back with what has to change."
        yield found(content, part, Level.ERROR, "not_approved", text, mend=mend, subject=title)
    if given["answers"] and (waiting := given["open_comments"]):
        words = "A comment is" if waiting == 1 else f"{waiting} comments are"
        text = f"{words} not settled on the contribution of {title}."
        mend = "Settle what was asked, or say why the contribution is printed as it is."
        yield found(content, part, Level.WARNING, "open_comments", text, mend=mend, subject=title)
    empty = [one["title"] for one in given["answers"] if not one["body"] and not one["nothing_to_report"]]
    if empty:
        text = f"{title} did not answer {listed(empty)}."
        mend = "Send the contribution back, or say why the gap stays."
        yield found(content, part, Level.WARNING, "empty_answer", text, mend=mend, subject=title)


def check_priorities(content: Gathered) -> Iterator[Finding]:
    """A priority nobody reported on: the reader would ask why."""
    for part in parts_of(content, "priorities"):
        silent = [str(one["number"]) for one in part["data"]["priorities"] if not one["progress"]]
        if silent and not part["data"]["ahead"]:
            text = f"No progress is recorded for priority {listed(silent)}."
            mend = "Record what was done. Otherwise the report prints that there is none."
            yield found(content, part, Level.WARNING, "no_progress", text, mend=mend)


def check_rooms_empty(content: Gathered) -> Iterator[Finding]:
    """A section whose room has nothing for the report's period."""
    for part in parts_of(content, *WANTED):
        name, text = WANTED[part["block"]]
        if not part["data"][name]:
            mend = "Record it in its room, choose another in the section's settings, or take the section out."
            yield found(content, part, Level.ERROR, "nothing_there", text, mend=mend)


def check_attendance(content: Gathered) -> Iterator[Finding]:
    """Meetings of the period that are still to come when the report is written."""
    for part in parts_of(content, "attendance"):
        ahead = [f"{one['day']} {one['year']}" for one in part["data"]["meetings"] if not one["held"]]
        if ahead:
            text = f"Meetings not yet held are in the table: {listed(ahead)}. They do not count in the shares."
            yield found(content, part, Level.NOTE, "not_held", text)


def check_statistics(content: Gathered) -> Iterator[Finding]:
    """Statistics no scores on the scale can give: they were made by hand."""
    for part in parts_of(content, "assessment_statistics"):
        people = part["data"].get("respondents")
        for table in part["data"]["parts"]:
            for row in table["rows"]:
                judged = _judged(content, part, row, people)
                if judged is not Verdict.POSSIBLE:
                    text = f"“{row['title']}”: {judged.value}"
                    mend = "The values are printed as imported. Ask for the scores, or say that they are not kept."
                    yield found(
                        content, part, Level.WARNING, "impossible_statistic", text, mend=mend, subject=row["title"]
                    )


def _judged(content: Gathered, part: Part, row: dict[str, Any], people: int | None) -> Verdict:
    facts = [content.facts.get(key) for key in row["cells"]]
    if len(facts) != 3 or any(fact is None or fact.value is None for fact in facts):
        return Verdict.POSSIBLE
    mode, mean, spread = (fact.value for fact in facts if fact)
    return verdict(
        mode=str(mode),
        mean=Decimal(str(mean)),
        spread=Decimal(str(spread)),
        people=people,
        scale=tuple(Decimal(level) for level in part["data"].get("scale", [])),
    )


def check_impact(content: Gathered) -> Iterator[Finding]:
    """Completed actions of which nobody says what difference they made: the question readers ask first."""
    for part in parts_of(content, "actions"):
        silent = part["data"]["without_impact"]
        if silent:
            count = f"{len(silent)} completed action{'' if len(silent) == 1 else 's'}"
            text = f"What difference it made is not recorded for {count}, the first “{silent[0]}”."
            yield found(content, part, Level.NOTE, "no_impact", text)


CHECKS = (check_contributions, check_priorities, check_rooms_empty, check_attendance, check_statistics, check_impact)
