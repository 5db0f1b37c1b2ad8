"""Taking snapshots."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from reports.publishing.canonical import canonical_text, digest
from reports.publishing.disclosing import keys_before
from reports.publishing.linking import linked
from reports.publishing.models import Snapshot
from reports.publishing.policies import edition_ahead
from reports.publishing.services.reading import one_moment
from reports.studio.assembly import gathered
from reports.studio.models import Report


def snapshot_take(*, by: User | None, report: Report) -> Snapshot:
    """Return the snapshot of what the report says now; the existing row when it says exactly what it said before.

    Reading happens in one repeatable-read transaction, writing in a second one: a row that waits for somebody
    else's lock would break the first.
    """
    with one_moment():
        text = canonical_text(report_content(report))
    return _kept(by=by, report=report, text=text)


def report_content(report: Report) -> dict[str, Any]:
    """Return everything the report prints: what the studio gathers and the number of the edition it would be, and
    what a reader could work out from it (see reports.publishing.linking).

    The report's own status is left out: publishing a build must not change what the report says.
    """
    report.refresh_from_db()
    made = gathered(report)
    front = {name: value for name, value in made.content["report"].items() if name != "status"}
    behind = linked(report.partnership, made.facts, keys_before(report.partnership))
    return {**made.content, "report": front, "edition": edition_ahead(report), "linked": behind}


@transaction.atomic
def _kept(*, by: User | None, report: Report, text: str) -> Snapshot:
    made, created = Snapshot.objects.get_or_create(
        report=report,
        sha256=digest(text),
        defaults={"text": text, "made_at": timezone.now(), "made_by": by},
    )
    if created:
        audit_record(
            by=by,
            action="snapshot_taken",
            partnership=report.partnership,
            about=made,
            after={"sha256": made.sha256, "characters": len(text)},
        )
    return made
