"""Where impact chains have gaps: a link that is missing, undated, without a source, or promised and overdue.

National readers of partnerships' yearly reports keep finding that they say what was done and not what changed for
children (What Works for Children's Social Care: 11 of 18 reports had nothing on impact). So a gap is never hidden: it
stands on the page, on the checklist of the report and in print.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnerships.governance.models import ImpactChain, ImpactLink, Priority, Step

# What a reader is told where a link is missing.
MISSING = {
    Step.DID: "Nothing is recorded about what was done.",
    Step.EVIDENCE: "Nothing is recorded that shows it.",
    Step.DIFFERENCE: "Nothing is recorded about what is different for {people}.",
    Step.NEXT: "Nothing is recorded about what comes next.",
}


@dataclass(frozen=True, kw_only=True)
class StepView:
    """One step of a chain on a day: its link if there is one, what is missing from it, what it waits for."""

    step: Step
    link: ImpactLink | None
    gaps: Sequence[str]
    waiting: date | None = None

    @property
    def complete(self) -> bool:
        """Return True when the step is told, dated and sourced, and not put off."""
        return not self.gaps and self.waiting is None


@dataclass(frozen=True, kw_only=True)
class ChainView:
    """A chain on a day, step by step."""

    chain: ImpactChain
    steps: Sequence[StepView]

    @property
    def complete(self) -> bool:
        """Return True when all four steps are."""
        return all(step.complete for step in self.steps)

    @property
    def gaps(self) -> int:
        """Return in how many steps something is missing."""
        return sum(bool(step.gaps) for step in self.steps)

    @property
    def waits(self) -> bool:
        """Return True when the difference is still to be known and nothing else is missing."""
        return not self.gaps and not self.complete


@dataclass(frozen=True, kw_only=True)
class PriorityImpact:
    """A priority with its chains. A priority without any chain is one gap."""

    priority: Priority
    chains: Sequence[ChainView]

    @property
    def gaps(self) -> int:
        """Return in how many steps something is missing; 1 where there is no chain at all."""
        return sum(chain.gaps for chain in self.chains) if self.chains else 1


def chain_on(chain: ImpactChain, day: date, people: str) -> ChainView:
    """Return a chain as it stood on `day`; `people` are those the partnership protects. Prefetch `links` with lists."""
    return ChainView(chain=chain, steps=steps_on(list(chain.links.all()), day, people))


def steps_on(links: Sequence[ImpactLink], day: date, people: str) -> list[StepView]:
    """Return the four steps a chain's links make on `day`."""
    told: Mapping[str, ImpactLink] = {link.step: link for link in links}
    return [_step(step, told.get(step), day, people) for step in Step]


def _step(step: Step, link: ImpactLink | None, day: date, people: str) -> StepView:
    if link is None:
        return StepView(step=step, link=None, gaps=[MISSING[step].format(people=people)])
    if link.known_by is not None:
        return _put_off(step, link, day)
    gaps = []
    if link.happened_on is None:
        gaps.append("No day is given." if step is not Step.NEXT else "No day is given by which it is to be done.")
    if not link.source and not link.figures and not (link.pk and link.boxes.all()):
        gaps.append("No source is given.")
    return StepView(step=step, link=link, gaps=gaps)


def _put_off(step: Step, link: ImpactLink, day: date) -> StepView:
    if link.known_by is not None and link.known_by >= day:
        return StepView(step=step, link=link, gaps=[], waiting=link.known_by)
    return StepView(step=step, link=link, gaps=["It was to be known by now, and is not recorded."])


def people_of(kind: str) -> str:
    """Return whom a partnership of a kind protects, as its report calls them."""
    return {"adults": "adults at risk", "combined": "children and adults at risk"}.get(kind, "children")
