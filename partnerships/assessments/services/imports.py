"""Rounds held before the portal: what a document printed of them, entered in the browser or loaded."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnerships.assessments.entries import PrintedStatistic
from partnerships.assessments.models import PublishedStatistic, Remark, Round, Statement, Tool
from partnerships.assessments.selectors.rounds import printed_version
from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from safeguarding.lib.workflow import NotAllowed, Overtaken


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
    document: str = "",
    statistics: Iterable[PrintedStatistic] = (),
) -> Round:
    """Keep a round held before the portal and the statistics a document printed; every value names its source."""
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
    statements = _statements(made)
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


@transaction.atomic
def printed_save(
    *, by: User, held: Round, document: str, place: str, statistics: Iterable[PrintedStatistic], version: int
) -> int:
    """Replace what the document printed of an imported round, and return how many statements it printed.

    A statement without any statistic is not kept. `document` and `place` hold for all; the audit trail keeps what
    stood there before. NotAllowed for a round that was answered here, Overtaken when `version` is not the latest.
    """
    _check_imported(Round.objects.select_for_update().get(pk=held.pk))
    if version != printed_version(held):
        raise Overtaken("Somebody else has just saved these figures.", code="overtaken")
    before = _said(held)
    kept = [said for said in statistics if said.mode or said.mean is not None or said.range is not None]
    held.statistics.exclude(statement__slug__in=[said.statement for said in kept]).delete()
    _store(by, held, kept, {"source_document": document, "source_place": place})
    audit_record(
        by=by,
        action="assessment_printed_save",
        partnership=held.partnership,
        about=held,
        before=before,
        after=_said(held),
    )
    return len(kept)


@transaction.atomic
def remark_import(*, by: User, held: Round, statement: Statement, text: str) -> Remark:
    """Keep a remark that a document printed under a statement: it was public before, so it is released at once."""
    _check_imported(held)
    made = Remark.objects.create(round=held, statement=statement, text=text, released=True)
    # The words stay out of the trail, where they could not be taken back if they give somebody away.
    after = {"statement": statement.slug}
    audit_record(by=by, action="assessment_remark_import", partnership=held.partnership, about=held, after=after)
    return made


def _store(by: User, held: Round, kept: Sequence[PrintedStatistic], source: Mapping[str, str]) -> None:
    stored = {row.statement.slug: row for row in held.statistics.select_related("statement")}
    statements = _statements(held)
    for said in kept:
        values = {"mode": said.mode, "mean": said.mean, "range": said.range, **source}
        row = stored.get(said.statement) or PublishedStatistic(round=held, statement=statements[said.statement])
        if row.pk and all(getattr(row, name) == value for name, value in values.items()):
            continue  # who entered it stays who entered it
        for name, value in {**values, "entered_by": by, "entered_at": timezone.now()}.items():
            setattr(row, name, value)
        row.save()


def _check_imported(held: Round) -> None:
    if not held.is_imported:
        raise NotAllowed("This round was answered here. Its figures are counted, never entered.", code="state")


def _statements(held: Round) -> Mapping[str, Statement]:
    return {row.slug: row for row in Statement.objects.filter(part__tool=held.tool_id)}


def _said(held: Round) -> dict[str, str]:
    return {row.statement.slug: f"{row}, {row.source}" for row in held.statistics.select_related("statement")}
