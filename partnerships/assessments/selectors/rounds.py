"""Rounds, tools, respondents and how far they have come, each in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Prefetch, QuerySet

from partnerships.assessments.library import shipped_tools
from partnerships.assessments.models import (
    EvidenceFile,
    Part,
    Participation,
    Rating,
    Remark,
    Response,
    Round,
    Site,
    Statement,
    Tool,
)
from partnerships.assessments.policies import HANDED_IN, last_day
from partnerships.assessments.scope import agencies_with_sites, statements_for
from partnerships.directory.models import Agency, Partnership
from partnerships.directory.selectors import agencies_present


def rounds_of(partnership: Partnership) -> QuerySet[Round]:
    """Return the rounds, newest first, with their tool and how many statements have imported statistics."""
    return (
        Round.objects.of(partnership)
        .select_related("tool", "partnership", "updated_by")
        .annotate(reported=Count("statistics"))
        .order_by("-ends_on", "title")
    )


def rounds_listed(partnership: Partnership) -> QuerySet[Round]:
    """Return the rounds for a list: those that are open first, then the newest."""
    return rounds_of(partnership).order_by("-status", "-ends_on", "title")  # "open" after "closed" in the alphabet


def tools_of(partnership: Partnership) -> QuerySet[Tool]:
    """Return the versions of tools, newest first, with the number of their statements and rounds."""
    rows = Tool.objects.of(partnership).select_related("partnership")
    counted = rows.annotate(statements=Count("parts__statements", distinct=True), held=Count("rounds", distinct=True))
    return counted.order_by("title", "-version")


def live_tools_of(partnership: Partnership) -> list[Tool]:
    """Return the newest live version of each tool."""
    found: dict[str, Tool] = {}
    for row in Tool.objects.of(partnership).filter(status=Tool.Status.LIVE).order_by("title", "-version"):
        found.setdefault(row.slug, row)
    return list(found.values())


def shipped_for(partnership: Partnership) -> list[tuple[str, str, int, bool]]:
    """Return the shipped tools: key, title, number of statements, and whether this edition is here already."""
    here = set(Tool.objects.of(partnership).exclude(origin="").values_list("origin", "edition"))
    return [
        (spec.slug, f"{spec.title}, edition {spec.edition}", spec.statements, (spec.origin, spec.edition) in here)
        for spec in shipped_tools().values()
    ]


def sites_of(partnership: Partnership) -> QuerySet[Site]:
    """Return the sites of the partnership's agencies."""
    return Site.objects.of(partnership).select_related("agency__organisation")


def evidence_of(partnership: Partnership) -> QuerySet[EvidenceFile]:
    """Return evidence files with how often each is used."""
    rows = EvidenceFile.objects.of(partnership).select_related("agency__organisation", "agency__partnership")
    return rows.annotate(used=Count("answers")).order_by("title", "pk")


def responses_of(partnership: Partnership) -> QuerySet[Response]:
    """Return responses with everything their pages name."""
    return Response.objects.of(partnership).select_related(
        "round__tool",
        "round__partnership",
        "agency__organisation",
        "agency__partnership",
        "site",
        "submitted_by",
        "agreed_by",
        "shared_from__round__partnership",
    )


def printed_version(held: Round) -> int:
    """Return a number that changes whenever printed figures are saved: the microsecond of the last save, or 0."""
    latest = held.statistics.aggregate(latest=Max("entered_at"))["latest"]
    return int(latest.timestamp() * 1_000_000) if latest else 0


def remarks_of(held: Round, *, everything: bool) -> QuerySet[Remark]:
    """Return the remarks of an anonymous round in the order of statements and words; unread ones for managers only."""
    rows = held.remarks.select_related("statement__part", "round__partnership")
    return rows if everything else rows.filter(released=True)


