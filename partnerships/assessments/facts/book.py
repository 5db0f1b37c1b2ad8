"""What several facts are worked out from, each read once and only when a key asks for it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property

from django.db.models import Prefetch

from partnerships.assessments.models import Part, Participation, Rating, Response, Round, ScaleLevel, Statement
from partnerships.assessments.policies import HANDED_IN
from partnerships.assessments.selectors.heat import Said
from partnerships.assessments.selectors.pledges import PledgeRow, pledge_rows
from partnerships.assessments.selectors.statistics import AGREED, FINAL, Heading, headings_of, spreads_of
from partnerships.assessments.statistics import Spread
from partnerships.directory.models import Partnership
from safeguarding.lib.facts import FactKey

Pair = tuple[str, str]  # tool, round


class Book:
    """The rounds the keys name (all of them without keys), and what was said in them."""

    def __init__(self, partnership: Partnership, keys: Collection[FactKey] | None) -> None:
        self.partnership = partnership
        self.named = None if keys is None else {key.parameters.get("round", "") for key in keys}

    @cached_property
    def rounds(self) -> Mapping[Pair, Round]:
        """Return the rounds held here by tool and round; imported ones are answered elsewhere."""
        rows = Round.objects.of(self.partnership).filter(opens_on__isnull=False).select_related("tool")
        if self.named is not None:
            rows = rows.filter(slug__in=self.named)
        return {(row.tool.slug, row.slug): row for row in rows}

    @cached_property
    def headings(self) -> Mapping[int, Sequence[Heading]]:
        """Return the headings of each tool. Two queries."""
        statements = Statement.objects.order_by("number").select_related("standard", "part")
        rows = Part.objects.filter(tool__in={row.tool_id for row in self.rounds.values()})
        parts: dict[int, list[Part]] = defaultdict(list)
        for part in rows.prefetch_related(Prefetch("statements", statements)):
            parts[part.tool_id].append(part)
        return {tool: headings_of(found) for tool, found in parts.items()}

    @cached_property
    def levels(self) -> Mapping[int, list[ScaleLevel]]:
        """Return the scale of each tool. One query."""
        found: dict[int, list[ScaleLevel]] = defaultdict(list)
        for level in ScaleLevel.objects.filter(tool__in={row.tool_id for row in self.rounds.values()}):
            found[level.tool_id].append(level)
        return found

    @cached_property
    def spreads(self) -> Mapping[int, Mapping[str, Spread]]:
        """Return the spread of each statement of each round, of agreed answers. Two queries."""
        return spreads_of(self.rounds.values())

    @cached_property
    def responses(self) -> Mapping[int, list[Response]]:
        """Return the responses of each round. One query."""
        rows = Response.objects.filter(round__in=self.rounds.values())
        found: dict[int, list[Response]] = defaultdict(list)
        for row in rows.select_related("agency__organisation", "site"):
            found[row.round_id].append(row)
        return found

    @cached_property
    def slips(self) -> Mapping[int, list[bool]]:
        """Return which slips of each anonymous round are used. One query."""
        found: dict[int, list[bool]] = defaultdict(list)
        for held, used in Participation.objects.filter(round__in=self.rounds.values()).values_list("round_id", "used"):
            found[held].append(used)
        return found

    @cached_property
    def said(self) -> Mapping[int, Mapping[str, list[tuple[str, Said, object]]]]:
        """Return the agreed answers of each response: statement, state with final score, self-score. One query."""
        rows = Rating.objects.filter(
            response__round__in=self.rounds.values(), response__status__in=AGREED, carried=False
        ).exclude(state="")
        found: dict[int, dict[str, list[tuple[str, Said, object]]]] = defaultdict(lambda: defaultdict(list))
        lines = rows.order_by().values_list("response_id", "statement__slug", "state", FINAL, "score")
        for response, slug, state, final, own in lines:
            found[response][slug].append((slug, (state, final), own))
        return found

    def participation(self, held: Round) -> tuple[int, int]:
        """Return how many answered and how many were asked."""
        if held.is_anonymous:
            return sum(self.slips[held.pk]), len(self.slips[held.pk])
        rows = self.responses[held.pk]
        return sum(1 for row in rows if row.status in HANDED_IN), len(rows)

    def pledges(self, day: date) -> list[PledgeRow]:
        """Return where each agency's Child Safeguarding Statement stands on a day. Three queries for each day asked."""
        if day not in self._pledges:
            self._pledges[day] = pledge_rows(self.partnership, day)
        return self._pledges[day]

    @cached_property
    def _pledges(self) -> dict[date, list[PledgeRow]]:
        return {}
