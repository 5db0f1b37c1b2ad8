"""Reads of plans, priorities, their progress and what they led to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from partnerships.directory.authz.access import Access
from partnerships.directory.models import Partnership
from partnerships.evidence.models import EvidenceBox
from partnerships.evidence.selectors import boxes_visible
from partnerships.governance.impact import PriorityImpact, chain_on, people_of
from partnerships.governance.models import ImpactChain, ImpactLink, Objective, Priority, PriorityPlan, PriorityProgress

_SETTLED = {Priority.Standing.COMPLETED, Priority.Standing.CARRIED_FORWARD, Priority.Standing.STOPPED}


@dataclass(frozen=True, kw_only=True)
class PlanImpact:
    """A plan with what each of its priorities led to, and the sums for the top of the page."""

    plan: PriorityPlan
    priorities: list[PriorityImpact]

    @property
    def gaps(self) -> int:
        """Return in how many places something is missing."""
        return sum(one.gaps for one in self.priorities)

    @property
    def chains(self) -> int:
        """Return how many chains there are."""
        return sum(len(one.chains) for one in self.priorities)

    @property
    def complete(self) -> int:
        """Return how many chains are told to the end."""
        return sum(chain.complete for one in self.priorities for chain in one.chains)

    @property
    def waiting(self) -> int:
        """Return how many chains only wait for a difference that is too early to tell."""
        return sum(chain.waits for one in self.priorities for chain in one.chains)


def plans_with_priorities(partnership: Partnership) -> QuerySet[PriorityPlan]:
    """Return the plans with priorities, objectives and progress, newest first. Five queries."""
    return PriorityPlan.objects.of(partnership).prefetch_related(Prefetch("priorities", _full()))


def priorities_of(partnership: Partnership) -> QuerySet[Priority]:
    """Return the priorities of all plans with objectives and progress."""
    return _full().filter(plan__partnership=partnership)


def objectives_of(partnership: Partnership) -> QuerySet[Objective]:
    """Return the objectives of all priorities."""
    rows = Objective.objects.of(partnership).select_related("priority__plan__partnership")
    return rows.prefetch_related("progress")


def progress_of(partnership: Partnership) -> QuerySet[PriorityProgress]:
    """Return the notes on all priorities and objectives."""
    rows = PriorityProgress.objects.filter(priority__plan__partnership=partnership)
    return rows.select_related("priority__plan__partnership", "objective__priority")


def objectives_overdue(partnership: Partnership, day: date) -> list[Objective]:
    """Return the objectives due before `day` that nobody calls settled, of priorities still pursued. Three queries."""
    rows = objectives_of(partnership).filter(due_on__lt=day).prefetch_related("priority__progress")
    return [row for row in rows if not {row.standing_on(day), row.priority.standing_on(day)} & _SETTLED]


def chains_of(partnership: Partnership) -> QuerySet[ImpactChain]:
    """Return the chains of all priorities with their links. Four queries."""
    rows = ImpactChain.objects.of(partnership).select_related("priority__plan__partnership")
    return rows.prefetch_related(_links())


def boxes_called(access: Access, words: str, ticked: Collection[str]) -> QuerySet[EvidenceBox]:
    """Return the evidence this person may read whose heading holds the words, and what is ticked already."""
    rows = boxes_visible(access).filter(status=EvidenceBox.Status.KEPT)
    found = Q(heading__icontains=words.strip()) if words.strip() else Q(pk__in=[])
    return rows.filter(found | Q(slug__in=ticked))


def plan_impact(plan: PriorityPlan, day: date) -> PlanImpact:
    """Return a plan's chains on a day. Five queries, however many priorities and chains."""
    people = people_of(plan.partnership.kind)
    priorities = Priority.objects.filter(plan=plan).select_related("lead", "carried_from__plan")
    rows = priorities.prefetch_related(Prefetch("chains", ImpactChain.objects.prefetch_related(_links())))
    return PlanImpact(
        plan=plan,
        priorities=[
            PriorityImpact(priority=row, chains=[chain_on(chain, day, people) for chain in row.chains.all()])
            for row in rows
        ],
    )


def history_of(priority: Priority) -> list[Priority]:
    """Return the priorities of earlier plans this one goes on from, the latest first. One query for each plan."""
    earlier: list[Priority] = []
    while priority.carried_from_id is not None:
        priority = _full().get(pk=priority.carried_from_id)
        earlier.append(priority)
    return earlier


def _links() -> Prefetch:
    boxes = EvidenceBox.objects.select_related("agency__organisation")
    return Prefetch("links", ImpactLink.objects.select_related("updated_by").prefetch_related(Prefetch("boxes", boxes)))


def _full() -> QuerySet[Priority]:
    notes = PriorityProgress.objects.select_related("entered_by")
    objectives = Objective.objects.prefetch_related(Prefetch("progress", notes))
    return Priority.objects.select_related("plan__partnership", "lead", "carried_from__plan").prefetch_related(
        Prefetch("progress", notes), Prefetch("objectives", objectives)
    )
