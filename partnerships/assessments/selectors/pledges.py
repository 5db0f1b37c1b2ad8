"""Child Safeguarding Statements of a partnership's agencies: who has one, and whose is overdue."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from partnerships.assessments.models import SafeguardingStatement
from partnerships.assessments.signatories import Standing, current, in_force_from, renewal_of, standing_of
from partnerships.directory.models import Agency, Partnership
from partnerships.directory.selectors import agencies_present


@dataclass(frozen=True, kw_only=True)
class PledgeRow:
    """An agency with the statement that counts for it today."""

    agency: Agency
    pledge: SafeguardingStatement | None
    standing: Standing
    signed: date | None
    renewal: date | None
    draft: SafeguardingStatement | None


def pledges_of(partnership: Partnership) -> QuerySet[SafeguardingStatement]:
    """Return the statements, with signatures. Two queries."""
    rows = SafeguardingStatement.objects.of(partnership).select_related(
        "agency__organisation", "agency__partnership", "response__round", "updated_by"
    )
    return rows.prefetch_related("signatures")


def pledge_rows(partnership: Partnership, today: date) -> list[PledgeRow]:
    """Return every agency with a seat, with where its statement stands. Three queries."""
    by_agency: dict[int, list[SafeguardingStatement]] = defaultdict(list)
    for row in pledges_of(partnership):
        by_agency[row.agency_id].append(row)
    return [_row(agency, by_agency[agency.pk], today) for agency in agencies_present(partnership)]


def _row(agency: Agency, held: list[SafeguardingStatement], today: date) -> PledgeRow:
    pledge = current(held)
    newest = max(held, key=lambda row: row.edition, default=None)
    return PledgeRow(
        agency=agency,
        pledge=pledge,
        standing=standing_of(pledge, today),
        signed=in_force_from(pledge) if pledge else None,
        renewal=renewal_of(pledge) if pledge else None,
        draft=newest if newest and in_force_from(newest) is None else None,
    )
