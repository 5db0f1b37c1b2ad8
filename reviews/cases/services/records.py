"""Letting the public record of a review out to reports: put up by one coordinator, released by another.

What is released is what was read: the record is kept as it was put up, and later changes need a new one.
"""

from django.db import transaction
from django.utils.text import slugify

from partnerships.directory.models import User
from reviews.cases import policies
from reviews.cases.models import Case, PublicRecord, RecordRelease
from reviews.cases.selectors.records import case_for_record, record_content, record_waiting, release_of
from reviews.cases.services.trail import case_audit
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def record_prepare(*, by: User, case: Case, title: str) -> PublicRecord:
    """Put up the public fields of a case, under the name reports shall use, for a second person to read.

    Raises NotAllowed for an empty public summary or a name another review of the partnership is printed under.
    """
    if not case.public_summary.strip():
        raise NotAllowed("Write the public summary first: it is what reports print.", code="title")
    _slug(case, title)
    made = PublicRecord.objects.create(
        case=case, content=record_content(case_for_record(case), title.strip()), prepared_by=by
    )
    case_audit(by=by, action="case_record_prepared", case=case, after={"title": title})
    return made


@transaction.atomic
def record_release(*, by: User, record: PublicRecord, reason: str) -> RecordRelease:
    """Let a record out to reports. Raises NotAllowed for its preparer, and when a newer one was put up meanwhile."""
    case = Case.objects.select_for_update().select_related("partnership").get(pk=record.case_id)
    policies.check_reads_anew(record, by)
    waiting = record_waiting(case)
    if waiting is None or waiting.pk != record.pk:
        raise NotAllowed("This has been released or replaced. Look at the newest one.", code="record")
    made = RecordRelease.objects.create(
        partnership=case.partnership,
        case=case,
        slug=_slug(case, str(record)),
        record=record,
        prepared_by=record.prepared_by,
        reason=reason,
        released_by=by,
    )
    case_audit(by=by, action="case_record_released", case=case, after={"title": str(record), "reason": reason})
    return made


@transaction.atomic
def record_withdraw(*, by: User, case: Case, reason: str) -> None:
    """Take the record back: reports being written print nothing about the review any more. Needs no second person."""
    standing = release_of(case)
    if standing is None:
        raise NotAllowed("Nothing about this case is released.", code="record")
    RecordRelease.objects.create(
        partnership=case.partnership, case=case, slug=standing.slug, reason=reason, released_by=by
    )
    case_audit(by=by, action="case_record_withdrawn", case=case, after={"reason": reason})


def _slug(case: Case, title: str) -> str:
    # The name a review was first released under names it for good: reports refer to it.
    if first := RecordRelease.objects.filter(case=case).last():
        return first.slug
    slug = slugify(title)[:60]
    if not slug or RecordRelease.objects.of(case.partnership).filter(slug=slug).exists():
        raise NotAllowed("Another review is printed under this name, or it has no letters.", code="title")
    return slug
