"""What the invented partnership keeps of risks, challenges, inspections, threats and documents."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.assurance.models import Framework, InspectionFinding, Risk
from partnerships.assurance.services import (
    challenge_add,
    challenge_step,
    disagreements_save,
    finding_action_open,
    finding_add,
    inspection_add,
    intelligence_answer,
    intelligence_require,
    note_add,
    resource_add,
    risk_action_open,
    risk_add,
    risk_close,
    risk_escalate,
    risk_escalation_answer,
    risk_review,
    threat_assessment_add,
    threat_assessment_agree,
    threat_evidence_add,
    threat_topic_add,
)
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Agency, Partnership, User
from safeguarding.lib.facts import Period

FOLDER = "demo"
DUE_IN = 60  # days an action is given


def load(founded: Founded, *, today: date, year: Period) -> None:
    """Enter every register."""
    described = toml(FOLDER, "assurance")
    book = _Book(founded, today)
    for row in described["risks"]:
        book.risk(row)
    for row in described["challenges"]:
        book.challenge(row)
    for row in described["disagreements"]:
        disagreements_save(
            by=book.manager,
            partnership=book.partnership,
            period=year,
            source="Escalation log of the partnership office",
            **row,
        )
    for row in described["inspections"]:
        book.inspection(row)
    book.threats(described["threats"], described["topics"], year)
    for row in described["documents"]:
        book.document(row)


@dataclass(frozen=True)
class _Book:
    """Who enters the registers, and the day from which `days` count."""

    founded: Founded
    today: date

    @property
    def manager(self) -> User:
        """Return who keeps the registers."""
        return self.founded.person(Role.BOARD_MANAGER)

    @property
    def partnership(self) -> Partnership:
        """Return the invented partnership."""
        return self.founded.partnership

    def day(self, days: int | None) -> date | None:
        """Return the day so many days from the loading; None for none."""
        return None if days is None else self.today + timedelta(days=days)

    def agency(self, row: dict[str, Any], name: str = "agency") -> Agency | None:
        """Return the agency a row names."""
        return self.founded.agencies.get(row.get(name, ""))

    def risk(self, row: dict[str, Any]) -> None:
        """Enter a risk with its reviews, its escalation and how it ended."""
        likelihood, impact = row.get("target", (None, None))
        risk = risk_add(
            by=self.manager,
            partnership=self.partnership,
            title=row["title"],
            cause=row["cause"],
            mitigation=row.get("mitigation", ""),
            agency=self.agency(row),
            owner_post=row.get("owner_post", ""),
            opened_on=self._past(row["opened"]),
            likelihood=row["likelihood"],
            impact=row["impact"],
            target_likelihood=likelihood,
            target_impact=impact,
            target_on=self.day(row.get("target_on")),
            review_due_on=self.day(row.get("review")),
            in_reports=row.get("in_reports", False),
        )
        for review in row.get("reviews", ()):
            said = {name: review[name] for name in ("likelihood", "impact", "comment", "meeting")}
            due = self.day(row.get("review"))
            day = self._past(review["days"])
            risk_review(by=self.manager, risk=risk, reviewed_on=day, review_due_on=due, **said)
        if "escalation" in row:
            self._escalated(risk, row["escalation"])
        if "action" in row:
            self._action(risk, row["action"])
        if closed := row.get("closed"):
            risk_close(by=self.manager, risk=risk, closed_on=self._past(closed["days"]), reason=closed["reason"])

    def challenge(self, row: dict[str, Any]) -> None:
        """Log a challenge and its steps."""
        plain = {name: row.get(name, "") for name in ("by_words", "to_words", "text")}
        made = challenge_add(
            by=self.manager,
            partnership=self.partnership,
            title=row["title"],
            kind=row.get("kind", "challenge"),
            raised_on=self._past(row["raised"]),
            raised_by=self.agency(row, "raised_by"),
            raised_to=self.agency(row, "raised_to"),
            in_reports=row.get("in_reports", False),
            **plain,
        )
        for step in row["steps"]:
            said = {"kind": step["kind"], "text": step["text"], "whom": step.get("whom", "")}
            challenge_step(by=self.manager, challenge=made, happened_on=self._past(step["days"]), **said)

    def inspection(self, row: dict[str, Any]) -> None:
        """Record an inspection, its findings, the actions of the plan and what followed."""
        starts_on = self._past(row["days"])
        made = inspection_add(
            by=self.manager,
            partnership=self.partnership,
            framework=Framework.objects.get(slug=row["framework"], partnership=None),
            subject=row["subject"],
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=row["length"]),
            agencies=[self.founded.agencies[slug] for slug in row["agencies"]],
            grades=row.get("grades", {}),
            published_on=self.day(row.get("published")),
            plan_due_on=self.day(row.get("plan_due")),
            announced=row.get("announced"),
            summary=row.get("summary", ""),
            previous_said=row.get("previous_said", ""),
        )
        for text in row.get("strengths", ()):
            finding_add(by=self.manager, inspection=made, kind="strength", text=text)
        found = [
            finding_add(by=self.manager, inspection=made, kind="improve", theme=theme, text=text)
            for theme, text in row.get("improve", ())
        ]
        for finding, title in zip(found, row.get("actions", ()), strict=True):
            self._plan(finding, title, self.founded.agencies[row["agencies"][0]])
        for note in row.get("notes", ()):
            day = self._past(note["days"])
            note_add(by=self.manager, inspection=made, kind=note["kind"], happened_on=day, text=note["text"])

    def threats(self, row: dict[str, Any], topics: list[dict[str, Any]], year: Period) -> None:
        """Write the assessment of the year's second quarter and have it agreed."""
        held = threat_assessment_add(
            by=self.manager, partnership=self.partnership, period=Period.quarter(year.start.year, 2), **row
        )
        for topic in topics:
            said = {name: topic[name] for name in ("threat", "title", "strength", "confidence", "text")}
            made = threat_topic_add(by=self.manager, assessment=held, **said)
            for sector, text, source in topic["evidence"]:
                threat_evidence_add(by=self.manager, topic=made, sector=sector, text=text, source=source)
            for text, owner, days, answer in topic.get("requirements", ()):
                asked = intelligence_require(by=self.manager, topic=made, text=text, owner=owner, due_on=self.day(days))
                if answer:
                    day = self._past(days)
                    intelligence_answer(by=self.manager, requirement=asked, answered_on=day, answer=answer)
        threat_assessment_agree(by=self.manager, assessment=held, agreed_on=self._past(-30))

    def document(self, row: dict[str, Any]) -> None:
        """Put a link or a document in the register."""
        plain = {name: row.get(name, "") for name in ("url", "kept_at", "audience", "owner_post", "edition")}
        resource_add(
            by=self.manager,
            partnership=self.partnership,
            title=row["title"],
            kind=row["kind"],
            agency=self.agency(row),
            dated_on=self.day(row.get("dated")),
            review_on=self.day(row.get("review")),
            in_reports=row.get("in_reports", True),
            **plain,
        )

    def _past(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def _escalated(self, risk: Risk, row: dict[str, Any]) -> None:
        said = {"target": row["target"], "whom": row.get("whom", ""), "reason": row["reason"]}
        made = risk_escalate(by=self.manager, risk=risk, escalated_on=self._past(row["days"]), **said)
        if "answer" in row:
            day = self._past(row["answered"])
            risk_escalation_answer(by=self.manager, escalation=made, answered_on=day, answer=row["answer"])

    def _action(self, risk: Risk, title: str) -> None:
        due = self.today + timedelta(days=DUE_IN)
        risk_action_open(by=self.manager, risk=risk, title=title, due_on=due, agency=risk.agency)

    def _plan(self, finding: InspectionFinding, title: str, agency: Agency) -> None:
        due = self.today + timedelta(days=DUE_IN)
        finding_action_open(by=self.manager, finding=finding, title=title, due_on=due, agency=agency)
