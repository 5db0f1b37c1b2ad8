"""Disclosure control of a report's content, with what the partnership has decided and what it published before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from partnerships.directory.models import Partnership
from reports.publishing.canonical import canonical_text
from reports.publishing.giveaways import Giveaway, giveaways
from reports.publishing.linking import linked_facts
from reports.publishing.models import DisclosureDecision, DisclosurePolicy
from reports.publishing.models import Edition as PublishedEdition
from reports.publishing.public import public_content
from reports.studio.models import Report
from safeguarding.lib.disclosure import Edition, Outcome, Policy, control
from safeguarding.lib.facts import Fact


@dataclass(frozen=True, kw_only=True)
class Controlled:
    """What disclosure control did to one content. `words` are sentences that give a hidden figure away, `lapsed`
    decisions to print a figure whose value has changed since.
    """

    content: Mapping[str, Any]
    facts: Mapping[str, Fact]
    behind: Mapping[str, Fact]
    outcome: Outcome
    words: Sequence[Giveaway] = ()
    decisions: Sequence[DisclosureDecision] = ()
    lapsed: Sequence[DisclosureDecision] = ()
    earlier: Sequence[str] = field(default_factory=tuple)

    @property
    def passed(self) -> bool:
        """Return True when the public edition may be made: the attack failed and no words say what is hidden."""
        return self.outcome.passed and not self.words

    @property
    def problems(self) -> list[str]:
        """Return why there can be no public edition, one sentence each."""
        exposed = [self.label_of(key) for key in self.outcome.exposed]
        found = [f"{name} could still be worked out from what is printed." for name in exposed]
        return found + [f"{one.heading} says a hidden figure: “{one.sentence}”" for one in self.words]

    def label_of(self, key: str) -> str:
        """Return what people call a figure: its name and period."""
        plain = key.partition("@")[0].partition("#")[0]
        fact = self.facts.get(plain) or self.behind.get(plain)
        rest = ", the others" if "#" in key else ""
        return f"{fact.label}{rest} ({fact.period.label})" if fact else plain

    @property
    def public(self) -> dict[str, Any]:
        """Return the content of the public edition."""
        return public_content(self.content, self.facts, self.outcome)

    def record(self) -> str:
        """Return what is kept with the build: what was hidden and why, and what the attack found."""
        outcome = self.outcome
        return canonical_text(
            {
                "hidden": [
                    {"key": one.key, "cause": one.cause.value, "partner": one.partner, "editions": list(one.editions)}
                    for _, one in sorted(outcome.hidden.items())
                ],
                "attack": {
                    "attacked": len(outcome.exposures),
                    "exposed": outcome.exposed,
                    "narrowest": narrowest(outcome),
                },
                "words": [{"section": one.section, "key": one.key} for one in self.words],
                **self.grounds,
            }
        )

    @property
    def grounds(self) -> dict[str, Any]:
        """Return what the control rests on besides the content, as `grounds_of` gives it for today."""
        standing = [*self.decisions, *self.lapsed]
        return _grounds(self.outcome.policy, standing, self.earlier)


def controlled(report: Report, content: Mapping[str, Any]) -> Controlled:
    """Return disclosure control of what a snapshot says. Two queries, and one for the editions published before."""
    facts = {key: Fact.from_json(data) for key, data in content["facts"].items()}
    behind, sums = linked_facts(content)
    standing = list(DisclosureDecision.objects.filter(report=report).standing().order_by("id"))
    holds = [one for one in standing if not one.shows or (one.key in facts and facts[one.key].text == one.value)]
    earlier = editions_before(report.partnership)
    outcome = control(
        Edition(facts=facts, behind=behind, sums=sums),
        policy_of(report.partnership),
        earlier=earlier,
        shown=frozenset(one.key for one in holds if one.shows),
        hidden=frozenset(one.key for one in holds if not one.shows),
    )
    return Controlled(
        content=content,
        facts=facts,
        behind=behind,
        outcome=outcome,
        words=giveaways(content, [facts[key] for key in outcome.hidden]),
        decisions=holds,
        lapsed=[one for one in standing if one not in holds],
        earlier=[one.name for one in earlier],
    )


def grounds_of(report: Report) -> dict[str, Any]:
    """Return what a control of the report would rest on now: policy, decisions, editions readers hold."""
    standing = DisclosureDecision.objects.filter(report=report).standing()
    names = [edition_name(row) for row in _published(report.partnership).select_related("report")]
    return _grounds(policy_of(report.partnership), standing, names)


def edition_name(row: PublishedEdition) -> str:
    """Return what people call an edition; reports of different years often share a title."""
    return f"{row.report.title} {row.report.span.label}, edition {row.number}"


def policy_of(partnership: Partnership) -> Policy:
    """Return the policy in force: the latest the partnership set, else the default of the Department for Education."""
    row = DisclosurePolicy.objects.of(partnership).first()
    return row.policy if row else Policy()


def editions_before(partnership: Partnership) -> list[Edition]:
    """Return what the public editions of a partnership print, of all its reports, oldest first."""
    rows = _published(partnership).select_related("report", "build__snapshot", "build__control")
    return [_edition(row) for row in rows]


def keys_before(partnership: Partnership) -> set[str]:
    """Return the keys of every figure the public editions of a partnership print."""
    return {key for edition in editions_before(partnership) for key in edition.facts if edition.shows(key)}


def narrowest(outcome: Outcome) -> str:
    """Return the least number of values the attack left open for a hidden figure, in words."""
    widths = [one.high - one.low for one in outcome.exposures if one.safe]
    if not widths:
        return ""
    least = min(widths)
    return "no limit" if least == float("inf") else f"{least + 1:.0f}"


def _published(partnership: Partnership) -> "QuerySet[PublishedEdition]":
    return PublishedEdition.objects.of(partnership).filter(build__control__passed=True).order_by("id")


def _grounds(policy: Policy, standing: Iterable[DisclosureDecision], earlier: Sequence[str]) -> dict[str, Any]:
    decisions = sorted([one.key, "print" if one.shows else "hide"] for one in standing)
    return {"policy": policy.as_json(), "decisions": decisions, "earlier": list(earlier)}


def _edition(row: PublishedEdition) -> Edition:
    snapshot = row.build.snapshot
    content = snapshot.content if snapshot else {"facts": {}}
    behind, sums = linked_facts(content)
    hidden = {one["key"] for one in row.build.control.content["hidden"]}
    return Edition(
        facts={key: Fact.from_json(data) for key, data in content["facts"].items()},
        behind=behind,
        sums=sums,
        hidden=frozenset(hidden),
        name=edition_name(row),
    )