def remarks_released(partnership: Partnership) -> QuerySet[Remark]:
    """Return the remarks a report may print, those of the latest round first, in the order of statements and words."""
    rows = Remark.objects.filter(round__in=Round.objects.of(partnership), released=True)
    order = ("-round__ends_on", "round__title", "round_id", "statement__part__number", "statement__number", "text")
    return rows.select_related("round", "statement").order_by(*order)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far one respondent is: statements answered this year, of how many."""

    response: Response
    answered: int
    asked: int
    low: int = 0
    due: date | None = None

    @property
    def percent(self) -> int:
        """Return the share answered in per cent, rounded down so that 100 means all."""
        return 100 * self.answered // self.asked if self.asked else 0


def progress_of(rounds: Collection[Round], agencies: Collection[int] | None = None) -> list[Progress]:
    """Return how far the respondents of rounds are; only those of some agencies when given. Three queries."""
    rows = Response.objects.filter(round__in=rounds)
    responses = list(rows.select_related("round__tool", "round__partnership", "agency__organisation", "site"))
    sites = {held.pk: agencies_with_sites(row for row in responses if row.round_id == held.pk) for held in rounds}
    if agencies is not None:
        responses = [row for row in responses if row.agency_id in agencies]
    statements: dict[int, list[Statement]] = defaultdict(list)
    for one in Statement.objects.filter(part__tool__in={held.tool_id for held in rounds}).select_related("part"):
        statements[one.part.tool_id].append(one)
    given = Rating.objects.filter(response__in=responses, carried=False).exclude(state="").order_by()
    counts = dict(given.values_list("response_id").annotate(Count("pk")))
    return [
        Progress(
            response=row,
            answered=counts.get(row.pk, 0),
            asked=len(statements_for(row, statements[row.round.tool_id], sites[row.round_id])),
            due=last_day(row.round, row),
        )
        for row in responses
    ]


def agencies_to_ask(held: Round) -> list[Agency]:
    """Return the agencies of today that a named round does not ask yet. One query."""
    asked = Response.objects.filter(round=held, agency__isnull=False).values("agency")
    return list(agencies_present(held.partnership).exclude(pk__in=asked))


def slips_for(rounds: Collection[Round], agencies: Collection[int]) -> list[Participation]:
    """Return the slips of some agencies in anonymous rounds. One query."""
    rows = Participation.objects.filter(round__in=rounds, agency__in=agencies)
    return list(rows.select_related("round", "agency__organisation"))


def slips_of(held: Round) -> list[Participation]:
    """Return who may answer an anonymous round and who has: never what."""
    return list(held.participations.select_related("agency__organisation"))


def twins_of(response: Response, open_in: Collection[int]) -> list[Response]:
    """Return drafts of the same organisation, of a tool with the same origin, in the partnerships named."""
    if not response.agency or not response.round.tool.origin or response.site_id:
        return []
    rows = Response.objects.filter(
        round__partnership__in=open_in,
        round__status=Round.Status.OPEN,
        round__tool__origin=response.round.tool.origin,
        agency__organisation=response.agency.organisation_id,
        site__isnull=True,
        status=Response.Status.DRAFT,
    )
    return list(
        rows.exclude(pk=response.pk).select_related("round__partnership", "round__tool", "agency__organisation")
    )


def participation(held: Round) -> tuple[int | None, int | None]:
    """Return how many answered and how many were asked; None where that is not known. At most two queries."""
    if held.is_imported:
        return held.respondents, None
    if held.is_anonymous:
        slips = held.participations.values_list("used", flat=True)
        return sum(slips), len(slips)
    statuses = held.responses.values_list("status", flat=True)
    return sum(1 for status in statuses if status in HANDED_IN), len(statuses)


def statement_tree(tool: Tool) -> QuerySet[Part]:
    """Return the parts of a tool with statements, standards and descriptors. Four queries."""
    statements = Statement.objects.order_by("number").select_related("standard", "part__tool")
    return tool.parts.prefetch_related(Prefetch("statements", statements.prefetch_related("descriptors")))


def rounds_over_time(partnership: Partnership, slug: str) -> list[Round]:
    """Return the rounds of every version of a tool, oldest first. One query."""
    rows = Round.objects.of(partnership).filter(tool__slug=slug).select_related("tool", "partnership")
    return list(rows.order_by("starts_on", "ends_on", "pk"))


def statements_in(tool: Tool) -> QuerySet[Statement]:
    """Return the statements of a tool with what their page names."""
    return Statement.objects.filter(part__tool=tool).select_related("part__tool", "standard")
