"""Rounds imported from documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from partnerships.assessments.models import PublishedStatistic, Round, Statement, Tool
from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed


@dataclass(frozen=True, kw_only=True)
class PrintedStatistic:
    """What a document printed for one statement; `place` is the page or table it stands in."""

    statement: str
    mode: str = ""
    mean: Decimal | None = None
    range: Decimal | None = None
    place: str = ""


@transaction.atomic
def round_import(
    *,
    by: User | None,
    tool: Tool,
    slug: str,
    title: str,
    starts_on: date,
    ends_on: date,
    mode: str,
    respondents: int | None,
    document: str,
    statistics: Iterable[PrintedStatistic],
) -> Round:
    """Keep the statistics a document printed for a round held before the portal; every value names its source."""
    if Round.objects.filter(tool=tool, slug=slug).exists():
        raise NotAllowed("This round is already here. Import it under another name.", code="duplicate")
    made = Round.objects.create(
        partnership=tool.partnership,
        tool=tool,
        slug=slug,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        mode=mode,
        respondents=respondents,
    )
    count = _keep_statistics(by, made, document, list(statistics))
    audit_record(
        by=by,
        action="assessment_round_import",
        partnership=tool.partnership,
        about=made,
        after={"document": document, "statements": count},
    )
    return made


def _keep_statistics(by: User | None, made: Round, document: str, printed: Sequence[PrintedStatistic]) -> int:
    statements = {row.slug: row for row in Statement.objects.filter(part__tool=made.tool_id)}
    if unknown := sorted({said.statement for said in printed} - set(statements)):
        raise NotAllowed(f"The tool has no statement called {', '.join(unknown)}.", code="unknown")
    PublishedStatistic.objects.bulk_create(
        PublishedStatistic(
            round=made,
            statement=statements[said.statement],
            mode=said.mode,
            mean=said.mean,
            range=said.range,
            source_document=document,
            source_place=said.place,
            entered_by=by,
        )
        for said in printed
    )
    return len(printed)
