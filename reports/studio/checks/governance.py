"""Checks of the partnership's own registers: do the accounts add up, does every group have a chair."""

from collections.abc import Iterator

from partnerships.governance.balance import balance_findings
from partnerships.governance.selectors import accounts_of, safeguarding_partners, statements_of, year_before
from reports.studio.assembly import Gathered
from reports.studio.blocks.finance import name_of
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.reading import found, listed, parts_of


def check_balance(content: Gathered) -> Iterator[Finding]:
    """Accounts that do not add up as printed, amounts left out in silence, partners who pay nothing. Three queries."""
    parts = [part for part in parts_of(content, "finance", "income_by_partner") if part["data"].get("statement")]
    if not parts:
        return
    partnership = content.report.partnership
    statements = {name_of(one): one for one in statements_of(partnership)}
    partners = safeguarding_partners(partnership)
    for part in parts:
        statement = statements[part["data"]["statement"]]
        before = year_before(list(statements.values()), statement)
        accounts, last = accounts_of(statement), accounts_of(before) if before else None
        for one in balance_findings(accounts, partners, before=last):
            yield found(content, part, Level.WARNING, "balance", one.text, mend=one.mend, subject=one.code)


def check_chairs(content: Gathered) -> Iterator[Finding]:
    """Groups of the structure nobody is named to chair."""
    for part in parts_of(content, "structure"):
        silent = part["data"]["without_chair"]
        if silent:
            text = f"Nobody is named as chair of {listed(silent)}."
            yield found(content, part, Level.NOTE, "no_chair", text, mend="Name the role, not the person.")


def check_impact(content: Gathered) -> Iterator[Finding]:
    """Links missing from the chains of a priority: the report prints each gap, so somebody should know of it first."""
    for part in parts_of(content, "impact"):
        for one in part["data"]["impact"]:
            gaps = [gap for chain in one["chains"] for step in chain["steps"] for gap in step["gaps"]]
            gaps = list(dict.fromkeys(gaps)) if one["chains"] else ["Nothing is recorded about what it led to."]
            if gaps:
                text = f"Priority {one['number']} has gaps in its impact: {' '.join(gaps)}"
                mend = "Complete the chain. Otherwise the report prints what is missing."
                yield found(content, part, Level.WARNING, "impact_gap", text, mend=mend, subject=str(one["number"]))


def check_alerts(content: Gathered) -> Iterator[Finding]:
    """What stands out in attendance: no quorum, a partner absent, a deputy too often. The table shows it to readers."""
    for part in parts_of(content, "attendance"):
        for text in part["data"]["alerts"]:
            mend = "Say in the words beside the table what was done about it."
            yield found(content, part, Level.NOTE, "attendance_alert", text, mend=mend, subject=text)


def check_posts(content: Gathered) -> Iterator[Finding]:
    """Statutory posts nobody of their own fills on the last day of the period."""
    for part in parts_of(content, "posts"):
        vacant = [row["title"] for row in part["data"]["posts"] if row["needs_somebody"]]
        if vacant:
            text = f"Statutory posts have nobody of their own: {listed(vacant)}."
            mend = "Say in the words beside the table how the duty is met meanwhile."
            yield found(content, part, Level.WARNING, "statutory_vacancy", text, mend=mend)


def check_effects(content: Gathered) -> Iterator[Finding]:
    """Key decisions without a word on what they led to."""
    for part in parts_of(content, "decisions"):
        silent = [row["title"] for row in part["data"]["decisions"] if not row["effect"]]
        if silent:
            text = f"Nothing is recorded about what these decisions led to: {listed(silent)}."
            yield found(content, part, Level.WARNING, "decision_effect", text, mend="Record it at the meeting.")


CHECKS = (check_balance, check_chairs, check_impact, check_alerts, check_posts, check_effects)
